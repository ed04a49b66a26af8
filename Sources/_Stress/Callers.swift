import ArgumentParser
import Foundation
import LinearAlgebra
import Synchronization
import _TestSupport

/// Products from many threads at once, and an idle process afterwards.
struct Callers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Products from many threads at once; afterwards the process must use no CPU.")

  @Option(help: "Threads that call.") var callers = 8
  @Option(help: "How long, in seconds.") var seconds = 60
  @Option(help: "The seed of the products. By default it is drawn.") var seed: UInt64?

  func run() throws {
    let (callers, seed, seconds) = (callers, seed ?? .random(in: 0..<1_000_000_000), seconds)
    print("callers: \(callers) threads for \(seconds) s, from seed \(seed)")
    let backends = fastBackends
    let calls = Atomic<Int>(0)
    let ready = Atomic<Int>(0)
    let ended = Atomic<Int>(0)
    let problems = Mutex([String]())
    onThreads(callers + 1) { caller in
      if caller == callers { return watch(calls, of: "callers") { ended.load(ordering: .relaxed) == callers } }
      var generator = SeededGenerator(seed: seed &+ UInt64(caller))
      let products = Self.products(using: &generator)
      ready.add(1, ordering: .sequentiallyConsistent)
      while ready.load(ordering: .sequentiallyConsistent) < callers { usleep(1000) }
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end {
        // One in four is large.
        let isSmall = Int.random(in: 0..<4, using: &generator) > 0
        let product = products[Int.random(in: isSmall ? 0..<30 : 30..<products.count, using: &generator)]
        let configuration = ComputeConfiguration(
          backend: backends[Int.random(in: 0..<backends.count, using: &generator)],
          threads: Int.random(in: 1...8, using: &generator))
        let problem = Self.problem(product, configuration, isNested: Int.random(in: 0..<8, using: &generator) == 0)
        calls.add(1, ordering: .relaxed)
        if let problem { problems.withLock { $0.append(problem) } }
        // Now and then long enough for members to fall asleep.
        if Int.random(in: 0..<500, using: &generator) == 0 { usleep(2000) }
      }
      ended.add(1, ordering: .relaxed)
    }
    var found = problems.withLock { $0 }
    sleep(1)
    let before = cpuSeconds()
    sleep(1)
    let idle = cpuSeconds() - before
    // A member that spins uses a whole second; the clock of a sanitizer's own thread a few milliseconds.
    if idle > 0.02 { found.append("a second after the last call, \(idle) s of CPU were used within one second") }
    try report(
      "callers", calls.load(ordering: .relaxed), "products, then \(idle) s of CPU in an idle second", found)
  }

  /// Small ones of all kinds, and a few that a team shares, that are packed and blocked.
  private static func products(using generator: inout SeededGenerator) -> [any RepeatedProduct] {
    var sizes: [ProductSizes?] = Array(repeating: nil, count: 30)
    sizes += [(64, 128, 784), (128, 10, 128), (200, 96, 70), (33, 300, 450), (1, 600, 700), (300, 1, 900)].map {
      ProductSizes(m: $0, n: $1, k: $2)
    }
    return sizes.map { repeatedProduct(seed: generator.next(), sizes: $0) }
  }

  /// Nested, the product is a part of a job of the team, on a thread that may be a member's.
  private static func problem(
    _ product: any RepeatedProduct, _ configuration: ComputeConfiguration, isNested: Bool
  ) -> String? {
    if !isNested { return product.problem(on: configuration) }
    var problem: String?
    // One part alone touches the product and the result.
    ThreadTeam.shared.run(3) { part in
      if part == 2 { problem = product.problem(on: configuration) }
    }
    return problem
  }
}

/// Ends the process with failure where none of the `calls` that are counted returns for 100 s.
func watch(_ calls: borrowing Atomic<Int>, of name: String, until hasEnded: () -> Bool) {
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
