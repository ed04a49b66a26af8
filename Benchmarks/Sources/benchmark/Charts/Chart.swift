import Foundation

/// A chart for a slide: title, machine, legend and plots, on white, 16 by 9.
struct Chart {
  enum Arrangement {
    /// One below the other.
    case rows
    /// Side by side.
    case columns
  }

  let title: String
  /// What the figures were measured on.
  let machine: String
  let panels: [any Panel]
  var arrangement = Arrangement.rows

  private let width = 1280.0
  private let height = 720.0
  private let margin = 48.0
  private let top = 168.0
  private let gap = 28.0

  init(title: String, machine: String, panels: [any Panel], arrangement: Arrangement = .rows) {
    self.title = title
    self.machine = machine
    self.panels = panels
    self.arrangement = arrangement
  }

  /// The file: XML in UTF-8 that needs nothing else.
  func svg() -> Data {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1280 720\" width=\"1280\" height=\"720\" role=\"img\" "
        + "font-family=\"'Source Sans 3', 'Segoe UI', Helvetica, Arial, 'Liberation Sans', sans-serif\">",
      "<title>\(Markup.escaped(title))</title>",
      Markup.rectangle(0, 0, width, height, color: "#ffffff"),
      Markup.text(title, margin, 66, size: 32, isBold: true),
      Markup.text(machine, margin, 98, size: 16, color: Markup.quiet),
    ]
    lines += legend()
    for (panel, frame) in zip(panels, frames) { lines += panel.draw(in: frame) }
    lines.append("</svg>\n")
    return Data(lines.joined(separator: "\n").utf8)
  }

  /// The name of each colour once.
  private func legend() -> [String] {
    var (lines, names, x) = ([String](), [String](), margin)
    for series in panels.flatMap(\.series) where !names.contains(series.name) {
      names.append(series.name)
      lines.append(
        series.isDashed
          ? Markup.line([(x, 131), (x + 20, 131)], color: series.color, width: 1.5, isDashed: true)
          : Markup.rectangle(x + 3, 124, 14, 14, color: series.color))
      lines.append(Markup.text(series.name, x + 27, 137, size: 17))
      // Nine units a letter are what the widest of the fonts needs.
      x += 27 + 9 * Double(series.name.count) + 26
    }
    return lines
  }

  private var frames: [Frame] {
    let count = Double(max(1, panels.count))
    let (w, h) = (width - 2 * margin, height - top - 24)
    return panels.indices.map { index in
      switch arrangement {
      case .rows:
        let each = (h - gap * (count - 1)) / count
        return Frame(x: margin, y: top + Double(index) * (each + gap), width: w, height: each)
      case .columns:
        let each = (w - gap * (count - 1)) / count
        return Frame(x: margin + Double(index) * (each + gap), y: top, width: each, height: h)
      }
    }
  }
}
