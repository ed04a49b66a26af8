/// The JSON header of a safetensors file, checked against the size of the file: the position of each tensor.
struct SafetensorsHeader {
  /// The limit of the reference implementation.
  static let longest = 100_000_000

  struct Entry {
    let name: String
    let elementType: Safetensors.ElementType
    let shape: [Int]
    /// Counted in bytes from the end of the header.
    let begin: Int
    let end: Int
    /// The offset of the entry's name in the file, for errors.
    let offset: Int
  }

  /// Its end in the file, where the bytes of the tensors begin.
  let end: Int
  var metadata: [String: String] = [:]
  /// In the order of their bytes.
  var entries: [Entry] = []

  init(_ source: ByteSource) throws(TensorFileError) {
    let size = source.size
    guard size >= 8 else {
      throw source.failure(
        .wrongSize, at: size, "the file ends inside its first 8 bytes, the length of the header")
    }
    let length = try source.read(0, 8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(SafetensorsHeader.longest) else {
      throw source.failure(
        .malformed, at: 0,
        "a header of \(length) bytes, expected at most \(SafetensorsHeader.longest): not a safetensors file")
    }
    end = 8 + Int(length)
    guard end <= size else {
      throw source.failure(.wrongSize, at: size, "the file ends inside its header, which takes \(length) bytes")
    }
    try parse(source.read(8, Int(length)), source)
    try check(source)
  }

  /// Throws unless the entries cover the file exactly, each as many bytes as its shape takes, without gaps or overlaps.
  private func check(_ source: ByteSource) throws(TensorFileError) {
    var covered = 0
    for entry in entries {
      func fail(_ problem: String) -> TensorFileError {
        source.failure(.malformed, at: entry.offset, "tensor '\(entry.name)' \(problem)")
      }
      guard entry.begin <= entry.end else {
        throw fail("ends before it begins: data_offsets [\(entry.begin), \(entry.end)]")
      }
      guard entry.begin == covered else {
        let what = entry.begin < covered ? "overlaps the tensor before it" : "leaves a gap before it"
        throw fail("\(what): it begins at \(entry.begin) of the data, expected \(covered)")
      }
      let what = "\(entry.elementType.rawValue) of shape \(entry.shape)"
      guard let expected = byteCount(entry.shape, size: entry.elementType.size) else {
        throw fail("has a size that overflows: \(what)")
      }
      guard entry.end - entry.begin == expected else {
        throw fail("has \(entry.end - entry.begin) bytes, expected \(expected) for \(what)")
      }
      covered = entry.end
    }
    let found = source.size - end
    guard covered == found else {
      throw source.failure(
        .wrongSize, at: end + min(covered, found),
        "\(found) bytes after the header, expected \(covered) for its tensors")
    }
  }
}
