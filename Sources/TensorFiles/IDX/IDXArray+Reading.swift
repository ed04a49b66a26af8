extension IDXArray {
  /// Reads the file at `path` directly into `bytes`, without a second copy.
  ///
  /// - Throws: `TensorFileError`. The size of the file is compared with the header before anything is allocated.
  /// - Complexity: O(size of the file).
  public init(contentsOf path: String) throws(TensorFileError) {
    let file = try InputFile(path)
    // Magic number and 255 dimensions.
    let start = try file.read(at: 0, count: min(file.size, 4 + 4 * 255))
    let shape = try IDXArray.shape(start.span, fileSize: file.size, name: path)
    let header = 4 + 4 * shape.count
    self.init(checked: shape, try file.read(at: header, count: file.size - header))
  }

  /// Reads a whole file in memory, whose elements are copied once; errors call it `name`.
  public init(parsing file: Span<UInt8>, name: String = "IDX bytes") throws(TensorFileError) {
    let shape = try IDXArray.shape(file, fileSize: file.count, name: name)
    let elements = file.extracting(droppingFirst: 4 + 4 * shape.count)
    // Both hold as many bytes.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: elements.count) { buffer, done in
      unsafe elements.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      done = elements.count
    }
    self.init(checked: shape, bytes)
  }

  /// Reads a whole file in memory; errors call it `name`.
  public init(parsing file: [UInt8], name: String = "IDX bytes") throws(TensorFileError) {
    try self.init(parsing: file.span, name: name)
  }

  /// The dimensions in the header, checked against the size of the file.
  ///
  /// - Parameter start: the first bytes of the file: all of it, or at least those of 255 dimensions.
  private static func shape(_ start: Span<UInt8>, fileSize: Int, name: String) throws(TensorFileError) -> [Int] {
    func fail(_ kind: TensorFileError.Kind, at offset: Int, _ problem: String) -> TensorFileError {
      TensorFileError(kind, file: name, offset: offset, problem)
    }
    if start.count >= 2, start[0] == 0x1f, start[1] == 0x8b { throw .compressed(name) }
    guard start.count >= 4 else {
      throw fail(.wrongSize, at: fileSize, "the file ends inside its magic number, expected at least 4 bytes")
    }
    guard start[0] == 0, start[1] == 0 else {
      let found = hexadecimal(start[0]) + " " + hexadecimal(start[1])
      throw fail(.malformed, at: 0, "the file starts with \(found), expected 0x00 0x00 of an IDX file")
    }
    guard start[2] == 0x08 else {
      let found = hexadecimal(start[2])
      let isKnown = [0x09, 0x0b, 0x0c, 0x0d, 0x0e].contains(start[2])
      throw fail(isKnown ? .unsupported : .malformed, at: 2, "type code \(found), expected 0x08 (UInt8)")
    }
    let rank = Int(start[3])
    guard rank >= 1 else { throw fail(.malformed, at: 3, "rank 0, expected at least 1 dimension") }
    guard start.count >= 4 + 4 * rank else {
      throw fail(.wrongSize, at: fileSize, "the file ends inside its \(rank) dimensions, which take \(4 * rank) bytes")
    }
    let shape = (1...rank).map { index in
      (0..<4).reduce(0) { $0 << 8 | Int(start[4 * index + $1]) }
    }
    guard let count = byteCount(shape) else {
      throw fail(.malformed, at: 4, "the product of the shape \(shape) overflows")
    }
    let found = fileSize - 4 - 4 * rank
    guard found == count else {
      throw fail(
        .wrongSize, at: min(fileSize, 4 + 4 * rank + min(count, found)),
        "\(found) bytes after the header, expected \(count) for shape \(shape)")
    }
    return shape
  }
}

/// A byte as "0x1f".
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return "0x" + (digits.utf8.count == 1 ? "0" : "") + digits
}
