import LinearAlgebra

extension Network {
  /// The output of the last layer: probabilities after a softmax, values after identity.
  ///
  /// - Parameters:
  ///   - features: one sample a row, m x `inputs`, scaled as in training.
  ///   - configuration: the backend and the threads.
  /// - Returns: m x `outputs`.
  /// - Precondition: `features.columns == inputs`.
  public func predict(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    layers.reduce(features) { $1($0, configuration: configuration) }
  }

  /// The class of the largest output for each sample.
  ///
  /// - Parameters:
  ///   - features: one sample a row, m x `inputs`, scaled as in training.
  ///   - configuration: the backend and the threads.
  /// - Precondition: `features.columns == inputs`.
  public func classify(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> [Int] {
    predict(features, configuration: configuration).withView { $0.winners() }
  }
}
