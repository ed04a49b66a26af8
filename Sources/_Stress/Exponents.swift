import ArgumentParser
import LinearAlgebra
import Synchronization
import _TestSupport

struct Exponents: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decompositions and solutions all over the exponent range, against numbers of a wider one.")

  @Option(help: "The least number of decompositions and solutions in each scalar, and by each provider.")
  var count = 1_000_000
  @Option(help: "The seed of the first matrix; the one after has the next seed. By default it is drawn.")
  var seed: UInt64?

  func run() throws {
    #if arch(x86_64)
      let seed = seed ?? .random(in: 0..<1_000_000_000)
      print("exponents: \(count) in each scalar, from seed \(seed)")
      let found = decompositionProviders.flatMap { backend in
        let configuration = ComputeConfiguration(backend: backend, threads: 1)
        return [sweep(Float.self, seed, configuration), sweep(Double.self, seed, configuration)]
      }
      try report(
        "exponents", found.reduce(0) { $0 + $1.operations }, "decompositions and solutions",
        found.flatMap { $0.problems })
    #else
      print("exponents: not run: it needs numbers of 80 bits")
      throw ExitCode(69)
    #endif
  }

  #if arch(x86_64)
    private func sweep<Scalar: OracleScalar & BLASScalar>(
      _: Scalar.Type, _ seed: UInt64, _ configuration: ComputeConfiguration
    ) -> (operations: Int, problems: [String]) {
      let count = count
      let total = Mutex((operations: 0, problems: [String]()))
      onAllCPUs { indices in
        let seeds = seed + UInt64(indices.lowerBound)..<seed + UInt64(indices.upperBound)
        let found = problemsOfExtremeSystems(Scalar.self, seeds: seeds, configuration: configuration)
        return total.withLock { total in
          total.operations += found.operations
          total.problems += found.problems.map { "\(configuration.backend): \($0)" }
          return total.operations < count && total.problems.count < 100
        }
      }
      let found = total.withLock { $0 }
      print("exponents: \(found.operations) in \(Scalar.self) by \(configuration.backend)")
      return found
    }
  #endif
}
