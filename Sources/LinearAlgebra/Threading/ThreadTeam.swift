import Synchronization

/// Threads that take the parts of one job at a time: after each job they spin briefly, then sleep.
///
/// Waking a sleeping thread takes about 45 us here, a training step 130 us: within a run of steps the members must not
/// sleep. An idle team uses no CPU.
package final class ThreadTeam: Sendable {
  /// The team of this process.
  package static let shared = ThreadTeam()

  /// What the members watch: the number of the current job in the high bits, its number of threads in the low ones.
  ///
  /// Both are in one word, so that a member reads them consistently.
  private let call = Atomic<UInt64>(0)
  /// Members still at work on the current job.
  private let working = Atomic<Int>(0)
  /// Whether a caller has the team.
  private let isBusy = Atomic<Bool>(false)
  /// Where each member sleeps; the first is the caller's and unused.
  private nonisolated(unsafe) var queues = [WaitQueue()]
  /// The job, touched by the caller who has the team; members read it after `call`.
  private nonisolated(unsafe) var job: SharedJob?

  private static let countBits: UInt64 = 16

  /// Calls `job.run(part: 0)`, ..., `job.run(part: parts - 1)`, each once, on up to `parts` threads, and returns when
  /// all have.
  ///
  /// Part 0 runs on the calling thread. A caller who finds the team busy, such as a part that starts a job itself, runs
  /// every part on its own thread, in order. Parts must not wait for each other. Nothing is allocated once the team has
  /// its members.
  package func run<Job: TeamJob>(_ parts: Int, _ work: Job) {
    let found = parts > 1 ? isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring) : (false, true)
    guard found.0 else {
      for part in 0..<parts { work.run(part: part) }
      return
    }
    let threads = gather(parts)
    // In bounds: `work` stays where it is until every member has finished.
    unsafe withUnsafePointer(to: work) { work in
      unsafe job = SharedJob(work, parts: parts, threads: threads)
      working.store(threads - 1, ordering: .relaxed)
      let next = (call.load(ordering: .relaxed) >> Self.countBits) + 1
      call.store(next << Self.countBits | UInt64(threads), ordering: .sequentiallyConsistent)
      for member in 1..<max(threads, 1) { unsafe queues[member].wakeAll() }
      unsafe job?.run(as: 0)
      var spin = Spin()
      while working.load(ordering: .acquiring) > 0 { spin.wait() }
      unsafe job = nil
    }
    isBusy.store(false, ordering: .releasing)
  }

  /// The same for a closure.
  package func run(_ parts: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { run(parts, ClosureJob(body: $0)) }
  }

  /// Starts members until there are `count`, including the caller, and returns how many there are for this job.
  private func gather(_ count: Int) -> Int {
    let count = min(count, Processors.most)
    while unsafe queues.count < count {
      let (member, queue, seen) = unsafe (queues.count, WaitQueue(), call.load(ordering: .relaxed))
      if !Thread.start({ [self] in work(as: member, seen: seen, queue) }) { break }
      unsafe queues.append(queue)
    }
    return unsafe min(queues.count, count)
  }

  /// The loop of a member.
  private func work(as member: Int, seen: UInt64, _ queue: WaitQueue) {
    var seen = seen
    while true {
      seen = nextCall(of: member, after: seen, queue)
      unsafe job?.run(as: member)
      working.subtract(1, ordering: .releasing)
    }
  }

  /// Waits for a call later than `seen` that `member` takes part in.
  ///
  /// No call is missed: the caller waits for every participant. Members that take no part are not woken.
  private func nextCall(of member: Int, after seen: UInt64, _ queue: WaitQueue) -> UInt64 {
    func isMine(_ call: UInt64) -> Bool { call != seen && member < call & (1 << Self.countBits - 1) }
    var spin = Spin()
    while !spin.isOver {
      let now = call.load(ordering: .acquiring)
      if isMine(now) { return now }
      spin.pause()
    }
    queue.sleep { !isMine(call.load(ordering: .sequentiallyConsistent)) }
    return call.load(ordering: .acquiring)
  }
}
