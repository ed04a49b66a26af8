import Foundation

extension String {
  /// Escaped for text or the value of an attribute; control characters, which XML does not allow, become the
  /// replacement character.
  var escaped: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): result += "\u{FFFD}"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Double {
  /// A coordinate in a drawing, with one decimal, finer than a device shows.
  var coordinate: String {
    let text = decimals(1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// With three significant digits at most: 0.01, 1e-05.
  var significant: String { String(format: "%.3g", self) }

  /// As it was given, in a message: 5000, 0.9999.
  var given: String { self == rounded() && magnitude < 0x1p53 ? "\(Int(self))" : "\(self)" }

  /// A probability as a percentage that never reads 0 or 100: 98.31%, &lt;0.01%, &gt;99.99%.
  var probability: String {
    if self < 0.0001 { return "&lt;0.01%" }
    if self > 0.9999 { return "&gt;99.99%" }
    return percent
  }

  /// Bytes in the largest unit that leaves at least one: 94 MB.
  static func bytes(_ count: Int) -> String {
    let count = Double(count)
    if count >= 1e9 { return (count / 1e9).decimals(2) + " GB" }
    return count >= 1e6 ? (count / 1e6).decimals(0) + " MB" : (count / 1e3).decimals(0) + " kB"
  }
}
