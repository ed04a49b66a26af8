import Foundation

/// The folder that a run's files go to: `--output DIR`, or a new `runs/<date-time>` with `runs/latest` pointing to it.
struct RunFolder {
  /// Its path.
  let path: String
  /// Its name within `runs`; nil for a folder that the user named.
  private let name: String?
  private let wasCreated: Bool

  private static let runs = "runs"

  /// Makes the folder and sees that it can be written, before any work is done.
  init(output: String?) throws {
    if let output {
      path = output
      name = nil
      wasCreated = !FileManager.default.fileExists(atPath: output)
      try RunFolder.create(output, intermediates: true)
    } else {
      try RunFolder.create(RunFolder.runs, intermediates: true)
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: "en_US_POSIX")
      formatter.dateFormat = "yyyy-MM-dd_HH-mm-ss"
      let start = formatter.string(from: Date())
      // A run that began in the same second has that name: count on.
      let names = [start] + (2...99).map { "\(start)-\($0)" }
      let free = try names.first { try RunFolder.createNew("\(RunFolder.runs)/\($0)") }
      guard let free else {
        throw CommandError("cannot create a folder \(RunFolder.runs)/\(start): too many have its name")
      }
      path = "\(RunFolder.runs)/\(free)"
      name = free
      wasCreated = true
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw CommandError("cannot write into the folder \(path): permission denied")
    }
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Points `runs/latest` to this run, by a rename: it never points nowhere.
  func markAsLatest() throws {
    guard let name else { return }
    let (link, latest) = ("\(RunFolder.runs)/.\(name)", "\(RunFolder.runs)/latest")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name)
    // Both strings are C strings for the time of the call.
    if unsafe rename(link, latest) != 0 {
      try? FileManager.default.removeItem(atPath: link)
      throw CommandError("cannot point \(latest) to \(path): \(unsafe String(cString: strerror(errno)))")
    }
  }

  /// Removes the folder again where this run made it and nothing is in it.
  func removeIfEmpty() {
    guard wasCreated, let content = try? FileManager.default.contentsOfDirectory(atPath: path), content.isEmpty else {
      return
    }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Creates a folder; false where something has its name.
  private static func createNew(_ path: String) throws -> Bool {
    if FileManager.default.fileExists(atPath: path) { return false }
    try create(path, intermediates: false)
    return true
  }

  private static func create(_ path: String, intermediates: Bool) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: intermediates)
    } catch {
      var reason = "permission denied, or a part of the path is not a folder"
      if let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError {
        reason = unsafe String(cString: strerror(Int32(underlying.code)))
      }
      throw CommandError("cannot create the folder \(path): \(reason)")
    }
  }
}
