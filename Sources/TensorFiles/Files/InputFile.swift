// Raw reading: the only file of this module with pointers to bytes from outside.

import Foundation

/// A regular file opened for reading, with the size that it had then.
package struct InputFile: ~Copyable {
  package let path: String
  package let size: Int
  private let descriptor: CInt

  /// Opens `path`, which may be a symbolic link to a regular file.
  ///
  /// - Throws: `.missing`; `.unreadable` for a folder, pipe or device (it never waits for one) and if access is
  ///   refused.
  package init(_ path: String) throws(TensorFileError) {
    guard !path.utf8.contains(0), !path.isEmpty else {
      throw TensorFileError(.missing, file: path, "is not a path")
    }
    // O_NONBLOCK: opening a pipe without a writer would wait forever. Regular files ignore it.
    // The string is a null-terminated copy for the time of the call.
    let descriptor = unsafe path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard descriptor >= 0 else {
      let code = errno
      throw TensorFileError(
        code == ENOENT ? .missing : .unreadable, file: path,
        code == ENOENT ? "no such file" : "cannot be opened: \(systemMessage(code))")
    }
    var status = stat()
    // `status` outlives the call.
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw TensorFileError(.unreadable, file: path, "cannot be examined: \(systemMessage(code))")
    }
    guard let size = FileStatus(status).regularSize else {
      close(descriptor)
      throw TensorFileError(.unreadable, file: path, "is \(FileStatus(status).noun), expected a file")
    }
    self.path = path
    self.size = size
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Exactly `count` bytes from `offset` on, read directly into the storage of the array.
  ///
  /// Callers first check `offset + count` against `size`, so that a header cannot determine the size of an allocation.
  package func read(at offset: Int, count: Int) throws(TensorFileError) -> [UInt8] {
    guard count > 0 else { return [] }
    guard offset >= 0, offset <= size, count <= size - offset else {
      throw TensorFileError(.wrongSize, file: path, offset: size, "ends before byte \(offset) + \(count)")
    }
    try checkMemory(for: count)
    return unsafe try [UInt8](unsafeUninitializedCapacity: count) { (buffer, done) throws(TensorFileError) in
      while done < count {
        // `done < count <= buffer.count`: at most the rest of the buffer is written.
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[done..<count])
        let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
        if got > 0 {
          done += got
        } else if got == 0 {
          throw TensorFileError(
            .wrongSize, file: path, offset: offset + done, "shrank while it was read, from \(size) bytes")
        } else if errno != EINTR {
          throw TensorFileError(
            .unreadable, file: path, offset: offset + done, "cannot be read: \(systemMessage(errno))")
        }
      }
    }
  }

  /// Throws if there is not enough memory: a sparse file can be larger than memory, and a failed allocation of an array
  /// is a crash.
  private func checkMemory(for count: Int) throws(TensorFileError) {
    guard count > 1 << 28 else { return }
    // Not malloc, which the optimizer removes together with its free, assuming success. Nothing is read or written
    // through the probe.
    let probe = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard unsafe probe != MAP_FAILED else {
      throw TensorFileError(.unreadable, file: path, "needs \(count) bytes of memory, which are not there")
    }
    unsafe munmap(probe, count)
  }
}
