import Foundation

/// Its name in errors.
let standardInputName = "standard input"

/// All bytes of standard input, to its end.
///
/// - Throws: `.unreadable` if it is a terminal, with nothing piped in, and if the operating system refuses;
///   `.unsupported` beyond `limit` bytes.
func readStandardInput(limit: Int) throws(TensorFileError) -> [UInt8] {
  guard isatty(STDIN_FILENO) == 0 else {
    throw TensorFileError(
      .unreadable, file: standardInputName, "is a terminal, expected a file or the output of a program: '< digit.pgm'")
  }
  var bytes = [UInt8]()
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    // `read` writes at most the buffer's size.
    let got = unsafe chunk.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if got == 0 { return bytes }
    if got > 0 {
      bytes += chunk[..<got]
    } else if errno == EAGAIN {
      // Another program left the pipe non-blocking. `ready` outlives the call.
      var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&ready, 1, -1)
    } else if errno != EINTR {
      throw TensorFileError(
        .unreadable, file: standardInputName, offset: bytes.count, "cannot be read: \(systemMessage(errno))")
    }
    guard bytes.count <= limit else {
      throw TensorFileError(.unsupported, file: standardInputName, "has more than \(limit) bytes")
    }
  }
}
