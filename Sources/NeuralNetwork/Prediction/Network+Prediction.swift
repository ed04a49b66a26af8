import LinearAlgebra

extension Network {
  /// The output of the last layer: probabilities after a softmax, values after identity.
  ///
  /// - Parameters:
  ///   - features: one sample a row, m x `inputs`, as in the training data.
  ///   - configuration: the backend and the threads.
  /// - Returns: m x `outputs`.
  /// - Precondition: `features.columns == inputs`.
  /// - Complexity: 2 m `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func predict(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    requireFeatures(features)
    return Matrix.written(rows: features.rows, columns: outputs) { output in
      features.withView { predict($0, into: output, configuration) }
    }
  }

  /// The same into the existing memory of `output`: for a server that predicts batch after batch.
  ///
  /// Nothing is allocated, unless `output` shares its elements with a copy, or a thread predicts for the first time.
  /// Any number of threads may predict with one network at once. With the Swift kernels a sample's output has the same
  /// bits alone, in any batch and on any number of threads.
  ///
  /// ```swift
  /// var probabilities = Matrix<Float>.zeros(rows: batch.rows, columns: network.outputs)
  /// network.predict(batch, into: &probabilities)
  /// ```
  ///
  /// - Parameters:
  ///   - features: one sample a row, m x `inputs`, as in the training data.
  ///   - output: m x `outputs`; its contents are not read.
  ///   - configuration: the backend and the threads.
  /// - Precondition: `features.columns == inputs`, and `output` is m x `outputs`.
  /// - Complexity: 2 m `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func predict(
    _ features: Matrix<Scalar>, into output: inout Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) {
    requireFeatures(features)
    require(
      output.rows == features.rows && output.columns == outputs,
      "predictions for \(features.shapeText) into \(output.shapeText): they are \(features.rows)x\(outputs)")
    features.withView { features in
      output.withMutableView { predict(features, into: $0, configuration) }
    }
  }

  /// The class of each sample: the index of the largest output; if a single output is the probability of the second of
  /// two classes, 1 above a half, else 0.
  ///
  /// With several outputs of `.binaryCrossEntropy`, which are independent, this is the likeliest of the labels;
  /// `predict` shows which others apply. Classes are compared before the softmax or sigmoid, as in `evaluate`, so that
  /// probabilities that round to the same number are still distinguished.
  ///
  /// - Parameters:
  ///   - features: one sample a row, m x `inputs`, as in the training data.
  ///   - configuration: the backend and the threads.
  /// - Precondition: `features.columns == inputs`, and the network has outputs and does not predict values.
  /// - Complexity: 2 m `parameterCount` floating-point operations.
  public func classify(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> [Int] {
    requireFeatures(features)
    requireClasses()
    return Matrix<Scalar>.written(rows: features.rows, columns: outputs) { logits in
      features.withView { predict($0, into: logits, givesLogits: loss.takesLogits, configuration) }
    }.withView { loss.classes($0) }
  }

  /// Traps if the network does not predict classes.
  func requireClasses() {
    require(
      loss.classCount(outputs: outputs) != nil,
      "the class of a sample by a network for \(loss.rawValue): it predicts values, which `predict` gives")
  }

  private func requireFeatures(_ features: borrowing Matrix<Scalar>) {
    let (rows, columns) = (features.rows, features.columns)
    require(columns == inputs, "a batch of \(rows)x\(columns) for a network of \(inputs) inputs")
  }

  /// Predicts the samples of `features`, whose shape fits, shared by rows if there are enough; with `givesLogits` the
  /// last layer's activation is left out.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func predict(
    _ features: MatrixView<Scalar>, into output: MutableMatrixView<Scalar>, givesLogits: Bool = false,
    _ configuration: ComputeConfiguration
  ) {
    if output.rows == 0 || output.columns == 0 { return }
    var own = configuration
    own.threads = 1
    let samples = Partition(m: features.rows, n: parameterCount, k: 1, threads: configuration.threads)
    let pass = PredictionPass(
      layers: layers, standardizer: standardizer, features: features, output: output, samples: samples,
      givesLogits: givesLogits, configuration: own)
    if samples.members == 1 { return pass.run(part: 0) }
    ThreadTeam.shared.run(samples.members, pass)
  }
}
