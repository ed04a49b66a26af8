import Foundation
import TensorFiles

/// A file that an option names, to be written when all else is done.
enum OutputFile {
  /// Throws where nothing can be written to `path`, or a file there would be replaced that nobody said `--overwrite` to.
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

  /// A path without links, also that of a file that is not there yet.
  static func place(_ path: String) -> String {
    let url = URL(filePath: path)
    let file =
      FileStatus(at: path) == .missing
      ? url.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: url.lastPathComponent)
      : url.resolvingSymlinksInPath()
    return file.standardizedFileURL.path
  }
}
