import Foundation

/// An axis of a chart: its range, and round numbers in it as ticks.
struct Axis: Equatable {
  let range: ClosedRange<Double>
  let ticks: [Double]
  /// The distance between ticks: 1, 2 or 5 times a power of ten.
  let step: Double

  /// The most steps of an axis.
  private static let mostSteps = 5.0

  /// An axis over values, widened to round numbers at both ends but not beyond `limits`.
  ///
  /// - Parameters:
  ///   - values: the range that it must show; a single value gets a range around it.
  ///   - limits: the possible values, such as 0...1 for a share.
  init(covering values: ClosedRange<Double>, within limits: ClosedRange<Double>) {
    var (low, high) = (values.lowerBound, values.upperBound)
    if high - low < 1e-9 * max(abs(low), abs(high)) || high == low {
      let margin = low == 0 ? 0.5 : 0.05 * abs(low)
      (low, high) = (max(low - margin, limits.lowerBound), min(high + margin, limits.upperBound))
    }
    // Widening to round numbers can add one step to those of the values.
    var step = Axis.roundStep((high - low) / Axis.mostSteps)
    while (high / step).rounded(.up) - (low / step).rounded(.down) > Axis.mostSteps {
      step = Axis.roundStep(step * 1.01)
    }
    let first = Int((low / step).rounded(.down))
    let last = Int((high / step).rounded(.up))
    let (from, to) = (
      max(Axis.multiple(first, of: step), limits.lowerBound), min(Axis.multiple(last, of: step), limits.upperBound)
    )
    self.step = step
    range = from...max(from, to)
    ticks = (first...last).map { Axis.multiple($0, of: step) }.filter { (from...max(from, to)).contains($0) }
  }

  /// An axis over the epochs 1...count, which ends with the last, with ticks at integers.
  init(epochs count: Int) {
    let whole = max(1, Axis.roundStep(Double(count) / Axis.mostSteps))
    step = whole
    range = 1...Double(max(count, 1))
    let multiples = Array(stride(from: whole, through: Double(count), by: whole))
    // The first epoch has a tick if its number does not overlap the next.
    ticks = (whole > 2 && count > 1 || multiples.isEmpty ? [1] : []) + multiples
  }

  /// The position of a value, 0 at the start of the range and 1 at its end; the middle if the range is a single value.
  func position(_ value: Double) -> Double {
    let length = range.upperBound - range.lowerBound
    return length > 0 ? (value - range.lowerBound) / length : 0.5
  }

  /// A tick as text of at most about seven characters, with as many decimals as its neighbours need.
  func label(_ tick: Double) -> String {
    if tick != 0, abs(tick) >= 1e5 || step < 1e-4 { return String(format: "%g", tick) }
    let decimals = Axis.decimals(of: step)
    return decimals == 0 ? Int(tick.rounded()).grouped : tick.decimals(decimals)
  }

  /// A tick, which is a share, as a percentage.
  func percentLabel(_ tick: Double) -> String { (100 * tick).decimals(max(0, Axis.decimals(of: step) - 2)) + "%" }

  /// The smallest of 1, 2 and 5 times a power of ten that is at least `value`.
  static func roundStep(_ value: Double) -> Double {
    guard value.isFinite, value > 0 else { return 1 }
    let exponent = Int(log10(value).rounded(.down))
    let steps = [1, 2, 5, 10, 20].compactMap { Double("\($0)e\(exponent)") }
    // A step may be too small in its last bits because of rounding.
    return steps.first { $0 >= value * (1 - 1e-12) } ?? value
  }

  /// `count` steps: for a decimal step the number nearest to its text.
  private static func multiple(_ count: Int, of step: Double) -> Double {
    let value = Double(count) * step
    return step >= 1 ? value : Double(String(format: "%.*f", Int32(decimals(of: step)), value)) ?? value
  }

  private static func decimals(of step: Double) -> Int { step >= 1 ? 0 : Int((-log10(step) - 1e-9).rounded(.up)) }
}
