import Foundation

/// An image of at most 16 colours in the PNG format (RFC 2083), uncompressed, because small images gain little.
struct PNG {
  /// Red, green, blue.
  typealias Color = (UInt8, UInt8, UInt8)

  /// The bytes of the file.
  let bytes: [UInt8]

  /// An image from the palette index of each pixel, in row-major order.
  init(width: Int, height: Int, pixels: [UInt8], palette: [Color]) {
    var rows = [UInt8]()
    rows.reserveCapacity(height * (1 + (width + 1) / 2))
    for row in 0..<height {
      rows.append(0)  // no filter
      for column in stride(from: 0, to: width, by: 2) {
        let index = row * width + column
        // Two pixels a byte, the left one in the high bits.
        rows.append(pixels[index] << 4 | (column + 1 < width ? pixels[index + 1] : 0))
      }
    }
    // Four bits a pixel, colours of a palette.
    let header = PNG.number(width) + PNG.number(height) + [4, 3, 0, 0, 0]
    bytes =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + PNG.chunk("IHDR", header)
      + PNG.chunk("PLTE", palette.flatMap { [$0.0, $0.1, $0.2] }) + PNG.chunk("IDAT", PNG.stored(rows))
      + PNG.chunk("IEND", [])
  }

  /// The file as a data URI.
  var dataURI: String { "data:image/png;base64," + Data(bytes).base64EncodedString() }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return number(content.count) + body + number(Int(checksum(body)))
  }

  /// A zlib stream (RFC 1950) of stored blocks (RFC 1951).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    let limit = 65_535
    for start in stride(from: 0, to: max(bytes.count, 1), by: limit) {
      let block = bytes[start..<min(start + limit, bytes.count)]
      let length = UInt16(block.count)
      result.append(block.endIndex == bytes.count ? 1 : 0)
      for value in [length, ~length] { result += [UInt8(value & 255), UInt8(value >> 8)] }
      result += block
    }
    // Adler-32.
    var (low, high) = (1, 0)
    for byte in bytes {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return result + number(high << 16 | low)
  }

  /// CRC-32.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ crc >> 8 }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }
}
