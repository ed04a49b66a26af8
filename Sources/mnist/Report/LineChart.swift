/// Curves over the epochs as an inline SVG: training dashed with squares, validation dotted with diamonds, others solid
/// with circles.
struct LineChart {
  /// The measure of the vertical axis.
  enum Measure: String {
    case loss, accuracy
    case rate = "learning rate"
    case norm = "gradient norm"
  }

  private let measure: Measure
  private let curves: [Curve]
  /// The epoch that is marked.
  private let best: Int?
  private let x: Axis
  private let y: Axis

  // In units of the drawing, which are about 0.8 pixels on a phone and 1.1 on a wide screen.
  private let width = 460.0
  private let height = 272.0
  // The margins of the plot.
  private let left = 62.0
  private let right = 14.0
  private let top = 34.0
  private let bottom = 42.0

  /// Nil if no epoch has a value; a curve without values is left out.
  init?(_ measure: Measure, _ curves: [Curve], best: Int? = nil) {
    let curves = curves.filter { !$0.points.isEmpty }
    let points = curves.flatMap(\.points)
    guard let low = points.map(\.value).min(), let high = points.map(\.value).max(),
      let epochs = points.map(\.epoch).max()
    else { return nil }
    self.measure = measure
    (self.curves, self.best) = (curves, best)
    x = Axis(epochs: epochs)
    switch measure {
    // From zero.
    case .loss, .rate, .norm: y = Axis(covering: 0...max(high, 1e-12), within: 0...Double.greatestFiniteMagnitude)
    // At least half a percentage point, so that a few images do not look like a leap.
    case .accuracy: y = Axis(covering: max(0, min(low, high - 0.005))...high, within: 0...1)
    }
  }

  /// The `<svg>` element.
  func svg() -> String {
    let name = measure.rawValue.replacing(" ", with: "-")
    var lines = [
      "<svg viewBox=\"0 0 \(width.coordinate) \(height.coordinate)\" role=\"img\" class=\"chart\" "
        + "aria-labelledby=\"\(name)-title \(name)-text\">",
      "<title id=\"\(name)-title\">\(measure.rawValue.prefix(1).uppercased())\(measure.rawValue.dropFirst()) over epochs</title>",
      "<desc id=\"\(name)-text\">\(description)</desc>",
    ]
    lines += grid()
    // The dashed one is on top, so that both are visible where they meet.
    for curve in curves.reversed() { lines += draw(curve) }
    lines += legend()
    lines.append("</svg>")
    return lines.joined(separator: "\n")
  }

  /// A description of the chart in words.
  private var description: String {
    curves.compactMap { curve in
      guard let first = curve.points.first, let last = curve.points.last else { return nil }
      let start = "The \(curve.label)\(measure.rawValue)"
      return first == last
        ? "\(start) is \(text(first.value)) after epoch \(first.epoch)."
        : "\(start) goes from \(text(first.value)) after epoch \(first.epoch) to \(text(last.value)) after epoch "
          + "\(last.epoch)."
    }.joined(separator: " ")
  }

  private func text(_ value: Double) -> String {
    switch measure {
    case .loss: value.decimals(4)
    case .accuracy: value.percent
    case .rate, .norm: value.significant
    }
  }

  private func place(_ point: Curve.Point) -> (x: Double, y: Double) {
    (across(Double(point.epoch)), up(point.value))
  }
  private func across(_ epoch: Double) -> Double { left + x.position(epoch) * (width - left - right) }
  private func up(_ value: Double) -> Double { height - bottom - y.position(value) * (height - top - bottom) }

  private func grid() -> [String] {
    let (end, base) = ((width - right).coordinate, height - bottom)
    var lines = y.ticks.flatMap { tick in
      [
        "<path class=\"grid\" d=\"M\(left.coordinate) \(up(tick).coordinate)H\(end)\"/>",
        "<text class=\"tick\" x=\"\((left - 7).coordinate)\" y=\"\((up(tick) + 4).coordinate)\" text-anchor=\"end\">"
          + "\(measure == .accuracy ? y.percentLabel(tick) : y.label(tick))</text>",
      ]
    }
    lines.append("<path class=\"base\" d=\"M\(left.coordinate) \(base.coordinate)H\(end)\"/>")
    if let best {
      lines.append(
        "<path class=\"best\" d=\"M\(across(Double(best)).coordinate) \(base.coordinate)V\(top.coordinate)\">"
          + "<title>best epoch: \(best)</title></path>")
    }
    for tick in x.ticks {
      // A number at the end of a long axis would extend beyond the drawing.
      let isLast = tick == x.range.upperBound && x.ticks.count > 1
      let place = across(tick).coordinate
      lines.append("<path class=\"base\" d=\"M\(place) \(base.coordinate)v4\"/>")
      lines.append(
        "<text class=\"tick\" x=\"\(place)\" y=\"\((base + 17).coordinate)\" "
          + "text-anchor=\"\(isLast && tick >= 1000 ? "end" : "middle")\">\(Int(tick).grouped)</text>")
    }
    lines.append(
      "<text class=\"tick\" x=\"\(((left + width - right) / 2).coordinate)\" y=\"\((height - 6).coordinate)\" "
        + "text-anchor=\"middle\">epoch</text>")
    return lines
  }

  private func draw(_ curve: Curve) -> [String] {
    guard let last = curve.points.last else { return [] }
    let path = curve.points.map { "\(place($0).x.coordinate) \(place($0).y.coordinate)" }.joined(separator: "L")
    let line = curve.points.count > 1 ? ["<path class=\"line \(curve.style)\" d=\"M\(path)\"/>"] : []
    // More than 40 marks would hide the line.
    return line
      + (curve.points.count <= 40 ? curve.points : [last]).map {
        mark(curve.style, at: place($0), "epoch \($0.epoch), \(curve.label)\(text($0.value))")
      }
  }

  private func mark(_ style: String, at place: (x: Double, y: Double), _ title: String? = nil) -> String {
    let title = title.map { "<title>\($0)</title>" } ?? ""
    let (x, y) = (place.x.coordinate, place.y.coordinate)
    switch style {
    case "train":
      return "<rect class=\"mark train\" x=\"\((place.x - 2.7).coordinate)\" y=\"\((place.y - 2.7).coordinate)\" "
        + "width=\"5.4\" height=\"5.4\">\(title)</rect>"
    case "validation": return "<path class=\"mark validation\" d=\"M\(x) \(y)m0 -4l4 4l-4 4l-4 -4z\">\(title)</path>"
    default: return "<circle class=\"mark test\" cx=\"\(x)\" cy=\"\(y)\" r=\"3\">\(title)</circle>"
    }
  }

  /// Name and last value of each curve, above the drawing.
  private func legend() -> [String] {
    var lines = [String]()
    for (index, curve) in curves.enumerated() {
      guard let last = curve.points.last else { continue }
      // Three take the whole width: the name of the second is long.
      let start = curves.count > 2 ? [8, 150, 318][min(index, 2)] : left + Double(index) * 205
      lines.append("<path class=\"line \(curve.style)\" d=\"M\(start.coordinate) 15h26\"/>")
      lines.append(mark(curve.style, at: (start + 13, 15)))
      lines.append(
        "<text class=\"name\" x=\"\((start + 33).coordinate)\" y=\"19.5\">\(curve.name.isEmpty ? measure.rawValue : curve.name) "
          + "<tspan class=\"value\">\(text(last.value))</tspan></text>")
    }
    return lines
  }
}
