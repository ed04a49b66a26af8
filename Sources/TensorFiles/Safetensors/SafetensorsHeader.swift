/// The JSON header of a safetensors file: the position of each tensor.
struct SafetensorsHeader {
  /// The limit of the reference implementation.
  static let longest = 100_000_000
  static let metadataKey = "__metadata__"

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

  var metadata: [String: String] = [:]
  /// In the order of their bytes.
  var entries: [Entry] = []

  /// Throws unless the entries cover exactly `dataSize` bytes, each as many as its shape takes, without gaps or
  /// overlaps.
  func check(dataSize: Int, dataOffset: Int, name: String) throws(TensorFileError) {
    var covered = 0
    for entry in entries {
      func fail(_ problem: String) -> TensorFileError {
        TensorFileError(.malformed, file: name, offset: entry.offset, "tensor '\(entry.name)' \(problem)")
      }
      guard entry.begin <= entry.end else {
        throw fail("ends before it begins: data_offsets [\(entry.begin), \(entry.end)]")
      }
      guard entry.begin == covered else {
        let what = entry.begin < covered ? "overlaps the tensor before it" : "leaves a gap before it"
        throw fail("\(what): it begins at \(entry.begin) of the data, expected \(covered)")
      }
      guard let expected = byteCount(entry.shape, size: entry.elementType.size) else {
        throw fail("has a size that overflows: \(entry.elementType.rawValue) of shape \(entry.shape)")
      }
      guard entry.end - entry.begin == expected else {
        throw fail(
          "has \(entry.end - entry.begin) bytes, expected \(expected) for \(entry.elementType.rawValue) of shape "
            + "\(entry.shape)")
      }
      covered = entry.end
    }
    guard covered == dataSize else {
      throw TensorFileError(
        .wrongSize, file: name, offset: dataOffset + min(covered, dataSize),
        "\(dataSize) bytes after the header, expected \(covered) for its tensors")
    }
  }
}
