import CInstructionSet

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// A short wait that keeps the core.
struct Spin {
  private var deadline: ContinuousClock.Instant?
  private var turns = 0

  /// Whether the time for spinning has passed.
  private(set) var isOver = false

  /// A step takes about 130 us, of which a member waits for the others a few: 50 us outlast every gap inside one.
  private static var limit: Duration { .microseconds(50) }

  /// Waits a few dozen cycles.
  mutating func pause() {
    cinstructionset_pause()
    turns += 1
    // The clock costs as much as a dozen pauses: look at it seldom.
    if turns % 64 == 0 {
      let now = ContinuousClock.now
      if let deadline { isOver = now >= deadline } else { deadline = now + Self.limit }
    }
  }

  /// Waits a few dozen cycles, or lends the core to others once the time for spinning has passed.
  mutating func wait() {
    if isOver { sched_yield() } else { pause() }
  }
}
