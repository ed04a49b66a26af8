import Foundation

extension Int {
  /// With a comma between thousands: 60,000.
  var grouped: String {
    magnitude < 1000 ? String(self) : (self / 1000).grouped + "," + String(magnitude % 1000 + 1000).dropFirst()
  }
}

extension Double {
  /// A share as a percentage with two decimals: 95.31%.
  var percent: String { String(format: "%.2f%%", 100 * self) }

  /// With a fixed number of decimals.
  func decimals(_ count: Int) -> String {
    if isNaN { return "nan" }
    return String(format: abs(self) < 1e9 ? "%.*f" : "%.*e", count, self)
  }

  /// Seconds as minutes and seconds: 1:05.
  var clock: String {
    let seconds = isFinite && self < 360_000 ? Int(self.rounded()) : 0
    return String(format: "%d:%02d", seconds / 60, seconds % 60)
  }
}
