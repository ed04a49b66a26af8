import LinearAlgebra

extension Optimizer {
  /// Stochastic gradient descent: w := w - rate (g + weightDecay w); with momentum, v := momentum v + g + weightDecay w
  /// and w := w - rate v.
  ///
  /// Both are PyTorch's `SGD`, without dampening.
  ///
  /// - Parameters:
  ///   - learningRate: how far a step goes along the gradient.
  ///   - momentum: the share of the previous velocity v that is kept; 0 for none.
  ///   - nesterov: whether a step goes along g + weightDecay w + momentum v, looking ahead along the velocity (Nesterov
  ///     1983).
  ///   - weightDecay: the multiple of the parameters, weights and biases, that is added to their gradient: L2
  ///     regularization with half of it as the factor.
  /// - Precondition: all are finite and not negative; `nesterov` needs a momentum.
  public static func sgd(
    learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0
  ) -> Optimizer {
    requireNotNegative("a momentum", momentum)
    requireNotNegative("a weight decay", weightDecay)
    require(!nesterov || momentum > 0, "Nesterov's step with a momentum of \(momentum): it must be more than 0")
    return Optimizer(
      learningRate: learningRate, rule: SGD(momentum: momentum, nesterov: nesterov, weightDecay: weightDecay))
  }
}

private struct SGD: UpdateRule {
  let momentum: Double
  let nesterov: Bool
  let weightDecay: Double

  var keptSlots: Int { momentum == 0 ? 0 : 1 }

  func product(_ step: UpdateStep) -> GradientProduct {
    // Without momentum the product is the step itself, and no gradient is stored. Accumulating the product into the
    // velocity, with `momentum` as beta, takes another pass over it: a step of 784-128-10 then took 1.11 times as long
    // as plain SGD.
    momentum == 0
      ? GradientProduct(target: .parameters, alpha: -step.rate, beta: 1 - step.rate * weightDecay) : .gradient
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply<Scalar>(_ share: ParameterShare<Scalar>, _ step: UpdateStep) {
    if momentum == 0 { return }
    share[.parameters].takeMomentumStep(
      share[.gradient].reading, share[.kept(0)], coupling: Scalar(weightDecay), momentum: Scalar(momentum),
      rate: Scalar(step.rate), leads: nesterov)
  }
}
