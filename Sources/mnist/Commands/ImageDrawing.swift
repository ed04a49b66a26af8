/// A grey image as lines of text; each character is one pixel wide and two high.
struct ImageDrawing {
  /// In row-major order; 0 is the background and 1 the full stroke.
  private let pixels: [Double]
  private let rows: Int
  private let columns: Int

  /// - Parameters:
  ///   - pixels: `rows * columns` bytes in row-major order.
  ///   - width: the most characters of a line; a wider image is reduced by an integer factor.
  init(_ pixels: some Collection<UInt8>, rows: Int, columns: Int, width: Int) {
    let bytes = Array(pixels)
    let factor = max(1, (columns + max(width, 1) - 1) / max(width, 1))
    self.rows = (rows + factor - 1) / factor
    self.columns = (columns + factor - 1) / factor
    var means = [Double]()
    for row in 0..<self.rows {
      for column in 0..<self.columns {
        let lines = factor * row..<min(rows, factor * (row + 1))
        let places = factor * column..<min(columns, factor * (column + 1))
        let sum = lines.reduce(0) { sum, line in places.reduce(sum) { $0 + Int(bytes[line * columns + $1]) } }
        means.append(Double(sum) / Double(255 * lines.count * places.count))
      }
    }
    self.pixels = means
  }

  /// The lines, all of the same length.
  func lines(_ style: TerminalStyle) -> [String] {
    stride(from: 0, to: rows, by: 2).map { row in
      String(
        (0..<columns).map { column in
          let top = pixels[row * columns + column]
          let bottom = row + 1 < rows ? pixels[(row + 1) * columns + column] : 0
          return style.hasUnicode ? ImageDrawing.block(top, bottom) : ImageDrawing.shade((top + bottom) / 2)
        })
    }
  }

  /// The character whose upper and lower half are closest to the two pixels.
  private static func block(_ top: Double, _ bottom: Double) -> Character {
    func distance(_ glyph: (Character, Double, Double)) -> Double {
      (glyph.1 - top) * (glyph.1 - top) + (glyph.2 - bottom) * (glyph.2 - bottom)
    }
    return blocks.min { distance($0) < distance($1) }?.0 ?? " "
  }

  private static let blocks: [(Character, Double, Double)] = [
    (" ", 0, 0), ("░", 0.25, 0.25), ("▒", 0.5, 0.5), ("▓", 0.75, 0.75), ("█", 1, 1), ("▀", 1, 0), ("▄", 0, 1),
  ]

  private static func shade(_ amount: Double) -> Character {
    let ramp = Array(" .:-=+*#%@")
    return ramp[min(ramp.count - 1, Int(amount * Double(ramp.count)))]
  }
}
