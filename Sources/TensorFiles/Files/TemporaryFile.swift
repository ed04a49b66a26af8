import Foundation

/// A file under a temporary name until it is complete; removed with this value unless it was published.
///
/// It is locked while this value lives: `removeAbandoned` recognizes by the lock whether a process still writes it.
final class TemporaryFile {
  private let path: String
  private let folder: String
  private var temporary = ""
  private var descriptor: CInt = -1
  private var isPublished = false

  /// Creates it in the folder of `path`, under an unused name.
  init(for path: String) throws(TensorFileError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.path = path
    self.folder = slash.map { String(path[...$0]) } ?? "./"
    guard !path.utf8.contains(0), !path.isEmpty, slash != path.utf8.indices.last else {
      throw TensorFileError(.unwritable, file: path, "is not the path of a file")
    }
    Self.removeAbandoned(in: folder)
    // Until the file is locked, another process may consider it abandoned and remove it; then another name is tried. A
    // file system where that keeps happening has no reliable locks.
    for _ in 0..<8 {
      if descriptor >= 0 { close(descriptor) }
      temporary = folder + Self.randomName()
      // O_EXCL never opens an existing file, not even through a symbolic link; 0o666 leaves the mode to the umask.
      // The string is a null-terminated copy for the time of the call.
      descriptor = unsafe temporary.withCString { unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      if descriptor < 0 { throw failure("cannot be created") }
      if lock(descriptor) != EWOULDBLOCK && FileStatus(at: temporary) != .missing { break }
    }
  }

  deinit {
    if descriptor >= 0 {
      // The string is a null-terminated copy for the time of the call.
      if !isPublished { _ = unsafe temporary.withCString { unsafe unlink($0) } }
      close(descriptor)
    }
  }

  func write(_ bytes: [UInt8]) throws(TensorFileError) {
    var done = 0
    while done < bytes.count {
      // `done < bytes.count`: reads at most the rest of the array.
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
        return unsafe Foundation.write(descriptor, rest.baseAddress, rest.count)
      }
      if wrote >= 0 { done += wrote } else if errno != EINTR { throw failure("cannot be written") }
    }
  }

  /// Waits until the disk has confirmed every byte.
  func flush() throws(TensorFileError) {
    guard fsync(descriptor) == 0 else { throw failure("cannot be flushed to the disk") }
  }

  /// Renames the file to its final name.
  func publish() throws(TensorFileError) {
    // Both strings are null-terminated copies for the time of the call.
    let renamed = unsafe temporary.withCString { from in unsafe path.withCString { to in unsafe rename(from, to) } }
    guard renamed == 0 else { throw failure("cannot be replaced") }
    isPublished = true
  }

  /// Makes the new name survive a power failure, too. The file is complete either way, so an error is ignored.
  func flushFolder() {
    // The string is a null-terminated copy for the time of the call.
    let opened = unsafe folder.withCString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    if opened >= 0 {
      fsync(opened)
      close(opened)
    }
  }

  private func failure(_ what: String) -> TensorFileError {
    TensorFileError(.unwritable, file: path, "\(what): \(systemMessage(errno))")
  }
}
