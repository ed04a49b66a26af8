import CInstructionSet
import Synchronization

/// Threads that wait for the parts of one job at a time: they spin for a moment after each, then sleep.
///
/// Waking a sleeping thread takes about 45 us here, a training step 130 us: within a run of steps the members must not
/// sleep. An idle team uses no CPU.
package final class ThreadTeam: Sendable {
  /// The team of this process.
  package static let shared = ThreadTeam()

  /// What the members watch: the number of the current job above, how many take part in it below.
  ///
  /// One word, so that a member who was late for a job never looks at the next one by halves.
  private let call = Atomic<UInt64>(0)
  /// Members still at work on the current job.
  private let working = Atomic<Int>(0)
  /// Whether a caller has the team.
  private let isBusy = Atomic<Bool>(false)
  private let bed = Bed()
  /// The job and the members that exist, touched by the caller who has the team; members read the job after `call`.
  private nonisolated(unsafe) var job: Job?
  private nonisolated(unsafe) var members = 1

  /// The parts of one call. Beyond the threads that the system gave they are shared out in turn.
  private struct Job {
    let body: (Int) -> Void
    let parts: Int
    let threads: Int

    func run(as member: Int) {
      for part in stride(from: member, to: parts, by: threads) { body(part) }
    }
  }

  private static let countBits: UInt64 = 16

  /// Calls `body(0)`, ..., `body(parts - 1)`, each once, on up to `parts` threads, and returns when all have.
  ///
  /// Part 0 runs on the calling thread. A caller who finds the team busy, a part that calls for a team of its own
  /// among them, runs every part itself, in order. Parts must not wait for each other.
  package func run(_ parts: Int, _ body: (Int) -> Void) {
    let found = parts > 1 ? isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring) : (false, true)
    guard found.0 else {
      for part in 0..<parts { body(part) }
      return
    }
    let threads = gather(parts)
    withoutActuallyEscaping(body) { body in
      unsafe job = Job(body: body, parts: parts, threads: threads)
      working.store(threads - 1, ordering: .relaxed)
      let next = (call.load(ordering: .relaxed) >> Self.countBits) + 1
      call.store(next << Self.countBits | UInt64(threads), ordering: .sequentiallyConsistent)
      bed.wakeAll()
      unsafe job?.run(as: 0)
      var spin = Spin()
      while working.load(ordering: .acquiring) > 0 { spin.wait() }
      unsafe job = nil
    }
    isBusy.store(false, ordering: .releasing)
  }

  /// Starts members until there are `count`, the caller among them, and returns how many there are for this job.
  private func gather(_ count: Int) -> Int {
    let count = min(count, ComputeConfiguration.threadLimits.upperBound)
    while unsafe members < count, startThread(unsafe members) { unsafe members += 1 }
    return unsafe min(members, count)
  }

  private func startThread(_ member: Int) -> Bool {
    let seen = call.load(ordering: .relaxed)
    return Thread.start { [self] in work(as: member, seen: seen) }
  }

  /// The life of a member.
  private func work(as member: Int, seen: UInt64) {
    var seen = seen
    while true {
      seen = nextCall(after: seen)
      if member < seen & (1 << Self.countBits - 1) {
        unsafe job?.run(as: member)
        working.subtract(1, ordering: .releasing)
      }
    }
  }

  /// Waits until `call` differs from `seen`.
  private func nextCall(after seen: UInt64) -> UInt64 {
    var spin = Spin()
    while !spin.isOver {
      let now = call.load(ordering: .acquiring)
      if now != seen { return now }
      spin.pause()
    }
    bed.sleep { call.load(ordering: .sequentiallyConsistent) == seen }
    return call.load(ordering: .acquiring)
  }
}
