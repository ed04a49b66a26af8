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

  /// One step of a share of a layer's parameters: the gradient's product itself, with alpha = -rate and beta = 1.
  func update<Scalar>(
    _ workspace: Workspace<Scalar>, _ index: Int, _ share: SharePlace, count: Int, member: Int,
    on configuration: ComputeConfiguration
  ) {
    workspace.accumulate(
      index, share, into: workspace.layers[index].parameters, count: count, alpha: Scalar(-learningRate), beta: 1,
      member: member, on: configuration)
  }
}
