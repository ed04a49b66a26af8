import ArgumentParser
import LinearAlgebra
import Synchronization
import _TestSupport

struct Products: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Random products by OpenBLAS and on every instruction set.")

  @Option(help: "The number of products, each on every backend.") var count = 100_000
  @Option(help: "The seed of the first; the one after has the next seed. By default it is drawn.") var seed: UInt64?
  @Flag(help: "Matrices in blocks of exactly their size, for an address sanitizer.") var exact = false

  func run() throws {
    let (seed, count, exact) = (seed ?? .random(in: 0..<1_000_000_000), count, exact)
    let backends = fastBackends.map(\.description).joined(separator: ", ")
    print("products: \(count) on each of \(backends), from seed \(seed)")
    let start = ContinuousClock.now
    let total = Mutex(KernelTally("products"))
    onAllCPUs(count: count) { indices in
      let tally = tallyOfRandomProducts(seed: seed, indices: indices, isExact: exact)
      return total.withLock { total in
        total.add(tally)
        return total.problems.count < 100
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let (cases, problems) = total.withLock { ($0.cases, $0.problems) }
    try report("products", cases, "in \(Int(seconds.rounded())) s", problems)
  }
}
