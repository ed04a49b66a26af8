/// The source of a file's bytes: an open file, or memory.
struct CSVSource: Sendable {
  let name: String
  let size: Int
  /// `count` bytes from `offset` on; called only for ranges within `size`.
  let read: @Sendable (_ offset: Int, _ count: Int) throws(TensorFileError) -> [UInt8]

  init(contentsOf path: String) throws(TensorFileError) {
    let open = try OpenFile(path)
    (name, size) = (path, open.file.size)
    read = { (offset, count) throws(TensorFileError) in try open.file.read(at: offset, count: count) }
  }

  init(_ bytes: [UInt8], name: String) {
    (self.name, size) = (name, bytes.count)
    read = { offset, count in Array(bytes[offset..<offset + count]) }
  }

  /// Closed when the last copy of the source is gone.
  private final class OpenFile: Sendable {
    let file: InputFile
    init(_ path: String) throws(TensorFileError) { file = try InputFile(path) }
  }
}
