import Foundation

/// Elements of an SVG drawing, as text.
enum Markup {
  /// Grey levels and sizes of all charts: readable on a projector.
  static let ink = "#212529"
  static let quiet = "#5c636a"
  static let faint = "#dee2e6"
  static let small = 15.0

  /// As text or as the value of an attribute: what XML reserves is escaped; control characters, which it cannot hold,
  /// become the replacement character.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      case _ where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value): result += "\u{fffd}"
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A coordinate: one decimal, which is less than a screen shows.
  static func coordinate(_ value: Double) -> String {
    let text = decimal(value, digits: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  enum Anchor: String {
    case start, middle, end
  }

  /// - Parameter isOnLines: whether a white rim keeps the text readable on lines.
  static func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = small, anchor: Anchor = .start, color: String = ink,
    isBold: Bool = false, isOnLines: Bool = false
  ) -> String {
    "<text x=\"\(coordinate(x))\" y=\"\(coordinate(y))\" font-size=\"\(coordinate(size))\" "
      + "text-anchor=\"\(anchor.rawValue)\" fill=\"\(color)\"\(isBold ? " font-weight=\"600\"" : "")"
      + "\(isOnLines ? " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"" : "")>"
      + "\(escaped(text))</text>"
  }

  static func line(
    _ points: [(x: Double, y: Double)], color: String, width: Double = 1, isDashed: Bool = false
  ) -> String {
    let path = points.map { "\(coordinate($0.x)) \(coordinate($0.y))" }.joined(separator: "L")
    return "<path d=\"M\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(coordinate(width))\""
      + "\(isDashed ? " stroke-dasharray=\"7 5\"" : "")/>"
  }

  static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, color: String) -> String {
    "<rect x=\"\(coordinate(x))\" y=\"\(coordinate(y))\" width=\"\(coordinate(width))\" "
      + "height=\"\(coordinate(max(0, height)))\" fill=\"\(color)\"/>"
  }

  static func dot(_ x: Double, _ y: Double, color: String) -> String {
    "<circle cx=\"\(coordinate(x))\" cy=\"\(coordinate(y))\" r=\"4.5\" fill=\"\(color)\"/>"
  }
}
