import ArgumentParser
import LinearAlgebra
import Synchronization
import _TestSupport

struct Convergence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Singular values, eigenvalues and least squares in Swift of random matrices: all converge, within LAPACK's "
      + "ratios.")

  @Option(help: "Matrices of each kind, in each scalar.") var count = 100_000
  @Option(help: "The seed of the first matrix; the one after has the next seed. By default it is drawn.")
  var seed: UInt64?

  func run() throws {
    let seed = seed ?? .random(in: 0..<1_000_000_000)
    print("convergence: \(count) of each kind in each scalar, from seed \(seed)")
    let problems = MatrixKind.allCases.flatMap { kind in
      sweep(Float.self, kind, seed) + sweep(Double.self, kind, seed)
    }
    try report("convergence", 2 * count * MatrixKind.allCases.count, "matrices", problems)
  }

  private func sweep<Scalar: OracleScalar & BLASScalar>(
    _: Scalar.Type, _ kind: MatrixKind, _ seed: UInt64
  ) -> [String] {
    let none = RandomDecompositions<Scalar>(
      kind: kind, configuration: ComputeConfiguration(backend: .swift, threads: 1))
    let total = Mutex(none)
    onAllCPUs(count: count) { indices in
      var found = none
      for index in indices { found.run(seed: seed &+ UInt64(index)) }
      return total.withLock { [found] total in
        total.add(found)
        return total.problems.count < 100
      }
    }
    let (worst, problems) = total.withLock { ($0.worst, $0.problems) }
    let ratios = worst.sorted { $0.key < $1.key }.map { "\($0.key) \(($0.value * 10).rounded() / 10)" }
    print("convergence: \(Scalar.self), \(kind), worst ratios: \(ratios.joined(separator: ", "))")
    return problems
  }
}
