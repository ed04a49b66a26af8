/// Reads the numbers of a PGM file in order; every error has the offset.
struct PGMScanner {
  let file: [UInt8]
  let name: String
  /// The offset of the next byte.
  var offset: Int

  /// A decimal number of the header, after white space or comments.
  mutating func number(_ what: String, in range: ClosedRange<Int>) throws(TensorFileError) -> Int {
    let gap = offset
    skipSpace()
    guard offset > gap || offset == file.count else {
      throw fail(.malformed, at: gap, "expected white space before the \(what)")
    }
    let start = offset
    var value = 0
    while offset < file.count, 0x30...0x39 ~= file[offset] {
      // It saturates above every range, so that no number of digits overflows.
      value = min(10 * value + Int(file[offset]) - 0x30, 1 << 40)
      offset += 1
    }
    guard offset > start else {
      throw start == file.count
        ? fail(.wrongSize, at: start, "ends before the \(what)")
        : fail(.malformed, at: start, "byte \(hexadecimal(file[start])), expected the \(what)")
    }
    guard range.contains(value) else {
      let found = String(decoding: file[start..<min(offset, start + 20)], as: UTF8.self)
      throw fail(.malformed, at: start, "\(what) \(found), expected \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The samples of `P5`: a single white space, then bytes to the end of the file.
  mutating func binarySamples(_ count: Int, maximum: Int) throws(TensorFileError) -> [UInt16] {
    guard offset < file.count else { throw fail(.wrongSize, at: offset, "ends before its samples") }
    guard isSpace(file[offset]) else {
      throw fail(.malformed, at: offset, "byte \(hexadecimal(file[offset])), expected white space before the samples")
    }
    let start = offset + 1
    let size = maximum < 256 ? 1 : 2
    guard file.count - start == count * size else {
      throw fail(
        .wrongSize, at: min(file.count, start + count * size),
        "\(file.count - start) bytes after the header, expected \(count * size)")
    }
    let samples: [UInt16] =
      size == 1
      ? file[start...].map(UInt16.init)
      : (0..<count).map { UInt16(file[start + 2 * $0]) << 8 | UInt16(file[start + 2 * $0 + 1]) }
    if let index = samples.firstIndex(where: { Int($0) > maximum }) {
      throw fail(.malformed, at: start + index * size, "sample \(samples[index]), expected 0 to \(maximum)")
    }
    return samples
  }

  /// The samples of `P2`: numbers to the end of the file.
  mutating func plainSamples(_ count: Int, maximum: Int) throws(TensorFileError) -> [UInt16] {
    // Each takes a digit and the white space before it, so a truncated file is detected before anything is allocated.
    guard count <= (file.count - offset) / 2 else {
      throw fail(.wrongSize, at: file.count, "\(file.count - offset) bytes after the header for \(count) samples")
    }
    var samples = [UInt16]()
    samples.reserveCapacity(count)
    for _ in 0..<count { samples.append(UInt16(try number("sample", in: 0...maximum))) }
    skipSpace()
    guard offset == file.count else { throw fail(.wrongSize, at: offset, "goes on after its \(count) samples") }
    return samples
  }

  private mutating func skipSpace() {
    while offset < file.count {
      if file[offset] == UInt8(ascii: "#") {
        while offset < file.count, file[offset] != UInt8(ascii: "\n"), file[offset] != UInt8(ascii: "\r") {
          offset += 1
        }
      } else if isSpace(file[offset]) {
        offset += 1
      } else {
        return
      }
    }
  }

  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }

  private func fail(_ kind: TensorFileError.Kind, at offset: Int, _ problem: String) -> TensorFileError {
    TensorFileError(kind, file: name, offset: offset, problem)
  }
}
