import Foundation
import TensorFiles

enum PageFile {
  /// Whether the file at a path is a page of this program.
  static func isPage(at path: String) -> Bool {
    guard FileStatus(at: path).regularSize != nil, let file = try? InputFile(path) else { return false }
    let head = (try? file.read(at: 0, count: min(file.size, 512))) ?? []
    return String(decoding: head, as: UTF8.self).contains("<meta name=\"generator\" content=\"mnist page\"/>")
  }

  /// Throws if a file at `--output` may not be replaced: it is not a page, and `--overwrite` was not given.
  static func requireReplaceable(_ path: String, named option: String = "--output", overwrite: Bool) throws {
    if !overwrite && FileStatus(at: path).regularSize != nil && !isPage(at: path) {
      throw CommandError(
        "\(option) \(printable(path)): that file is no page of this command: name another file, or say --overwrite to "
          + "replace it")
    }
  }
}
