/// Parses the JSON of a safetensors header: objects, strings and lists of integers.
///
/// Not Foundation's decoder, which accepts what the format forbids: it silently takes one of two equal keys, reads
/// `1.0` and `1e2` as integers, accepts a comma before `}`, and reads UTF-16. It also reports no offset. The caller's
/// code determines the nesting, so no input can exhaust the stack.
struct JSONScanner: HeaderScanner {
  let text: [UInt8]
  let fileOffset: Int
  let file: String
  var position = 0

  static let hasTrailingCommas = false

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

  /// `[1, 2, ...]`: integers from 0 on, without sign, fraction or exponent.
  mutating func integers() throws(TensorFileError) -> [Int] {
    var numbers: [Int] = []
    try list("[", "]") { (scanner) throws(TensorFileError) in numbers.append(try scanner.integer()) }
    return numbers
  }

  /// A quoted string, with escapes resolved.
  mutating func string() throws(TensorFileError) -> String {
    try expect("\"")
    let start = position
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw unexpected("no control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") { content += try escaped() } else { content.append(byte) }
    }
    try expectAtOnce("\"")
    guard let string = String(validating: content, as: UTF8.self) else {
      throw failure(at: fileOffset + start, "a string is not valid UTF-8")
    }
    return string
  }

  /// The next byte, before which there is no space.
  private mutating func expectAtOnce(_ character: Unicode.Scalar) throws(TensorFileError) {
    guard peek == UInt8(ascii: character) else { throw unexpected("'\(character)'") }
    position += 1
  }

  /// The escaped character after a backslash, as UTF-8.
  private mutating func escaped() throws(TensorFileError) -> [UInt8] {
    guard let byte = peek else { throw unexpected("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let start = position
      var units = [try codeUnit()]
      if UTF16.isLeadSurrogate(units[0]) {
        try expectAtOnce("\\")
        try expectAtOnce("u")
        units.append(try codeUnit())
      }
      guard let character = String(validating: units, as: UTF16.self) else {
        throw failure(at: fileOffset + start, "half of a surrogate pair")
      }
      return Array(character.utf8)
    default:
      position -= 1
      throw unexpected("an escape")
    }
  }

  private mutating func codeUnit() throws(TensorFileError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
