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

  /// One step of the rows `share` of a layer's weights, and of its bias where `biasToo` is set.
  ///
  /// The update is the gradient's product itself, with alpha = -rate and beta = 1.
  func update<Scalar>(
    _ workspace: Workspace<Scalar>, _ index: Int, share: Range<Int>, samples: Int, biasToo: Bool,
    on configuration: ComputeConfiguration
  ) {
    let scale = Scalar(-learningRate)
    workspace.accumulate(index, share: share, samples: samples, scale: scale, decay: 1, on: configuration)
    if biasToo { workspace.accumulateBias(index, samples: samples, scale: scale, decay: 1, on: configuration) }
  }
}
