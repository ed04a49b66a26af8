import LinearAlgebra

/// How a step changes the parameters of a network, given the gradient averaged over the batch: a rule and its rate.
///
/// ```swift
/// Trainer(optimizer: .adamW(learningRate: 0.001))
/// ```
///
/// Weight decay is applied to weights and biases alike, as PyTorch does by default.
public struct Optimizer: Hashable, Sendable {
  /// How far a step goes; a ``Schedule`` multiplies it.
  public var learningRate: Double {
    didSet { requireNotNegative("a learning rate", learningRate) }
  }
  /// The rule of the step: where X' dZ is accumulated, and what is computed with it.
  package let rule: any UpdateRule

  /// - Precondition: `learningRate` is finite and not negative.
  package init(learningRate: Double, rule: any UpdateRule) {
    requireNotNegative("a learning rate", learningRate)
    self.learningRate = learningRate
    self.rule = rule
  }

  public static func == (a: Optimizer, b: Optimizer) -> Bool {
    a.learningRate == b.learningRate && AnyHashable(a.rule) == AnyHashable(b.rule)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(learningRate)
    hasher.combine(AnyHashable(rule))
  }
}

/// Traps unless a setting is finite and not negative.
func requireNotNegative(_ name: String, _ value: Double) {
  require(value.isFinite && value >= 0, "\(name) of \(value): it must be finite, 0 or more")
}

extension Optimizer: CustomStringConvertible {
  /// The rule with its rate and settings, such as `SGD(learningRate: 0.01, momentum: 0.9, ...)`; only equal optimizers
  /// have equal descriptions.
  public var description: String {
    let settings = [("learningRate", "\(learningRate)")] + Mirror(reflecting: rule).children.map { ($0 ?? "", "\($1)") }
    return "\(type(of: rule))(\(settings.map { "\($0): \($1)" }.joined(separator: ", ")))"
  }
}
