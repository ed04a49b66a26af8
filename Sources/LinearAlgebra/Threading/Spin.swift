import CInstructionSet

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// A short wait that does not give up the core.
struct Spin {
  private var deadline: ContinuousClock.Instant?
  private var pauses = 0

  /// Whether the time for spinning has passed.
  private(set) var isOver = false

  /// A step takes about 130 us, of which a member waits a few for the others: 50 us outlast every wait inside a step.
  private static var limit: Duration { .microseconds(50) }

  /// Waits a few dozen cycles.
  mutating func pause() {
    cinstructionset_pause()
    pauses += 1
    // Reading the clock costs as much as a dozen pauses, so it is read rarely.
    if pauses % 64 == 0 {
      let now = ContinuousClock.now
      if let deadline { isOver = now >= deadline } else { deadline = now + Self.limit }
    }
  }

  /// Waits a few dozen cycles, or yields the core to others once the time for spinning has passed.
  mutating func wait() {
    if isOver { sched_yield() } else { pause() }
  }
}
