/// The source of a file's bytes: an open file, closed when the last copy of the source is gone, or memory.
struct ByteSource: Sendable {
  let name: String
  let size: Int
  /// `count` bytes from `offset` on; called only for ranges within `size`.
  let read: @Sendable (_ offset: Int, _ count: Int) throws(TensorFileError) -> [UInt8]

  init(contentsOf path: String) throws(TensorFileError) {
    let file = try InputFile(path)
    (name, size) = (path, file.size)
    read = { (offset, count) throws(TensorFileError) in try file.read(at: offset, count: count) }
  }

  init(_ bytes: [UInt8], name: String) {
    (self.name, size) = (name, bytes.count)
    read = { offset, count in Array(bytes[offset..<offset + count]) }
  }

  func failure(_ kind: TensorFileError.Kind, at offset: Int? = nil, _ problem: String) -> TensorFileError {
    TensorFileError(kind, file: name, offset: offset, problem)
  }
}
