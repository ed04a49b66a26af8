import LinearAlgebra

/// How the learning rate changes over a run: a factor for each step, from the step's number and the number of steps.
///
/// ```swift
/// Trainer(optimizer: .adamW(), schedule: .warmUp(steps: 500).then(.cosine()))
/// ```
///
/// Steps are mini-batches, counted over all epochs. PyTorch's schedulers give the same factors when stepped after every
/// mini-batch; there a floor is a rate, here it is a factor.
public struct Schedule: Hashable, Sendable {
  private indirect enum Kind: Hashable, Sendable {
    case constant
    case step(every: Int, factor: Double)
    case cosine(floor: Double)
    case warmUp(steps: Int, start: Double)
    case sequence(Kind, until: Int, Kind)
  }

  private let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// The rate of the optimizer in every step.
  public static var constant: Schedule { Schedule(.constant) }

  /// The rate times `factor` after every `steps` steps: PyTorch's `StepLR`.
  ///
  /// - Precondition: `steps` is at least 1; `factor` is finite and not negative.
  public static func step(every steps: Int, by factor: Double = 0.1) -> Schedule {
    require(steps >= 1, "a schedule that changes every \(steps) steps: at least 1")
    require(factor.isFinite && factor >= 0, "a schedule by a factor of \(factor): it must be finite, 0 or more")
    return Schedule(.step(every: steps, factor: factor))
  }

  /// From the rate to `floor` times the rate along half a cosine, over all steps: PyTorch's `CosineAnnealingLR` with
  /// `T_max` the number of steps and `eta_min` the rate times `floor`.
  ///
  /// Beyond the last step the factor stays at `floor`; PyTorch's rises again.
  ///
  /// - Precondition: `floor` is in 0...1.
  public static func cosine(to floor: Double = 0) -> Schedule {
    require(0...1 ~= floor, "a cosine to \(floor): it must be in 0...1")
    return Schedule(.cosine(floor: floor))
  }

  /// Linearly from `start` times the rate in the first step to the rate itself in step `steps`, counted from 0, then
  /// constant: PyTorch's `LinearLR` with `total_iters` = `steps`.
  ///
  /// - Precondition: `steps` is at least 1; `start` is in 0...1.
  public static func warmUp(steps: Int, from start: Double = 1.0 / 3) -> Schedule {
    require(steps >= 1, "a warm-up of \(steps) steps: at least 1")
    require(0...1 ~= start, "a warm-up from \(start): it must be in 0...1")
    return Schedule(.warmUp(steps: steps, start: start))
  }

  /// This schedule for the first `steps` steps, then `next` over the remaining ones: PyTorch's `SequentialLR`.
  ///
  /// - Precondition: `steps` is not negative.
  public func then(_ next: Schedule, after steps: Int) -> Schedule {
    require(steps >= 0, "a schedule for the first \(steps) steps: 0 or more")
    return Schedule(.sequence(kind, until: steps, next.kind))
  }

  /// This warm-up, then `next` over the remaining steps.
  ///
  /// - Precondition: this is a `warmUp`: any other schedule has no end.
  public func then(_ next: Schedule) -> Schedule {
    guard case .warmUp(let steps, _) = kind else {
      trap("a schedule without an end before another: say after how many steps")
    }
    return then(next, after: steps)
  }

  /// The factor of the optimizer's learning rate in step `step` of `count`, counted from 0.
  ///
  /// - Precondition: `step` is not negative.
  public func factor(step: Int, of count: Int) -> Double {
    require(step >= 0, "the learning rate of step \(step): steps are counted from 0")
    return Self.factor(kind, step, count)
  }

  private static func factor(_ kind: Kind, _ step: Int, _ count: Int) -> Double {
    switch kind {
    case .constant: return 1
    case .step(let every, let factor): return power(factor, step / every)
    case .cosine(let floor):
      return step >= count ? floor : floor + (1 - floor) * (1 + cosineOfPi(Double(step) / Double(count))) / 2
    case .warmUp(let steps, let start):
      return start + (1 - start) * Double(min(step, steps)) / Double(steps)
    case .sequence(let first, let end, let second):
      return step < end ? factor(first, step, end) : factor(second, step - end, max(count - end, 0))
    }
  }
}

extension Schedule: CustomStringConvertible {
  /// The calls that make it: `warmUp(steps: 500, from: 0.1).then(cosine(to: 0.0), after: 500)`.
  public var description: String {
    switch kind {
    case .constant: "constant"
    case .step(let every, let factor): "step(every: \(every), by: \(factor))"
    case .cosine(let floor): "cosine(to: \(floor))"
    case .warmUp(let steps, let start): "warmUp(steps: \(steps), from: \(start))"
    case .sequence(let first, let end, let second): "\(Schedule(first)).then(\(Schedule(second)), after: \(end))"
    }
  }
}

/// cos(pi x) for x in 0...1, within a few units of the last place, with the same bits on every platform.
private func cosineOfPi(_ x: Double) -> Double {
  if x > 0.5 { return -cosineOfPi(1 - x) }
  // Taylor's series of the nearer of cos(pi x) and sin(pi (1/2 - x)): the argument is at most pi / 4.
  let isSine = x > 0.25
  let y = .pi * (isSine ? 0.5 - x : x)
  var (term, sum) = isSine ? (y, y) : (1, 1)
  for n in stride(from: isSine ? 2.0 : 1.0, to: 20, by: 2) {
    term *= -y * y / (n * (n + 1))
    sum += term
  }
  return sum
}
