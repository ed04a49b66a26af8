import ArgumentParser
import Foundation
import LinearAlgebra
import Synchronization
import _TestSupport

/// How many threads call at once, and for how long.
struct CallOptions: ParsableArguments {
  @Option(help: "Threads that call.") var callers = 8
  @Option(help: "How long, in seconds.") var seconds = 60
  @Option(help: "The seed of what each does. By default it is drawn.") var seed: UInt64?

  /// Calls from all threads, once each has made what it calls; how many calls there were, and what was wrong.
  ///
  /// - Parameter makeCall: makes the call that one thread repeats, which returns a problem or nil.
  func run(
    _ name: String, _ makeCall: @escaping @Sendable (inout SeededGenerator) -> (inout SeededGenerator) -> String?
  ) -> (calls: Int, problems: [String]) {
    let (callers, seed, seconds) = (callers, seed ?? .random(in: 0..<1_000_000_000), seconds)
    print("\(name): \(callers) threads for \(seconds) s, from seed \(seed)")
    let calls = Atomic<Int>(0)
    let ready = Atomic<Int>(0)
    let ended = Atomic<Int>(0)
    let problems = Mutex([String]())
    onThreads(callers + 1) { caller in
      if caller == callers { return watch(calls, of: name) { ended.load(ordering: .relaxed) == callers } }
      var generator = SeededGenerator(seed: seed &+ UInt64(caller))
      let call = makeCall(&generator)
      ready.add(1, ordering: .sequentiallyConsistent)
      while ready.load(ordering: .sequentiallyConsistent) < callers { usleep(1000) }
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end {
        if let problem = call(&generator) { problems.withLock { $0.append("caller \(caller): \(problem)") } }
        calls.add(1, ordering: .relaxed)
      }
      ended.add(1, ordering: .relaxed)
    }
    return (calls.load(ordering: .relaxed), problems.withLock { $0 })
  }
}

/// Ends the process with failure where none of the `calls` that are counted returns for 100 s.
private func watch(_ calls: borrowing Atomic<Int>, of name: String, until hasEnded: () -> Bool) {
  var (last, turns) = (-1, 0)
  while !hasEnded() {
    let now = calls.load(ordering: .relaxed)
    turns = now == last ? turns + 1 : 0
    last = now
    if turns > 1000 {
      print("\(name): no call has ended for 100 s, after \(now): a deadlock")
      fflush(nil)
      _exit(1)
    }
    usleep(100_000)
  }
}
