import Foundation
import LinearAlgebra
import Synchronization

/// What the arithmetic units of some cores can do at most, measured like any other work.
struct PeakMeter {
  private let loop: PeakLoop
  private let threads: Int

  /// - Precondition: this CPU has the instruction set.
  init(_ scalar: ScalarKind, _ instructionSet: InstructionSet, threads: Int) {
    loop = PeakLoop(scalar, instructionSet)
    // More threads than CPUs cannot do more, and would measure how they take turns.
    self.threads = min(threads, Processors.available)
  }

  /// Floating-point operations of one repetition, all threads together.
  var flops: Double { loop.flops * Double(threads) }

  /// The seconds from the moment when all threads are there until the last one is done.
  func seconds(_ repetitions: Int) -> Double {
    let race = Race(threads)
    let others = DispatchGroup()
    for _ in 1..<threads {
      others.enter()
      Thread { [loop] in
        race.run { for _ in 0..<repetitions { loop.run() } }
        others.leave()
      }.start()
    }
    race.run { for _ in 0..<repetitions { loop.run() } }
    others.wait()
    return race.seconds
  }
}

/// Threads that start together; waking them is not part of what is measured.
private final class Race: Sendable {
  private let runners: Int
  private let arrived = Atomic<Int>(0)
  private let first = Atomic<Int64>(.max)
  private let last = Atomic<Int64>(0)
  private let origin = ContinuousClock.now

  init(_ runners: Int) { self.runners = runners }

  func run(_ body: () -> Void) {
    arrived.add(1, ordering: .sequentiallyConsistent)
    // More runners than CPUs must not wait for each other's time slices.
    while arrived.load(ordering: .sequentiallyConsistent) < runners { sched_yield() }
    first.min(nanoseconds, ordering: .relaxed)
    body()
    last.max(nanoseconds, ordering: .relaxed)
  }

  var seconds: Double {
    Double(last.load(ordering: .sequentiallyConsistent) - first.load(ordering: .sequentiallyConsistent)) * 1e-9
  }

  private var nanoseconds: Int64 { Int64((ContinuousClock.now - origin) / .nanoseconds(1)) }
}
