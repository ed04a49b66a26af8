import Foundation

extension Int {
  /// With a comma between thousands: 60,000.
  var grouped: String {
    var digits = String(magnitude)
    var groups = [Substring]()
    while digits.count > 3 {
      groups.append(digits.suffix(3))
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits[...]] + groups.reversed()).joined(separator: ",")
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

extension String {
  /// In lines of at most `width` characters, unless a word is longer.
  func wrapped(to width: Int) -> String {
    var lines = [[Substring]]()
    for word in split(separator: " ") {
      let length = (lines.last ?? []).reduce(0) { $0 + $1.count + 1 } + word.count
      if lines.isEmpty || length > width { lines.append([word]) } else { lines[lines.count - 1].append(word) }
    }
    return lines.map { $0.joined(separator: " ") }.joined(separator: "\n")
  }
}
