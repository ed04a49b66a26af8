import Foundation

/// `value` with `digits` decimals; a dash for nil and for what is not finite.
func decimal(_ value: Double?, digits: Int) -> String {
  guard let value, value.isFinite else { return "-" }
  return String(format: "%.*f", digits, value)
}

/// A share as a percentage without decimals; a dash for nil.
func percent(_ share: Double?, digits: Int = 0) -> String {
  guard let share, share.isFinite else { return "-" }
  return decimal(100 * share, digits: digits) + "%"
}

/// Seconds in the unit that leaves one to three digits before the point, with three digits in all: 1.25 ms.
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds >= 0 else { return "-" }
  var (value, unit) = (seconds, "s")
  for next in ["ms", "us", "ns"] where value < 0.9995 && value > 0 { (value, unit) = (value * 1000, next) }
  return decimal(value, digits: value < 9.995 ? 2 : value < 99.95 ? 1 : 0) + " " + unit
}

/// "1 thread", "2 threads".
func counted(_ count: Int, _ noun: String) -> String { "\(count.grouped) \(noun)\(count == 1 ? "" : "s")" }
