import LinearAlgebra

extension Optimizer {
  /// Adam: m := beta1 m + (1 - beta1) g and v := beta2 v + (1 - beta2) g^2, corrected for their start at zero by m' = m
  /// / (1 - beta1^t) and v' = v / (1 - beta2^t) in step t; w := w - rate m' / (sqrt(v') + epsilon).
  ///
  /// PyTorch's `Adam`, without AMSGrad. Kingma & Ba, arXiv:1412.6980.
  ///
  /// - Parameters:
  ///   - learningRate: about how far a parameter moves in a step.
  ///   - beta1: the decay of the mean gradient m.
  ///   - beta2: the decay of the mean square v.
  ///   - epsilon: keeps the divisor from zero.
  ///   - weightDecay: the multiple of the parameters, weights and biases, that is first added to their gradient g.
  /// - Precondition: all are finite and not negative; `beta1` and `beta2` are below 1.
  public static func adam(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0
  ) -> Optimizer {
    Optimizer(
      learningRate: learningRate,
      rule: Adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay, isDecoupled: false))
  }

  /// Adam with decoupled weight decay: w := (1 - rate weightDecay) w first; the gradient is not changed.
  ///
  /// PyTorch's `AdamW`, without AMSGrad. Loshchilov & Hutter, arXiv:1711.05101.
  ///
  /// - Parameters:
  ///   - learningRate: about how far a parameter moves in a step.
  ///   - beta1: the decay of the mean gradient.
  ///   - beta2: the decay of the mean square.
  ///   - epsilon: keeps the divisor from zero.
  ///   - weightDecay: by how much weights and biases shrink in a step, relative to the learning rate.
  /// - Precondition: all are finite and not negative; `beta1` and `beta2` are below 1.
  public static func adamW(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0.01
  ) -> Optimizer {
    Optimizer(
      learningRate: learningRate,
      rule: Adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay, isDecoupled: true))
  }
}

private struct Adam: UpdateRule {
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  let weightDecay: Double
  let isDecoupled: Bool

  init(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double, isDecoupled: Bool) {
    for (name, beta) in [("beta1", beta1), ("beta2", beta2)] {
      require(beta >= 0 && beta < 1, "\(name) = \(beta): it must be at least 0 and below 1")
    }
    requireNotNegative("an epsilon", epsilon)
    requireNotNegative("a weight decay", weightDecay)
    (self.beta1, self.beta2, self.epsilon) = (beta1, beta2, epsilon)
    (self.weightDecay, self.isDecoupled) = (weightDecay, isDecoupled)
  }

  var keptSlots: Int { 2 }

  func product(_ step: UpdateStep) -> GradientProduct { .gradient }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply<Scalar>(_ share: ParameterShare<Scalar>, _ step: UpdateStep) {
    // m' / (sqrt(v') + epsilon) with one division: both corrections go into the rate, the second one also into epsilon.
    let mCorrection = 1 - power(beta1, step.number)
    let vCorrection = (1 - power(beta2, step.number)).squareRoot()
    share[.parameters].takeAdamStep(
      share[.gradient].reading, share[.kept(0)], share[.kept(1)], coupling: Scalar(isDecoupled ? 0 : weightDecay),
      mRate: Scalar(1 - beta1), vRate: Scalar(1 - beta2),
      shrinkage: Scalar(isDecoupled ? 1 - step.rate * weightDecay : 1),
      rate: Scalar(step.rate * vCorrection / mCorrection), epsilon: Scalar(epsilon * vCorrection))
  }
}
