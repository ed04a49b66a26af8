#if MPI && os(Linux)
  import CInstructionSet
  import Glibc
  import Synchronization

  /// A wait for other processes: it spins, then lends the core, then sleeps.
  struct Wait {
    /// Outlasts the latency of a message between two cores.
    private static let spinning: Duration = .microseconds(20)
    /// A process whose core nobody else wants is back from `sched_yield` in 0.3 us, from a sleep in 100. Yielding never, 8
    /// processes on 2 cores lose nothing, but 2 on 2 cores take 110 to 124 us instead of 102 for steps of 100 us.
    private static let yielding: Duration = .milliseconds(1)
    private static let sleep: useconds_t = 50

    private let began = ContinuousClock.now
    private var turns = 0
    private var isSpinning = true
    private var isSleeping = false

    /// Waits a moment; true, about every 13 ms, where the wait is a long one, so that its deadline is worth a look.
    mutating func pause() -> Bool {
      turns += 1
      if isSleeping {
        usleep(Self.sleep)
        return turns % 128 == 0
      }
      if isSpinning { cinstructionset_pause() } else { sched_yield() }
      guard turns % 16 == 0 else { return false }
      let waited = ContinuousClock.now - began
      isSpinning = waited < Self.spinning
      isSleeping = waited >= Self.yielding
      return isSleeping
    }
  }

  /// Time up to a limit in which this process could run: a program that was stopped and goes on has not waited meanwhile.
  struct Patience {
    private let limit: Duration
    /// What one look may add.
    private let most: Duration
    private var waited = Duration.zero
    private var last = ContinuousClock.now

    init(_ limit: Duration, lookingEvery interval: Duration = .milliseconds(100)) {
      self.limit = limit
      most = interval * 2
    }

    mutating func isOver() -> Bool {
      let now = ContinuousClock.now
      waited += min(now - last, most)
      last = now
      return waited >= limit
    }
  }
#endif
