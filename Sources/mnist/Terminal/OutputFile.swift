import Foundation
import TensorFiles

/// A file named by an option, to be written when everything else is done.
enum OutputFile {
  /// Throws if `path` cannot be written, or a file there would be replaced without `--overwrite`.
  static func require(_ option: String, _ path: String, overwrite: Bool) throws {
    let name = "\(option) \(path.isEmpty ? "\"\"" : printable(path))"
    if path.isEmpty { throw CommandError("\(name): a file is needed") }
    switch FileStatus(at: path) {
    case .folder, .other: throw CommandError("\(name): it is \(FileStatus(at: path).noun), a file is needed")
    case .file where !overwrite:
      throw CommandError("\(name): there is such a file: name another one, or say --overwrite to replace it")
    case .file: break
    case .missing:
      let folder = URL(filePath: path).deletingLastPathComponent().path
      guard FileStatus(at: folder) == .folder else { throw CommandError("\(name): there is no such folder") }
    }
  }

  /// A path with links resolved, even if the file does not exist yet.
  static func place(_ path: String) -> String {
    let url = URL(filePath: path)
    let file =
      FileStatus(at: path) == .missing
      ? url.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: url.lastPathComponent)
      : url.resolvingSymlinksInPath()
    return file.standardizedFileURL.path
  }
}
