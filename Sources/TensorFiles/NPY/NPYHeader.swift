/// The header of a `.npy` file: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct NPYHeader {
  let elementType: NPYArray.ElementType
  let layout: NPYArray.Layout
  let shape: [Int]
  /// The offset of the shape in the file, for errors.
  let shapeOffset: Int

  /// Throws unless the elements take exactly the `dataSize` bytes after the header.
  func check(dataSize: Int, dataOffset: Int, name: String) throws(TensorFileError) {
    guard let expected = byteCount(shape, size: elementType.size) else {
      throw TensorFileError(
        .malformed, file: name, offset: shapeOffset,
        "has a size that overflows: '\(elementType.rawValue)' of shape \(shape)")
    }
    guard dataSize == expected else {
      throw TensorFileError(
        .wrongSize, file: name, offset: dataOffset + min(expected, dataSize),
        "\(dataSize) bytes after the header, expected \(expected) for '\(elementType.rawValue)' of shape \(shape)")
    }
  }

  /// The range of the header, from the bytes before it: magic string, version and length.
  struct Place {
    /// With the length of versions 2.0 and 3.0.
    static let longest = 12
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    let major: UInt8
    let offset: Int
    let length: Int

    /// - Parameter start: the first bytes of the file: all of it, or at least `longest`.
    init(name: String, size: Int, start: [UInt8]) throws(TensorFileError) {
      func fail(_ kind: TensorFileError.Kind, at offset: Int, _ problem: String) -> TensorFileError {
        TensorFileError(kind, file: name, offset: offset, problem)
      }
      if start.starts(with: [0x1f, 0x8b]) {
        throw TensorFileError(.compressed, file: name, "is compressed with gzip: unpack it with gunzip first")
      }
      if start.starts(with: Array("PK".utf8) + [3, 4]) {
        throw TensorFileError(
          .unsupported, file: name, "is a zip archive, as .npz files are: unpack its .npy files with unzip first")
      }
      guard start.count >= 8 else {
        throw fail(.wrongSize, at: size, "the file ends inside its first 8 bytes, the magic string and the version")
      }
      guard start.starts(with: Place.magic) else {
        let found = start.prefix(6).map(hexadecimal).joined(separator: " ")
        throw fail(.malformed, at: 0, "the file starts with \(found), expected 0x93 NUMPY of a .npy file")
      }
      guard 1...3 ~= start[6], start[7] == 0 else {
        throw fail(.unsupported, at: 6, "format version \(start[6]).\(start[7]), expected 1.0, 2.0 or 3.0")
      }
      major = start[6]
      offset = major == 1 ? 10 : 12
      guard start.count >= offset else {
        throw fail(.wrongSize, at: size, "the file ends inside the length of its header, up to byte \(offset)")
      }
      length = start[8..<offset].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= size - offset else {
        throw fail(.wrongSize, at: size, "the file ends inside its header, which takes \(length) bytes")
      }
    }
  }
}
