#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to write a set of files into a folder, which one value at a time has.
///
/// The kernel takes it back when the process ends, however it ends, and nothing of it is left in the folder. Processes of
/// other machines that share the folder are not held off, nor is anyone where the file system has no locks or the folder may
/// be written but not read.
package final class FolderLock: Sendable {
  private let descriptor: CInt

  /// Takes the right; nil where another value, of this process or another, has it.
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

  /// Whether the folder that was locked still stands at this path; true where it could not be opened.
  package func stands(at folder: String) -> Bool {
    if descriptor < 0 { return true }
    var (own, other) = (stat(), stat())
    // The string is a null-terminated copy for the time of the call, and both structures are this function's.
    guard unsafe fstat(descriptor, &own) == 0, unsafe stat(folder, &other) == 0 else { return false }
    return own.st_dev == other.st_dev && own.st_ino == other.st_ino
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// Locks what `descriptor` was opened on until it is closed, without waiting.
///
/// - Returns: 0, or the `errno`: `EWOULDBLOCK` where another opening of it is locked.
func lock(_ descriptor: CInt) -> CInt {
  while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
    if errno != EINTR { return errno }
  }
  return 0
}
