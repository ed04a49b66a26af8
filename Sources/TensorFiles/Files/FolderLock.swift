import Foundation

/// The exclusive right to write a set of files into a folder, held by one value at a time.
///
/// The kernel releases it when the process ends, however it ends, and nothing is left in the folder. It does not
/// exclude processes on other machines that share the folder, and excludes nobody if the file system has no locks or
/// the folder can be written but not read.
package final class FolderLock: Sendable {
  private let descriptor: CInt

  /// Acquires the lock; nil if another value, of this process or another, holds it.
  ///
  /// - Throws: `.unwritable` where the folder cannot be opened.
  package init?(_ folder: String) throws(TensorFileError) {
    // The string is a null-terminated copy for the time of the call.
    descriptor = unsafe folder.withCString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if descriptor < 0 && errno == EACCES { return }
    guard descriptor >= 0 else {
      throw TensorFileError(.unwritable, file: folder, "cannot be opened: \(systemMessage(errno))")
    }
    if lock(descriptor) == EWOULDBLOCK { return nil }
  }

  /// Whether the locked folder is still at this path; true if it could not be opened.
  package func stands(at folder: String) -> Bool {
    if descriptor < 0 { return true }
    var (own, other) = (stat(), stat())
    // The string is a null-terminated copy for the time of the call, and both structures are this function's.
    guard unsafe fstat(descriptor, &own) == 0, unsafe stat(folder, &other) == 0 else { return false }
    return own.st_dev == other.st_dev && own.st_ino == other.st_ino
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// Locks the file of `descriptor` until it is closed, without waiting.
///
/// - Returns: 0, or the `errno`: `EWOULDBLOCK` if the lock is held through another descriptor.
func lock(_ descriptor: CInt) -> CInt {
  while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
    if errno != EINTR { return errno }
  }
  return 0
}
