import Foundation
import Synchronization
import TensorFiles

/// What the command writes to standard output and standard error; nothing else writes there.
///
/// A write neither traps nor throws, and the work goes on. Results that standard output does not take make the exit status;
/// complaints that standard error does not take are lost.
enum Output {
  /// The `errno` of the first write to standard output that failed; 0 before. What follows is not written: a result with
  /// a hole would look whole.
  private static let failure = Atomic<Int32>(0)

  /// Whether standard output takes no more.
  static var isLost: Bool { failure.load(ordering: .relaxed) != 0 }

  /// Whether results are another process's to print.
  static var isMuted: Bool {
    get { muted.load(ordering: .relaxed) }
    set { muted.store(newValue, ordering: .relaxed) }
  }
  private static let muted = Atomic<Bool>(false)

  /// Makes the streams safe to write to, before any file is opened.
  static func prepare() {
    // A file gets the lowest descriptor that is closed: training data would stand where standard output is written. What
    // is opened here in its place, as gnulib's stdopen does, refuses to be used in that direction.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The string is a constant.
      _ = unsafe open("/dev/null", mode)
    }
    // A reader that left and a limit on the size of files become the error of a write.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes a part of the result to standard output.
  static func print(_ text: String, terminator: String = "\n") {
    if !isLost && !isMuted { failure.store(write(text + terminator, to: STDOUT_FILENO), ordering: .relaxed) }
  }

  /// Writes a line for people to standard error.
  static func tell(_ line: String) { _ = write(line + "\n", to: STDERR_FILENO) }

  /// Ends the process: with `status`, or with one that says that standard output was lost.
  ///
  /// A reader that left early (`mnist info | head -1`) is 141 and no word, what a shell shows of a program that SIGPIPE
  /// ended. Anything else is 1 and a sentence.
  static func exit(_ status: Int32) -> Never {
    var loss = failure.load(ordering: .relaxed)
    // A network file system may say only here that there is no space.
    if loss == 0 && close(STDOUT_FILENO) != 0 && errno != EINTR { loss = errno }
    if status != 0 || loss == 0 { Foundation.exit(status) }
    if loss == EPIPE { Foundation.exit(128 + SIGPIPE) }
    tell("mnist: standard output cannot be written: \(systemMessage(loss))")
    Foundation.exit(EXIT_FAILURE)
  }

  /// Writes all of `text`; returns the `errno` of the write that failed, else 0.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // Reads at most what is left of the array.
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
