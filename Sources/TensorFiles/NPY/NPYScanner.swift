/// Parses the subset of Python's literals in the header of a `.npy` file; nothing is evaluated.
///
/// White space and a comma before a closing bracket are optional, as in Python. What Python accepts beyond the format
/// is rejected: comments, escapes, concatenated strings, signs, other bases, `1_000`.
struct NPYScanner: HeaderScanner {
  let text: [UInt8]
  let fileOffset: Int
  /// The version of the format.
  let major: UInt8
  let file: String
  var position = 0

  static let hasTrailingCommas = true

  /// Space, tab, line feed, form feed, carriage return.
  static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0c, 0x0d].contains(byte) }

  /// `()`, `(3,)`, `(3, 4)`, ...: at most `limit` integers from 0 on.
  mutating func tuple(limit: Int) throws(TensorFileError) -> [Int] {
    var numbers: [Int] = []
    let endsInComma = try list("(", ")") { (scanner) throws(TensorFileError) in
      guard numbers.count < limit else {
        throw scanner.failure(.unsupported, at: scanner.fileOffset + scanner.position, "more than \(limit) dimensions")
      }
      numbers.append(try scanner.integer())
      // Python 2 wrote long integers with an L, and NumPy still reads them in the format versions of that time.
      if scanner.major < 3, scanner.peek == UInt8(ascii: "L") { scanner.position += 1 }
    }
    // Without a comma, one number in parentheses is a number, not a tuple.
    guard numbers.count != 1 || endsInComma else {
      throw failure(at: fileOffset + position - 1, "found ')', expected ','")
    }
    return numbers
  }

  /// `True` or `False`.
  mutating func truth() throws(TensorFileError) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)] where text[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw unexpected("True or False")
  }

  /// One of NumPy's strings for the supported element types.
  mutating func elementType() throws(TensorFileError) -> NPYArray.ElementType {
    skipSpace()
    let start = position
    let isStructured = peek == UInt8(ascii: "[") || peek == UInt8(ascii: "(")
    if !isStructured, let type = NPYArray.ElementType(rawValue: try string()) { return type }
    let literal = isStructured ? bracketed() : text[start..<position]
    let known = NPYArray.ElementType.allCases.map { "'\($0.rawValue)'" }.joined(separator: " ")
    throw failure(
      .unsupported, at: fileOffset + start, "has elements \(decoded(literal)), expected one of \(known)")
  }

  /// The most bytes of a header that an error quotes.
  private static let longestQuotation = 300

  /// A string in single or double quotes, of printable ASCII and without escapes, which is all that the format needs.
  mutating func string() throws(TensorFileError) -> String {
    guard let quote = peek, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw unexpected("a string in quotes")
    }
    position += 1
    let start = position
    while let byte = peek, byte != quote {
      guard 0x20..<0x7f ~= byte, byte != UInt8(ascii: "\\") else { throw unexpected("a printable ASCII character") }
      guard position - start < NPYScanner.longestQuotation else { throw unexpected("the end of a long string") }
      position += 1
    }
    guard peek == quote else { throw unexpected("a closing quote") }
    position += 1
    return decoded(text[start..<(position - 1)])
  }

  /// The text from here to the end of its brackets, shortened.
  private func bracketed() -> ArraySlice<UInt8> {
    var depth = 0
    let rest = text[position...].prefix(NPYScanner.longestQuotation)
    for (index, byte) in zip(rest.indices, rest) {
      if "[(".utf8.contains(byte) { depth += 1 }
      if "])".utf8.contains(byte) { depth -= 1 }
      if depth == 0 { return rest[...index] }
    }
    return rest
  }

  /// Text of the header: Latin-1 before version 3.0, UTF-8 from there on.
  private func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    major < 3
      ? String(String.UnicodeScalarView(bytes.map(Unicode.Scalar.init))) : String(decoding: bytes, as: UTF8.self)
  }
}
