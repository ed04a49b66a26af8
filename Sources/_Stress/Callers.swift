import ArgumentParser
import Foundation
import LinearAlgebra
import _TestSupport

struct Callers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Products from many threads at once; afterwards the process must use no CPU.")

  @OptionGroup var options: CallOptions

  func run() throws {
    let backends = fastBackends
    let (calls, found) = options.run("callers") { generator in
      let products = Self.products(using: &generator)
      return { generator in
        // One in four is large.
        let isSmall = Int.random(in: 0..<4, using: &generator) > 0
        let product = products[Int.random(in: isSmall ? 0..<30 : 30..<products.count, using: &generator)]
        let configuration = ComputeConfiguration(
          backend: backends[Int.random(in: 0..<backends.count, using: &generator)],
          threads: Int.random(in: 1...8, using: &generator))
        let isNested = Int.random(in: 0..<8, using: &generator) == 0
        // Now and then long enough for members to fall asleep.
        if Int.random(in: 0..<500, using: &generator) == 0 { usleep(2000) }
        if !isNested { return product(configuration) }
        // Nested, the product is a part of a job of the team, on a thread that may be a member's.
        var problem: String?
        // One part alone touches the product and the result.
        ThreadTeam.shared.run(3) { part in
          if part == 2 { problem = product(configuration) }
        }
        return problem
      }
    }
    var problems = found
    sleep(1)
    let before = cpuSeconds()
    sleep(1)
    let idle = cpuSeconds() - before
    // A member that spins uses a whole second; the clock of a sanitizer's own thread a few milliseconds.
    if idle > 0.02 { problems.append("a second after the last call, \(idle) s of CPU were used within one second") }
    try report("callers", calls, "products, then \(idle) s of CPU in an idle second", problems)
  }

  /// Small ones of all kinds, and a few that a team shares, that are packed and blocked.
  private static func products(using generator: inout SeededGenerator) -> [RepeatedProduct] {
    var sizes: [ProductSizes?] = Array(repeating: nil, count: 30)
    sizes += [(64, 128, 784), (128, 10, 128), (200, 96, 70), (33, 300, 450), (1, 600, 700), (300, 1, 900)].map {
      ProductSizes(m: $0, n: $1, k: $2)
    }
    return sizes.map { repeatedProduct(seed: generator.next(), sizes: $0) }
  }
}
