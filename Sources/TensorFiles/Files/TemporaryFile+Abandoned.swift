import Foundation

extension TemporaryFile {
  /// A short name, independent of the final one, which may already have the maximal length.
  static func randomName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Removes the temporary files that killed processes left in `folder`: those without a lock.
  ///
  /// On a file system without locks they are kept.
  static func removeAbandoned(in folder: String) {
    let wasSwept = sweeping.withLock {
      defer { unsafe lastSwept = folder }
      return unsafe lastSwept == folder
    }
    if wasSwept { return }
    for name in fileNames(in: folder) where isTemporary(name) {
      // The string is a null-terminated copy for the time of the calls.
      unsafe (folder + name).withCString { path in
        let descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { return }
        if lock(descriptor) == 0 { unsafe unlink(path) }
        close(descriptor)
      }
    }
  }

  /// The folder that was searched last, so that a folder with many files is not searched again for each of them.
  private nonisolated(unsafe) static var lastSwept = ""
  /// Held where `lastSwept` is accessed. Not a `Mutex`, which the thread sanitizer does not see.
  private static let sweeping = NSLock()

  private static let prefix = ".writing-"

  private static func isTemporary(_ name: String) -> Bool {
    let digits = name.utf8.dropFirst(prefix.utf8.count)
    return name.hasPrefix(prefix) && digits.count == 16
      && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }
}

/// The names in a folder, unordered; none if it cannot be read.
package func fileNames(in folder: String) -> [String] {
  (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
}
