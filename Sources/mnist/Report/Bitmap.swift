import Foundation

/// An image of at most 16 colours in the BMP format, which every browser shows: small images gain little by compression.
struct Bitmap {
  /// Red, green, blue.
  typealias Color = (UInt8, UInt8, UInt8)

  let bytes: [UInt8]

  /// An image from the palette index of each pixel, in row-major order.
  init(width: Int, height: Int, pixels: [UInt8], palette: [Color]) {
    func number(_ value: Int, _ count: Int = 4) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    // Four bits a pixel, the left one in the high bits; rows of whole words, the top one first as the height is negative.
    let stride = (width + 7) / 8 * 4
    var rows = [UInt8](repeating: 0, count: height * stride)
    for (index, pixel) in pixels.enumerated() {
      let (row, column) = (index / width, index % width)
      rows[row * stride + column / 2] |= column.isMultiple(of: 2) ? pixel << 4 : pixel
    }
    let start = 54 + 4 * palette.count
    let file = Array("BM".utf8) + number(start + rows.count) + number(0) + number(start)
    let form = number(40) + number(width) + number(-height) + number(1, 2) + number(4, 2)
    let sizes = number(0) + number(rows.count) + number(0) + number(0) + number(palette.count) + number(0)
    bytes = file + form + sizes + palette.flatMap { [$0.2, $0.1, $0.0, 0] } + rows
  }

  var dataURI: String { "data:image/bmp;base64," + Data(bytes).base64EncodedString() }
}
