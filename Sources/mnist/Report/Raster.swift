import MNISTData

/// A matrix of numbers that is drawn as an image: pixels of a digit, or the weights of a unit.
struct Raster {
  let width: Int
  let height: Int
  /// In row-major order.
  let values: [Float]

  /// The same with at most `side` values in each direction, each the mean over its area.
  func reduced(to side: Int) -> Raster { reduced(width: min(width, side), height: min(height, side)) }

  func reduced(width columns: Int, height rows: Int) -> Raster {
    if columns == width && rows == height { return self }
    var result = [Float]()
    for row in 0..<rows {
      let down = (row * height / rows)..<((row + 1) * height / rows)
      for column in 0..<columns {
        let across = (column * width / columns)..<((column + 1) * width / columns)
        let sum = down.reduce(Float(0)) { sum, y in across.reduce(sum) { $0 + values[y * width + $1] } }
        result.append(sum / Float(down.count * across.count))
      }
    }
    return Raster(width: columns, height: rows, values: result)
  }

  /// Dark ink on white: 0 is white, 255 black.
  func ink() -> Bitmap {
    let palette = (0..<16).map { level -> Bitmap.Color in
      let grey = UInt8(255 - 17 * level)
      return (grey, grey, grey)
    }
    return Bitmap(
      width: width, height: height, pixels: values.map { UInt8(max(0, min(15, ($0 / 17).rounded()))) },
      palette: palette)
  }

  /// White at zero, blue up to `scale`, orange down to `-scale`; blue is darker, for readers who do not see colours.
  func diverging(scale: Float) -> Bitmap {
    func mix(_ color: Bitmap.Color, _ share: Double) -> Bitmap.Color {
      func part(_ value: UInt8) -> UInt8 { UInt8((255 - (255 - Double(value)) * share).rounded()) }
      return (part(color.0), part(color.1), part(color.2))
    }
    let palette = (-7...7).map { level -> Bitmap.Color in
      mix(level > 0 ? (16, 62, 150) : (226, 118, 8), Double(abs(level)) / 7)
    }
    let factor = scale > 0 ? 7 / scale : 0
    return Bitmap(
      width: width, height: height,
      pixels: values.map { value in
        let level = value * factor
        return UInt8(7 + max(-7, min(7, level.isFinite ? level.rounded() : 0)))
      }, palette: palette)
  }

  /// Width and height in screen pixels for a box of `side`: in proportion, but at least a quarter of it.
  func size(in side: Int) -> (width: Int, height: Int) {
    let longest = max(width, height)
    return (max(side / 4, side * width / longest), max(side / 4, side * height / longest))
  }

  /// The `<img>` element that shows this raster as a bitmap in a box of `side` screen pixels.
  func element(_ style: String, _ bitmap: Bitmap, in side: Int, name: String) -> String {
    let size = size(in: side)
    return "<img class=\"\(style)\" src=\"\(bitmap.dataURI)\" width=\"\(size.width)\" height=\"\(size.height)\" "
      + "alt=\"\(name)\" title=\"\(name)\"/>"
  }
}

extension LabelledImages {
  func raster(_ index: Int) -> Raster { Raster(width: columns, height: rows, values: self[index].map(Float.init)) }
}
