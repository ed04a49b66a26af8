import Foundation

/// The file of `--json`, to write at the end of a run, known to be writable at its beginning.
struct OutputFile {
  let path: String

  /// - Throws: `Refusal` where no file can be written at `path`.
  init(_ path: String) throws {
    self.path = path
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if path.isEmpty || path.hasSuffix("/") { throw Refusal("--json '\(path)': this is not the path of a file.") }
    switch Self.type(of: path) {
    case nil, .typeRegular: break
    case .typeDirectory: throw Refusal("--json \(path): this is a folder, a file is needed.")
    default: throw Refusal("--json \(path): this is not a regular file.")
    }
    if Self.type(of: folder) != .typeDirectory { throw Refusal("--json \(path): there is no folder \(folder).") }
    // Permissions do not tell all (the superuser, a file system that is read-only): only trying does.
    let probe = folder + "/.writing-" + UUID().uuidString
    let manager = FileManager.default
    if !manager.createFile(atPath: probe, contents: nil) {
      throw Refusal("--json \(path): no file can be written in \(folder).")
    }
    try? manager.removeItem(atPath: probe)
  }

  /// All of `data`, or nothing: a file under another name is renamed.
  func write(_ data: Data) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Refusal("\(path) cannot be written: \(error.localizedDescription)")
    }
    print("wrote \(path)")
  }

  /// What is at `path`, at the end of symbolic links; nil where nothing is.
  static func type(of path: String) -> FileAttributeType? {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }
}
