import LinearAlgebra

extension Network {
  /// The output of the last layer: probabilities after a softmax, values after identity.
  ///
  /// - Parameter features: one sample a row, m x `inputs`, scaled as in training.
  /// - Returns: m x `outputs`.
  /// - Precondition: `features.columns == inputs`.
  public func predict(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    layers.reduce(features) { $1($0, configuration: configuration) }
  }

  /// The class of the largest output for each sample.
  ///
  /// - Parameter features: one sample a row, m x `inputs`, scaled as in training.
  /// - Precondition: `features.columns == inputs`.
  public func classify(_ features: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> [Int] {
    predict(features, configuration: configuration).withView { $0.winners() }
  }
}
