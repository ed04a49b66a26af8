import Foundation
import Synchronization

/// Ctrl-C and SIGTERM as a question that a loop asks; a second one ends the program at once.
enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  /// Whether a signal has come since `install`.
  static var isPending: Bool { flag.load(ordering: .relaxed) }

  /// Begins to hold back the signals.
  static func install() {
    // Touched here, so that the handler finds it initialized.
    flag.store(false, ordering: .relaxed)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      unsafe sigaddset(&signals, number)
      signal(number) { number in
        Interrupt.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // A parent that blocked them (any thread of a dispatch queue does) leaves them blocked here.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
