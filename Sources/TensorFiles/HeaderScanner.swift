/// A place in the text of a file's header; every error has the offset in the file.
protocol HeaderScanner {
  var text: [UInt8] { get }
  var position: Int { get set }
  /// Where `text` starts in the file.
  var fileOffset: Int { get }
  /// The file's name in errors.
  var file: String { get }
  /// Whether a byte may stand between any two parts of the text.
  static func isSpace(_ byte: UInt8) -> Bool
  /// Whether a comma may stand before a closing bracket.
  static var hasTrailingCommas: Bool { get }
  /// A string in quotes.
  mutating func string() throws(TensorFileError) -> String
}

extension HeaderScanner {
  /// An error about the byte at `offset` of the file.
  func failure(_ kind: TensorFileError.Kind = .malformed, at offset: Int, _ problem: String) -> TensorFileError {
    TensorFileError(kind, file: file, offset: offset, problem)
  }

  func unexpected(_ expected: String) -> TensorFileError {
    let found = peek.map(hexadecimal) ?? "the end of the header"
    return failure(at: fileOffset + position, "found \(found), expected \(expected)")
  }

  var peek: UInt8? { position < text.count ? text[position] : nil }

  mutating func skipSpace() {
    while let byte = peek, Self.isSpace(byte) { position += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(TensorFileError) {
    guard take(character) else { throw unexpected("'\(character)'") }
  }

  /// The parts between two brackets, separated by commas.
  ///
  /// - Returns: whether the last of them has a comma after it.
  @discardableResult
  mutating func list(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ part: (inout Self) throws(TensorFileError) -> Void
  ) throws(TensorFileError) -> Bool {
    try expect(open)
    if take(close) { return false }
    repeat {
      try part(&self)
      if take(close) { return false }
      guard take(",") else { throw unexpected(Self.hasTrailingCommas ? "','" : "'\(close)'") }
    } while !Self.hasTrailingCommas || !take(close)
    return true
  }

  /// `{"key": value, ...}`: `value` is called after each key, with the key's offset in the file.
  ///
  /// Keys are equal if their bytes are; canonical equivalence in Unicode is ignored.
  mutating func members(
    _ value: (inout Self, _ key: String, _ offset: Int) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    var keys: Set<[UInt8]> = []
    try list("{", "}") { (scanner) throws(TensorFileError) in
      scanner.skipSpace()
      let offset = scanner.fileOffset + scanner.position
      let key = try scanner.string()
      guard keys.insert(Array(key.utf8)).inserted else {
        throw scanner.failure(at: offset, "the key '\(key)' comes twice")
      }
      try scanner.expect(":")
      try value(&scanner, key, offset)
    }
  }

  /// An integer from 0 on, without sign, fraction, exponent or leading zeros.
  mutating func integer() throws(TensorFileError) -> Int {
    skipSpace()
    let digits = text[position...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard !digits.isEmpty else { throw unexpected("a whole number") }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw failure(at: fileOffset + position, "a number larger than \(Int.max)")
    }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      throw failure(at: fileOffset + position, "a number that starts with 0")
    }
    position += digits.count
    return value
  }

  /// Throws unless only white space is left.
  mutating func end() throws(TensorFileError) {
    skipSpace()
    if position < text.count { throw unexpected("the end of the header") }
  }
}
