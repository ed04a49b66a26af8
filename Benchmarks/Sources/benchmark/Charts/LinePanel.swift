/// Lines over sizes that double or grow in steps; each size is marked.
struct LinePanel: Panel {
  /// What the vertical axis is: "time of a step".
  let title: String
  /// What the horizontal axis is: "hidden width".
  let xTitle: String
  let x: [Double]
  let series: [Series]
  /// Over powers of ten instead of from zero.
  var isLogarithmic = false
  /// How a value of the vertical axis is written; nil for a number as short as it can be.
  var label: ((Double) -> String)?

  func draw(in frame: Frame) -> [String] {
    let values = series.flatMap { $0.values.compactMap(\.self) }
    let (across, axis) = (Axis(marking: x), isLogarithmic ? Axis(decadesOf: values) : Axis(upTo: values.max() ?? 1))
    let (left, top) = (frame.x + 72, frame.y + 34)
    let (right, bottom) = (frame.x + frame.width - 18, frame.y + frame.height - 56)
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (left + 14 + across.position(x) * (right - left - 28), bottom - axis.position(y) * (bottom - top))
    }

    var lines = [Markup.text(title, frame.x, frame.y + 12, size: 18, isBold: true)]
    for tick in axis.ticks {
      let y = bottom - axis.position(tick) * (bottom - top)
      lines.append(Markup.line([(left, y), (right, y)], color: Markup.faint))
      lines.append(Markup.text(label?(tick) ?? axis.label(tick), left - 8, y + 5, anchor: .end, color: Markup.quiet))
    }
    lines.append(Markup.line([(left, bottom), (right, bottom)], color: Markup.quiet, width: 1.5))
    for tick in across.ticks {
      let x = place(tick, axis.range.upperBound).x
      lines.append(Markup.line([(x, bottom), (x, bottom + 5)], color: Markup.quiet))
      lines.append(
        Markup.text(grouped(Int(tick)), x, bottom + 22, size: 14, anchor: .middle, color: Markup.quiet))
    }
    lines.append(Markup.text(xTitle, (left + right) / 2, bottom + 46, anchor: .middle))
    for series in series {
      let points = zip(x, series.values).compactMap { x, value in
        value.flatMap { $0.isFinite && (!isLogarithmic || $0 > 0) ? place(x, $0) : nil }
      }
      if points.count > 1 {
        lines.append(
          Markup.line(points, color: series.color, width: series.isDashed ? 1.5 : 3, isDashed: series.isDashed))
      }
      if !series.isDashed { lines += points.map { Markup.dot($0.x, $0.y, color: series.color) } }
    }
    return lines
  }
}
