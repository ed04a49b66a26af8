/// Bars side by side for each category, over zero.
struct BarPanel {
  /// What the bars are: "GFLOP/s, one thread".
  let title: String
  /// Up to two lines each.
  let categories: [[String]]
  let series: [Series]
  /// A limit to draw across, with its name.
  var limit: (name: String, value: Double)?
  /// The digits after the point above a bar.
  var digits = 0

  /// The elements in a rectangle of a drawing: title and axes, too.
  func draw(x: Double, y: Double, width: Double, height: Double) -> [String] {
    let values = (series.flatMap(\.values) + [limit?.value]).compactMap { $0 }.filter(\.isFinite)
    let axis = Axis(covering: 0...max(values.max() ?? 1, 0), within: 0...Double.greatestFiniteMagnitude)
    let (left, right, top, bottom) = (x + 64, x + width, y + 34, y + height - 48)
    func up(_ value: Double) -> Double { bottom - axis.position(value) * (bottom - top) }

    var lines = [Mark.text(title, x, y + 12, size: 18, isBold: true)]
    for tick in axis.ticks {
      lines.append(Mark.line(from: left, to: right, up(tick), color: Mark.faint))
      lines.append(Mark.text(axis.label(tick), left - 8, up(tick) + 5, anchor: .end, color: Mark.quiet))
    }
    if let limit {
      lines.append(Mark.line(from: left, to: right, up(limit.value), color: Mark.ink, width: 1.5, isDashed: true))
      lines.append(Mark.text("- - - " + limit.name, right, y + 12, anchor: .end))
    }
    let group = (right - left) / Double(max(1, categories.count))
    let bar = min(64, group * 0.82 / Double(max(1, series.count)))
    for (place, category) in categories.enumerated() {
      let middle = left + (Double(place) + 0.5) * group
      for (index, series) in series.enumerated() {
        guard let value = series.values[place], value.isFinite else { continue }
        let start = middle + (Double(index) - Double(self.series.count) / 2) * bar
        lines.append(Mark.rectangle(start + 1, up(value), bar - 2, bottom - up(value), color: series.color))
        let text = decimal(value, digits: digits)
        lines.append(Mark.text(text, start + bar / 2, up(value) - 4, size: 13, anchor: .middle, isOnLines: true))
      }
      for (row, text) in category.enumerated() {
        let color = row == 0 ? Mark.ink : Mark.quiet
        lines.append(Mark.text(text, middle, bottom + 20 + 18 * Double(row), size: 14, anchor: .middle, color: color))
      }
    }
    lines.append(Mark.line(from: left, to: right, bottom, color: Mark.quiet, width: 1.5))
    return lines
  }
}
