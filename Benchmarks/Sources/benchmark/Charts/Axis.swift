import Foundation

/// A scale of a chart: its range, and round numbers in it to mark.
struct Axis: Equatable {
  let range: ClosedRange<Double>
  let ticks: [Double]
  private let isLogarithmic: Bool

  /// From zero to a round number at or above `most`, in at most five steps.
  init(upTo most: Double) {
    let most = most.isFinite && most > 0 ? most : 1
    let power = pow(10, (log10(most / 5)).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 * 5 >= most * (1 - 1e-12) } ?? 10 * power
    let count = Int((most / step - 1e-9).rounded(.up))
    ticks = (0...count).map { Double($0) * step }
    range = 0...(ticks.last ?? most)
    isLogarithmic = false
  }

  /// Over powers of ten, for values above zero.
  init(decadesOf values: [Double]) {
    let values = values.filter { $0.isFinite && $0 > 0 }
    let low = log10(values.min() ?? 1).rounded(.down)
    let high = max(low + 1, log10(values.max() ?? 1).rounded(.up))
    ticks = (Int(low)...Int(high)).map { pow(10, Double($0)) }
    range = pow(10, low)...pow(10, high)
    isLogarithmic = true
  }

  /// Over given values, each of them marked, at distances by their ratios.
  init(marking values: [Double]) {
    ticks = Array(Set(values)).sorted()
    range = (ticks.first ?? 1)...(ticks.last ?? 1)
    isLogarithmic = true
  }

  /// Where a value lies, 0 at the start of the range and 1 at its end; the middle where the range is one value.
  func position(_ value: Double) -> Double {
    func along(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    let length = along(range.upperBound) - along(range.lowerBound)
    return length > 0 ? (along(value) - along(range.lowerBound)) / length : 0.5
  }

  /// A tick as text, with as many decimals as all ticks need.
  func label(_ tick: Double) -> String {
    let digits = (0...6).first { digits in
      ticks.allSatisfy {
        abs(($0 * pow(10, Double(digits))).rounded() / pow(10, Double(digits)) - $0) < 1e-9 * abs($0) + 1e-12
      }
    }
    return digits == 0 ? grouped(Int(tick)) : decimal(tick, digits: digits ?? 6)
  }
}
