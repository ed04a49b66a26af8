extension Raster {
  /// Dark ink as lines of at most `width` characters, each one pixel wide and two high; a wider image is reduced by a
  /// whole factor.
  func lines(width limit: Int, _ style: TerminalStyle) -> [String] {
    let factor = max(1, (width + max(limit, 1) - 1) / max(limit, 1))
    let small = reduced(width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
    return stride(from: 0, to: small.height, by: 2).map { row in
      String(
        (0..<small.width).map { column in
          let top = small.values[row * small.width + column] / 255
          let bottom = row + 1 < small.height ? small.values[(row + 1) * small.width + column] / 255 : 0
          return style.hasUnicode ? Raster.block(top, bottom) : Raster.shade((top + bottom) / 2)
        })
    }
  }

  /// The character whose upper and lower half are closest to the two pixels.
  private static func block(_ top: Float, _ bottom: Float) -> Character {
    func distance(_ glyph: (Character, Float, Float)) -> Float {
      (glyph.1 - top) * (glyph.1 - top) + (glyph.2 - bottom) * (glyph.2 - bottom)
    }
    return blocks.min { distance($0) < distance($1) }?.0 ?? " "
  }

  private static let blocks: [(Character, Float, Float)] = [
    (" ", 0, 0), ("░", 0.25, 0.25), ("▒", 0.5, 0.5), ("▓", 0.75, 0.75), ("█", 1, 1), ("▀", 1, 0), ("▄", 0, 1),
  ]

  private static func shade(_ amount: Float) -> Character {
    let ramp = Array(" .:-=+*#%@")
    return ramp[min(ramp.count - 1, Int(amount * Float(ramp.count)))]
  }
}
