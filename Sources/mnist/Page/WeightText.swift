/// 8-bit weights as text in HTML, one character each.
///
/// Base64 would take 4 bytes for 3 weights. Here the frequent ones take one byte: -46...46 are the 93 characters from
/// `!` to `~` without `<`, so that no tag can begin. The others, -127...-47 and 47...127, are the 162 characters from
/// U+00A1 on, two bytes each in UTF-8 and one unit each in a JavaScript string. No character is white space or a
/// control character, which an editor or a parser might change.
enum WeightText {
  /// The largest number that takes one byte.
  static let frequent = 46

  static func character(_ number: Int) -> Unicode.Scalar? {
    switch number {
    case -frequent...frequent:
      let code = 0x21 + number + frequent
      return Unicode.Scalar(UInt32(code < 0x3C ? code : code + 1))
    case -127 ..< -frequent: return Unicode.Scalar(UInt32(0xA1 + number + 127))
    case frequent + 1...127: return Unicode.Scalar(UInt32(0xA1 + (127 - frequent) + number - frequent - 1))
    default: return nil
    }
  }

  /// The characters of numbers in -127...127, in UTF-8.
  static func encode(_ numbers: some Sequence<Int8>) -> [UInt8] {
    var bytes = [UInt8]()
    for number in numbers {
      let code = codes[Int(number) + 127]
      if code.count == 2 { bytes.append(code.first) }
      bytes.append(code.last)
    }
    return bytes
  }

  /// The bytes of each number's character, from -127 on.
  private static let codes = (-127...127).map { number in
    let bytes = character(number).map { Array(String($0).utf8) } ?? []
    return (count: bytes.count, first: bytes.first ?? 0, last: bytes.last ?? 0)
  }
}
