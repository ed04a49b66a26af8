import Foundation

/// Facts from the operating system about this process and its terminal.
enum ProcessFacts {
  static var peakMemoryBytes: Int {
    var usage = rusage()
    #if canImport(Darwin)
      guard unsafe getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
      return usage.ru_maxrss
    #else
      guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
      return usage.ru_maxrss * 1024
    #endif
  }

  /// The columns of the terminal on standard output; nil if that is not a terminal with a movable cursor.
  static var terminalColumns: Int? {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) != 0, let terminal = environment["TERM"], terminal != "dumb" else { return nil }
    return outputColumns ?? 80
  }

  /// The columns of the terminal on standard output, even a dumb one; nil if that is not a terminal.
  static var outputColumns: Int? {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
