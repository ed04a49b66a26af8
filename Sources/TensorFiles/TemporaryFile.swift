#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file under another name until it is complete; gone with this value unless it was published.
///
/// It is locked as long as this value lives: `removeAbandoned` tells by that whether a process still writes it.
final class TemporaryFile {
  private let path: String
  private let folder: String
  private var temporary = ""
  private var descriptor: CInt = -1
  private var isPublished = false

  /// Creates it beside `path`, under a name that nothing has.
  init(for path: String) throws(TensorFileError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.path = path
    self.folder = slash.map { String(path[...$0]) } ?? "./"
    guard !path.utf8.contains(0), !path.isEmpty, slash != path.utf8.indices.last else {
      throw TensorFileError(.unwritable, file: path, "is not the path of a file")
    }
    Self.removeAbandoned(in: folder)
    // Until a file is locked, another process may take it for abandoned and remove it: then another name. A file system
    // where that never ends has no locks to rely on.
    for _ in 0..<8 {
      if descriptor >= 0 { close(descriptor) }
      temporary = folder + Self.randomName()
      // O_EXCL never opens what is there, not even through a symbolic link; 0o666 leaves the rest to the umask.
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
        // Looked up by name: `write` alone is this method.
        return unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
      }
      if wrote >= 0 { done += wrote } else if errno != EINTR { throw failure("cannot be written") }
    }
  }

  /// Waits until the disk has confirmed every byte.
  func flush() throws(TensorFileError) {
    guard fsync(descriptor) == 0 else { throw failure("cannot be flushed to the disk") }
  }

  /// Gives the file its real name.
  func publish() throws(TensorFileError) {
    // Both strings are null-terminated copies for the time of the call.
    let renamed = unsafe temporary.withCString { from in unsafe path.withCString { to in unsafe rename(from, to) } }
    guard renamed == 0 else { throw failure("cannot be replaced") }
    isPublished = true
  }

  /// Lets the new name, too, outlive a power cut. The file is complete either way: a refusal is no failure.
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

private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
