import LinearAlgebra

// Samples from outside: a bad request must not end a server, so errors are thrown.

extension Network {
  /// `predict` for a sample that may be invalid.
  ///
  /// - Parameters:
  ///   - sample: the features, as in the training data.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Returns: `outputs` elements.
  /// - Throws: `SampleError` if it does not have `inputs` features, or one is not finite.
  public func predict(
    validating sample: [Scalar], configuration: ComputeConfiguration = .current
  ) throws(SampleError) -> [Scalar] {
    try requireSample(sample)
    return predict(sample, configuration: configuration)
  }

  /// `predict` for a batch that may be invalid.
  ///
  /// - Parameters:
  ///   - features: one sample a row, as in the training data.
  ///   - configuration: the backend and the threads.
  /// - Returns: a row of `outputs` elements for each sample.
  /// - Throws: `SampleError` if the samples do not have `inputs` features, or one is not finite.
  public func predict(
    validating features: Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(SampleError) -> Matrix<Scalar> {
    try requireSamples(features)
    return predict(features, configuration: configuration)
  }

  /// `classify` for a sample that may be invalid.
  ///
  /// ```swift
  /// do {
  ///   answer(try network.classify(validating: request.features))
  /// } catch {
  ///   refuse("\(error)")  // a sample of 3 features, expected 784
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - sample: the features, as in the training data.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Precondition: the network has outputs and does not predict values.
  /// - Throws: `SampleError` if it does not have `inputs` features, or one is not finite.
  public func classify(
    validating sample: [Scalar], configuration: ComputeConfiguration = .current
  ) throws(SampleError) -> Int {
    try requireSample(sample)
    return classify(sample, configuration: configuration)
  }

  /// `classify` for a batch that may be invalid.
  ///
  /// - Parameters:
  ///   - features: one sample a row, as in the training data.
  ///   - configuration: the backend and the threads.
  /// - Precondition: the network has outputs and does not predict values.
  /// - Throws: `SampleError` if the samples do not have `inputs` features, or one is not finite.
  public func classify(
    validating features: Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(SampleError) -> [Int] {
    try requireSamples(features)
    return classify(features, configuration: configuration)
  }

  private func requireSample(_ sample: [Scalar]) throws(SampleError) {
    if sample.count != inputs { throw .featureCount(found: sample.count, expected: inputs) }
    if let feature = sample.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: 0, feature: feature, value: Double(sample[feature]))
    }
  }

  private func requireSamples(_ features: Matrix<Scalar>) throws(SampleError) {
    if features.columns != inputs { throw .featureCount(found: features.columns, expected: inputs) }
    try features.withView { view throws(SampleError) in try view.requireFinite() }
  }
}
