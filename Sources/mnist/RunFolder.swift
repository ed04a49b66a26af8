import Foundation
import TensorFiles

/// The folder that a run's files go to: `--output DIR`, or a new `runs/<date-time>` with `runs/latest` pointing to it.
final class RunFolder {
  /// Its path.
  let path: String
  /// The same without links.
  private let target: String
  /// Its name within `runs`; nil for a folder that the user named.
  private let name: String?
  private let wasCreated: Bool
  /// Whether the results of another run, or of an earlier part of this one, are in it.
  private let hasOldResults: Bool
  /// Held until the run ends, so that the files in the folder are of one run.
  private var lock: FolderLock

  private static let runs = "runs"

  /// Makes the folder and sees that it can be written, before any work is done.
  ///
  /// - Parameter replacesResults: whether a folder may hold the model or the checkpoint of another run, which is lost.
  init(output: String?, replacesResults: Bool) throws {
    if let output {
      path = output
      name = nil
      wasCreated = !FileManager.default.fileExists(atPath: output)
      try RunFolder.create(output)
    } else {
      try RunFolder.create(RunFolder.runs)
      let start = RunFolder.now
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
    target = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    hasOldResults = FileStatus(at: RunFolder.join(path, "model.safetensors")) != .missing
    do {
      lock = try RunFolder.claim(path)
      if !replacesResults,
        let file = RunFolder.irreplaceable.first(where: { FileStatus(at: self.file($0)) != .missing })
      {
        throw CommandError(
          "the folder \(path) has the \(file) of another run: name another folder, or say --overwrite to replace it")
      }
    } catch {
      if wasCreated { RunFolder.removeEmpty(path, isNamed: name != nil) }
      throw error
    }
  }

  /// Sees that the files can be written into a folder, and by nobody else until the lock is gone.
  private static func claim(_ path: String) throws -> FolderLock {
    // The path is a C string for the time of the call.
    guard unsafe access(path, W_OK | X_OK) == 0 else {
      throw CommandError("cannot write into the folder \(path): \(systemMessage(errno))")
    }
    for file in allNames.map({ join(path, $0) }) {
      switch FileStatus(at: file) {
      case .folder, .other: throw CommandError("cannot write \(file): it is \(FileStatus(at: file).noun)")
      case .file, .missing: break
      }
    }
    guard let lock = try FolderLock(path) else {
      throw CommandError("another run writes into the folder \(path): wait for it, or name another folder")
    }
    return lock
  }

  /// The results of a run.
  static let fileNames = ["report.html", "metrics.json", "model.safetensors"]
  /// What a run takes long to make.
  private static let irreplaceable = ["model.safetensors", CheckpointOptions.fileName]
  /// The settings of a run.
  static let configName = "config.json"
  /// The page to draw on, a result of a run with `--page`.
  static let pageName = "draw.html"
  /// What a run may write.
  private static let allNames = fileNames + [configName, pageName, CheckpointOptions.fileName]

  /// The time, as part of a name.
  static var now: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd_HH-mm-ss"
    return formatter.string(from: Date())
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { RunFolder.join(path, name) }

  private static func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// Writes the run's files, whose names are given: all are complete before the first gets its name.
  ///
  /// A folder that was removed meanwhile is made again; one that stands in its place with files of another run stays.
  func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    // A link may point elsewhere by now.
    let folder = lock.stands(at: path) ? path : target
    if !lock.stands(at: folder) {
      try RunFolder.create(folder)
      guard RunFolder.allNames.allSatisfy({ FileStatus(at: RunFolder.join(folder, $0)) == .missing }) else {
        throw CommandError(
          "the folder \(path) was replaced during the run and has files of another one: nothing was written")
      }
      lock = try RunFolder.claim(folder)
    }
    try writeAtomically(files.map { (RunFolder.join(folder, $0.name), [$0.bytes]) })
  }

  /// Removes the page of the results that were replaced: it is not this run's.
  ///
  /// A file of that name that is no page stays, and so does a page in a folder that had no results.
  func removeOldPage() {
    let file = RunFolder.join(lock.stands(at: path) ? path : target, RunFolder.pageName)
    if hasOldResults && PageFile.isPage(at: file) { try? FileManager.default.removeItem(atPath: file) }
  }

  /// Points `runs/latest` to this run, by a rename: it never points nowhere. Anything but a link of that name stays.
  ///
  /// - Returns: what went wrong; nil where nothing did.
  func markAsLatest() -> String? {
    guard let name else { return nil }
    let (link, latest) = ("\(RunFolder.runs)/.\(name)", "\(RunFolder.runs)/latest")
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: latest)) != nil
    guard isLink || !FileManager.default.fileExists(atPath: latest) else {
      return "\(latest) is not a link and was left as it is"
    }
    do {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name)
    } catch {
      return "\(latest) cannot be made"
    }
    // Both strings are C strings for the time of the call.
    if unsafe rename(link, latest) == 0 { return nil }
    try? FileManager.default.removeItem(atPath: link)
    return "\(latest) cannot be changed"
  }

  /// Removes the folder again where this run made it and nothing is in it; `runs` likewise.
  func removeIfEmpty() {
    if wasCreated { RunFolder.removeEmpty(path, isNamed: name != nil) }
  }

  private static func removeEmpty(_ path: String, isNamed: Bool) {
    // rmdir refuses a folder that another run has begun to fill. The paths are C strings for the time of the calls.
    unsafe rmdir(path)
    if isNamed { unsafe rmdir(runs) }
  }

  /// Creates a folder; false where something has its name.
  private static func createNew(_ path: String) throws -> Bool {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      return true
    } catch CocoaError.fileWriteFileExists {
      return false
    } catch {
      throw failure(path, error)
    }
  }

  private static func create(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> CommandError {
    let reason =
      switch (error as? CocoaError)?.code {
      case .fileWriteFileExists: "a file has that name"
      case .fileWriteNoPermission: "permission denied"
      case .fileWriteOutOfSpace: "no space is left"
      case .fileWriteVolumeReadOnly: "the file system is read-only"
      default: "a part of the path is not a folder, or may not be written"
      }
    return CommandError("cannot create the folder \(path): \(reason)")
  }
}
