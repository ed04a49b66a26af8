#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes `chunks`, one after the other, as the new contents of `path`: all of it, or nothing.
///
/// A temporary file in the same folder is written, flushed to the disk and renamed over `path`; on any failure it is
/// removed and what `path` held before is untouched. The new file's mode is that of any new file (the umask). A symbolic
/// link at `path` is replaced, not followed.
///
/// - Throws: `.unwritable`; also where `path` is a folder or a device, which a rename would replace.
package func writeAtomically(_ chunks: [[UInt8]], to path: String) throws(TensorFileError) {
  try writeAtomically([(path, chunks)])
}

/// Writes several files so; none gets its name before all are complete.
package func writeAtomically(_ files: [(path: String, chunks: [[UInt8]])]) throws(TensorFileError) {
  var outputs = [TemporaryFile]()
  for (path, chunks) in files {
    switch FileStatus(at: path) {
    case .folder, .other:
      throw TensorFileError(.unwritable, file: path, "is \(FileStatus(at: path).noun), expected a file to write")
    case .file, .missing: break
    }
    let output = try TemporaryFile(for: path)
    for chunk in chunks { try output.write(chunk) }
    outputs.append(output)
  }
  for output in outputs { try output.publish() }
}

/// A file under another name until it is complete; gone with this value unless it was published.
private final class TemporaryFile {
  private let path: String
  private let temporary: String
  private let folder: String
  private var descriptor: CInt = -1
  private var isPublished = false

  /// Creates it beside `path`, under a name that nothing has.
  init(for path: String) throws(TensorFileError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    self.path = path
    self.folder = slash.map { String(path[...$0]) } ?? "./"
    // Short on its own: the name at `path` may already be as long as a name can be.
    self.temporary = folder + ".writing-" + String(UInt64.random(in: .min ... .max), radix: 16)
    guard !path.utf8.contains(0), !path.isEmpty, slash != path.utf8.indices.last else {
      throw TensorFileError(.unwritable, file: path, "is not the path of a file")
    }
    // O_EXCL never opens what is there, not even through a symbolic link; 0o666 leaves the rest to the umask.
    // The string is a null-terminated copy for the time of the call.
    descriptor = unsafe temporary.withCString { unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
    if descriptor < 0 { throw failure("cannot be created") }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      // The string is a null-terminated copy for the time of the call.
      if !isPublished { _ = unsafe temporary.withCString { unsafe unlink($0) } }
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

  /// Gives the file its real name. Nothing is reported as written that the disk has not confirmed.
  func publish() throws(TensorFileError) {
    guard fsync(descriptor) == 0 else { throw failure("cannot be flushed to the disk") }
    // Both strings are null-terminated copies for the time of the call.
    let renamed = unsafe temporary.withCString { from in unsafe path.withCString { to in unsafe rename(from, to) } }
    guard renamed == 0 else { throw failure("cannot be replaced") }
    isPublished = true
    // So that the new name, too, outlives a power cut. The file is complete either way: a refusal is no failure.
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
