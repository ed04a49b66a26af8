import Foundation

/// Waiting for threads that spin after their work.
enum Quiet {
  /// Returns when this process uses no CPU, but after half a second in any case.
  static func wait() {
    let end = ContinuousClock.now + .milliseconds(500)
    var before = seconds
    while ContinuousClock.now < end {
      usleep(2000)
      let now = seconds
      // 2% of one CPU.
      if now - before < 0.00004 { return }
      before = now
    }
  }

  /// The CPU time of all threads so far.
  private static var seconds: Double {
    var time = timespec()
    // In bounds: one value, written before it is read.
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
