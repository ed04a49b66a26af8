/// The header of a `.npy` file, checked against the size of the file.
struct NPYHeader {
  let elementType: NPYArray.ElementType
  let layout: NPYArray.Layout
  let shape: [Int]
  /// Its end in the file, where the elements begin.
  let end: Int

  /// Reads the magic string, the version and the length, then the text:
  /// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
  init(_ source: ByteSource) throws(TensorFileError) {
    let size = source.size
    // With the length of versions 2.0 and 3.0.
    let start = try source.read(0, min(size, 12))
    if start.starts(with: [0x1f, 0x8b]) { throw .compressed(source.name) }
    if start.starts(with: Array("PK".utf8) + [3, 4]) {
      throw source.failure(
        .unsupported, "is a zip archive, as .npz files are: unpack its .npy files with unzip first")
    }
    guard start.count >= 8 else {
      throw source.failure(
        .wrongSize, at: size, "the file ends inside its first 8 bytes, the magic string and the version")
    }
    guard start.starts(with: NPYHeader.magic) else {
      let found = start.prefix(6).map(hexadecimal).joined(separator: " ")
      throw source.failure(.malformed, at: 0, "the file starts with \(found), expected 0x93 NUMPY of a .npy file")
    }
    let major = start[6]
    guard 1...3 ~= major, start[7] == 0 else {
      throw source.failure(.unsupported, at: 6, "format version \(major).\(start[7]), expected 1.0, 2.0 or 3.0")
    }
    let offset = major == 1 ? 10 : 12
    guard start.count >= offset else {
      throw source.failure(.wrongSize, at: size, "the file ends inside the length of its header, up to byte \(offset)")
    }
    let length = start[8..<offset].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= size - offset else {
      throw source.failure(.wrongSize, at: size, "the file ends inside its header, which takes \(length) bytes")
    }

    var scanner = NPYScanner(
      text: try source.read(offset, length), fileOffset: offset, major: major, file: source.name)
    var type: NPYArray.ElementType?
    var order: NPYArray.Layout?
    var lengths: (shape: [Int], offset: Int)?
    try scanner.members { (scanner, key, offset) throws(TensorFileError) in
      switch key {
      case "descr": type = try scanner.elementType()
      case "fortran_order": order = try scanner.truth() ? .columnMajor : .rowMajor
      case "shape": lengths = (try scanner.tuple(limit: NPYArray.dimensionLimit), offset)
      default: throw scanner.failure(at: offset, "the header has an unknown key '\(key)'")
      }
    }
    try scanner.end()
    guard scanner.text.last == UInt8(ascii: "\n") else {
      throw scanner.unexpected("a line feed at the end of the header")
    }
    guard let type, let order, let lengths else {
      throw source.failure(.malformed, at: offset, "the header lacks its descr, fortran_order or shape")
    }
    (elementType, layout, shape, end) = (type, order, lengths.shape, offset + length)

    let what = "'\(type.rawValue)' of shape \(shape)"
    guard let expected = byteCount(shape, size: type.size) else {
      throw source.failure(.malformed, at: lengths.offset, "has a size that overflows: \(what)")
    }
    guard size - end == expected else {
      throw source.failure(
        .wrongSize, at: end + min(expected, size - end),
        "\(size - end) bytes after the header, expected \(expected) for \(what)")
    }
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
}
