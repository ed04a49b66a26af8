import LinearAlgebra

extension Dense {
  /// The layer with its parameters in another scalar, each rounded to the nearest.
  ///
  /// - Complexity: a copy of the parameters.
  public init(_ other: Dense<some BLASScalar>) {
    self.init(weights: Matrix(other.weights), bias: Matrix(other.bias), activation: other.activation)
  }
}

extension Network {
  /// The network in another scalar, each number rounded to the nearest: `Network<Float>(network)` from a
  /// `Network<Double>`.
  ///
  /// - Precondition: a standardizer's numbers are finite in that scalar, and its `scale` is above 0.
  /// - Complexity: a copy of the parameters.
  public init(_ other: Network<some BLASScalar>) {
    self.init(layers: other.layers.map { Dense($0) }, loss: other.loss)
    standardizer = other.standardizer.map { Standardizer($0) }
    classNames = other.classNames
  }
}
