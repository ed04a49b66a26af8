import Foundation

/// A chart for a slide: title, machine, legend and plots below each other, on white, 16 by 9.
struct Chart {
  let title: String
  /// What the figures were measured on.
  let machine: String
  let panels: [BarPanel]

  /// The file: XML in UTF-8 that needs nothing else.
  func svg() -> Data {
    let (left, top, bottom, gap) = (48.0, 168.0, 696.0, 28.0)
    let step = (bottom - top + gap) / Double(max(1, panels.count))
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1280 720\" width=\"1280\" height=\"720\" role=\"img\" "
        + "font-family=\"'Source Sans 3', 'Segoe UI', Helvetica, Arial, 'Liberation Sans', sans-serif\">",
      "<title>\(title.escaped)</title>", Mark.rectangle(0, 0, 1280, 720, color: "#ffffff"),
      Mark.text(title, left, 66, size: 32, isBold: true), Mark.text(machine, left, 98, size: 16, color: Mark.quiet),
    ]
    // The name of each colour once.
    var (names, x) = (Set<String>(), left)
    for series in panels.flatMap(\.series) where names.insert(series.name).inserted {
      lines.append(Mark.rectangle(x + 3, 124, 14, 14, color: series.color))
      lines.append(Mark.text(series.name, x + 27, 137, size: 17))
      // Nine units a letter are what the widest of the fonts needs.
      x += 27 + 9 * Double(series.name.count) + 26
    }
    for (index, panel) in panels.enumerated() {
      lines += panel.draw(x: left, y: top + Double(index) * step, width: 1280 - 2 * left, height: step - gap)
    }
    return Data((lines + ["</svg>\n"]).joined(separator: "\n").utf8)
  }
}
