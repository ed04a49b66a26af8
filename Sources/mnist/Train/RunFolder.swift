import Foundation
import TensorFiles

/// The folder that a run's files go to: `--output DIR`, or a new `runs/<date-time>` with `runs/latest` pointing to it.
final class RunFolder {
  let path: String
  /// The same with links resolved.
  private let target: String
  /// Its name within `runs`; nil for a folder that the user named.
  private let name: String?
  private let wasCreated: Bool
  /// Whether it has results of another run, or of an earlier part of this one.
  private let hasOldResults: Bool
  /// Held until the run ends, so that all files in the folder are from one run.
  private var lock: FolderLock

  private static let runs = "runs"

  /// Creates the folder and checks that it can be written, before any work is done.
  ///
  /// - Parameter replacesResults: whether the model or the checkpoint of another run in the folder may be replaced.
  init(output: String?, replacesResults: Bool) throws {
    if let output {
      path = output
      name = nil
      wasCreated = !FileManager.default.fileExists(atPath: output)
      try RunFolder.create(output)
    } else {
      try RunFolder.create(RunFolder.runs)
      let start = RunFolder.now
      // A run that began in the same second has that name, so others are tried.
      let names = [start] + (2...99).map { "\(start)-\($0)" }
      let free = try names.first { try RunFolder.create("\(RunFolder.runs)/\($0)", isNew: true) }
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

  /// Checks that a folder can be written, and locks it against other runs.
  private static func claim(_ path: String) throws -> FolderLock {
    // The path is a C string for the duration of the call.
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
  /// The results that take a run to make.
  private static let irreplaceable = ["model.safetensors", checkpointName]
  /// The settings of a run.
  static let configName = "config.json"
  /// The state of a run, to resume it.
  static let checkpointName = "checkpoint.safetensors"
  /// The page to draw on, a result of a run with `--page`.
  static let pageName = "draw.html"
  /// All files that a run may write.
  private static let allNames = fileNames + [configName, pageName, checkpointName]

  /// The time, as part of a name.
  static var now: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd_HH-mm-ss"
    return formatter.string(from: Date())
  }

  func file(_ name: String) -> String { RunFolder.join(path, name) }

  static func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  /// Writes the given files of the run: all are complete before the first gets its name.
  ///
  /// A folder that was removed meanwhile is created again; a folder with files of another run in its place is left
  /// alone.
  func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    // The link may point elsewhere by now.
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

  /// Removes the page of the replaced results, which is not this run's.
  ///
  /// It keeps a file of that name that is not a page, and a page in a folder that had no results.
  func removeOldPage() {
    let file = RunFolder.join(lock.stands(at: path) ? path : target, RunFolder.pageName)
    if hasOldResults && DrawingPage.isPage(at: file) { try? FileManager.default.removeItem(atPath: file) }
  }

  /// Removes the checkpoint of the run whose results were replaced: it would be resumed as this one's.
  func removeOldCheckpoint() {
    let file = RunFolder.join(lock.stands(at: path) ? path : target, RunFolder.checkpointName)
    try? FileManager.default.removeItem(atPath: file)
  }

  /// Points `runs/latest` to this run, by a rename, so that it always points somewhere. Anything of that name other
  /// than a link is kept.
  ///
  /// - Returns: the problem; nil if there was none.
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
    // Both strings are C strings for the duration of the call.
    if unsafe rename(link, latest) == 0 { return nil }
    try? FileManager.default.removeItem(atPath: link)
    return "\(latest) cannot be changed"
  }

  /// Removes the folder if this run created it and it is empty; likewise `runs`.
  func removeIfEmpty() {
    if wasCreated { RunFolder.removeEmpty(path, isNamed: name != nil) }
  }

  private static func removeEmpty(_ path: String, isNamed: Bool) {
    // rmdir fails for a folder that another run has begun to fill. The paths are C strings for the duration of the
    // calls.
    unsafe rmdir(path)
    if isNamed { unsafe rmdir(runs) }
  }

  /// Creates a folder and those on the way to it; false if it must be new and the name is taken.
  @discardableResult
  private static func create(_ path: String, isNew: Bool = false) throws -> Bool {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: !isNew)
      return true
    } catch CocoaError.fileWriteFileExists where isNew {
      return false
    } catch {
      let reason =
        switch (error as? CocoaError)?.code {
        case .fileWriteFileExists: "a file has that name"
        case .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space is left"
        case .fileWriteVolumeReadOnly: "the file system is read-only"
        default: "a part of the path is not a folder, or may not be written"
        }
      throw CommandError("cannot create the folder \(path): \(reason)")
    }
  }

  /// Writes the bytes of a network to the first writable folder of the current one, the one for temporary files and the
  /// user's home.
  ///
  /// - Returns: a part of a sentence that says where it is.
  static func rescue(_ network: [UInt8]) -> String {
    for folder in [".", NSTemporaryDirectory(), NSHomeDirectory()] {
      let path = join(folder, "mnist-\(now).safetensors")
      if (try? writeAtomically([network], to: path)) != nil { return "the network was saved as \(path)" }
    }
    return "the network could not be saved elsewhere either"
  }
}
