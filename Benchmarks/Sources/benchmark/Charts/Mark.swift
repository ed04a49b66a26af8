/// Elements of an SVG drawing, as text.
enum Mark {
  /// Grey levels of all charts: readable on a projector.
  static let ink = "#212529"
  static let quiet = "#5c636a"
  static let faint = "#dee2e6"

  enum Anchor: String {
    case start, middle, end
  }

  /// - Parameter isOnLines: whether a white rim keeps the text readable on lines.
  static func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 15, anchor: Anchor = .start, color: String = ink,
    isBold: Bool = false, isOnLines: Bool = false
  ) -> String {
    "<text x=\"\(x.coordinate)\" y=\"\(y.coordinate)\" font-size=\"\(size.coordinate)\" "
      + "text-anchor=\"\(anchor.rawValue)\" fill=\"\(color)\"\(isBold ? " font-weight=\"600\"" : "")"
      + "\(isOnLines ? " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"4\"" : "")>"
      + "\(text.escaped)</text>"
  }

  /// A horizontal line.
  static func line(
    from left: Double, to right: Double, _ y: Double, color: String, width: Double = 1, isDashed: Bool = false
  ) -> String {
    "<path d=\"M\(left.coordinate) \(y.coordinate)H\(right.coordinate)\" stroke=\"\(color)\" "
      + "stroke-width=\"\(width.coordinate)\"\(isDashed ? " stroke-dasharray=\"7 5\"" : "")/>"
  }

  static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, color: String) -> String {
    "<rect x=\"\(x.coordinate)\" y=\"\(y.coordinate)\" width=\"\(width.coordinate)\" "
      + "height=\"\(max(0, height).coordinate)\" fill=\"\(color)\"/>"
  }
}
