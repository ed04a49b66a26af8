/// Bars side by side for each category, over zero.
struct BarPanel: Panel {
  /// What the bars are: "GFLOP/s, one thread".
  let title: String
  /// Up to two lines each.
  let categories: [[String]]
  let series: [Series]
  /// A limit to draw across, with its name.
  var limit: (name: String, value: Double)?
  /// The digits after the point above a bar.
  var digits = 0

  func draw(in frame: Frame) -> [String] {
    let values = series.flatMap { $0.values.compactMap(\.self) } + [limit?.value].compactMap(\.self)
    let axis = Axis(upTo: values.max() ?? 1)
    let (left, top) = (frame.x + 64, frame.y + 34)
    let (right, bottom) = (frame.x + frame.width, frame.y + frame.height - 48)
    func up(_ value: Double) -> Double { bottom - axis.position(value) * (bottom - top) }

    var lines = [Markup.text(title, frame.x, frame.y + 12, size: 18, isBold: true)]
    for tick in axis.ticks {
      lines.append(Markup.line([(left, up(tick)), (right, up(tick))], color: Markup.faint))
      lines.append(
        Markup.text(
          axis.label(tick), left - 8, up(tick) + 5, anchor: .end, color: Markup.quiet))
    }
    if let limit {
      lines.append(
        Markup.line([(left, up(limit.value)), (right, up(limit.value))], color: Markup.ink, width: 1.5, isDashed: true))
      lines.append(Markup.text("- - - " + limit.name, right, frame.y + 12, anchor: .end))
    }
    let group = (right - left) / Double(max(1, categories.count))
    let bar = min(64, group * 0.82 / Double(max(1, series.count)))
    for (place, category) in categories.enumerated() {
      let middle = left + (Double(place) + 0.5) * group
      let start = middle - bar * Double(series.count) / 2
      for (index, series) in series.enumerated() {
        guard let value = series.values[place], value.isFinite else { continue }
        let x = start + Double(index) * bar
        lines.append(Markup.rectangle(x + 1, up(value), bar - 2, bottom - up(value), color: series.color))
        lines.append(
          Markup.text(
            decimal(value, digits: digits), x + bar / 2, up(value) - 4, size: 13, anchor: .middle, isOnLines: true))
      }
      for (row, text) in category.enumerated() {
        lines.append(
          Markup.text(
            text, middle, bottom + 20 + 18 * Double(row), size: 14, anchor: .middle,
            color: row == 0 ? Markup.ink : Markup.quiet))
      }
    }
    lines.append(Markup.line([(left, bottom), (right, bottom)], color: Markup.quiet, width: 1.5))
    return lines
  }
}
