import Foundation
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP as a flag that a loop polls.
///
/// A signal two seconds after the first ends the program at once: pressing Ctrl-C twice in quick succession still keeps
/// the results.
enum Interrupt {
  /// The time of the first signal, in seconds since 1970; 0 before.
  private static let since = Atomic<Int>(0)

  /// The first signal; 0 before.
  private static let first = Atomic<Int32>(0)

  /// Whether a signal has come since `install`.
  static var isPending: Bool { since.load(ordering: .relaxed) != 0 }
  /// The exit status of a run that a signal ended: 130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP.
  static var status: Int32 { 128 + first.load(ordering: .relaxed) }

  /// Starts handling the signals, except those that the parent process had this program ignore.
  static func install() {
    // Accessed here, so that the handler finds it initialized.
    since.store(0, ordering: .relaxed)
    first.store(0, ordering: .relaxed)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      unsafe sigaddset(&signals, number)
      signal(number) { number in
        // Both calls are safe in a signal handler.
        let now = time(nil)
        _ = Interrupt.first.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        let since = Interrupt.since.compareExchange(expected: 0, desired: now, ordering: .relaxed).original
        if since != 0 && now > since + 1 { _exit(128 + number) }
      }
    }
    // They may be blocked by the parent, as on any thread of a dispatch queue.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    // SIG_IGN is the address 1, which no function has.
    return unsafe unsafeBitCast(handler, to: Int.self) == 1
  }
}
