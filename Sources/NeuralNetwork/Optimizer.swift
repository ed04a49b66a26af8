import LinearAlgebra

/// Stochastic gradient descent: W := W - rate dW, b := b - rate db.
public struct SGD: Hashable, Sendable {
  /// How far a step goes along the gradient, which is averaged over the batch.
  public var learningRate: Double {
    didSet { Self.require(learningRate) }
  }

  /// - Precondition: `learningRate` is finite and not negative.
  public init(learningRate: Double = 0.01) {
    Self.require(learningRate)
    self.learningRate = learningRate
  }

  private static func require(_ learningRate: Double) {
    LinearAlgebra.require(
      learningRate.isFinite && learningRate >= 0, "a learning rate of \(learningRate): it must be finite, 0 or more")
  }

  /// One step of a layer. The update is the gradient's product itself, with alpha = -rate and beta = 1.
  func update<Scalar>(
    _ layer: inout Dense<Scalar>, input: MatrixView<Scalar>, dZ: MatrixView<Scalar>, ones: MatrixView<Scalar>,
    configuration: ComputeConfiguration
  ) {
    layer.accumulate(
      input, dZ, ones: ones, scale: Scalar(-learningRate), decay: 1, configuration: configuration)
  }
}
