import Foundation
import Synchronization
import TensorFiles

/// The command's standard output and standard error; nothing else writes there.
///
/// A write neither traps nor throws, and the work continues. Failed writes to standard output determine the exit
/// status; failed writes to standard error are ignored.
enum Output {
  /// The `errno` of the first failed write to standard output; 0 before. Later output is not written, because a result
  /// with a gap would look complete.
  private static let failure = Atomic<Int32>(0)

  static var isLost: Bool { failure.load(ordering: .relaxed) != 0 }

  /// Whether results are another process's to print.
  static var isMuted: Bool {
    get { muted.load(ordering: .relaxed) }
    set { muted.store(newValue, ordering: .relaxed) }
  }
  private static let muted = Atomic<Bool>(false)

  /// Makes the streams safe to write to, before any file is opened.
  static func prepare() {
    // A file gets the lowest free descriptor: if standard output is closed, output would go into training data. As in
    // gnulib's stdopen, a closed stream is opened here in a mode in which its use fails.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The string is a constant.
      _ = unsafe open("/dev/null", mode)
    }
    // A reader that left, or a limit on file sizes, becomes an error of a write.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes a part of the result to standard output.
  static func print(_ text: String, terminator: String = "\n") {
    if !isLost && !isMuted { failure.store(write(text + terminator, to: STDOUT_FILENO), ordering: .relaxed) }
  }

  /// Writes a message to standard error.
  static func tell(_ line: String) { _ = write(line + "\n", to: STDERR_FILENO) }

  /// Ends the process with `status`, or with a status that reports lost output.
  ///
  /// If a reader left early (`mnist info | head -1`) it is 141 without a message, as for a program ended by SIGPIPE.
  /// Any other failure is 1 and a sentence.
  static func exit(_ status: Int32) -> Never {
    var loss = failure.load(ordering: .relaxed)
    // A network file system may report only here that there is no space.
    if loss == 0 && close(STDOUT_FILENO) != 0 && errno != EINTR { loss = errno }
    if status != 0 || loss == 0 { Foundation.exit(status) }
    if loss == EPIPE { Foundation.exit(128 + SIGPIPE) }
    tell("mnist: standard output cannot be written: \(systemMessage(loss))")
    Foundation.exit(EXIT_FAILURE)
  }

  /// Writes all of `text`; returns the `errno` of a failed write, else 0.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // Reads at most the rest of the array.
      let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Another program left the terminal or the pipe non-blocking. `ready` outlives the call.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
