import ArgumentParser
import LinearAlgebra
import Synchronization
import _TestSupport

/// Random matrices of every kind, on which each iteration has to end.
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
    let (count, chunk) = (count, 50)
    let none = RandomDecompositions<Scalar>(
      kind: kind, configuration: ComputeConfiguration(backend: .swift, threads: 1))
    let next = Atomic<Int>(0)
    let total = Mutex(none)
    onThreads(Processors.available) { _ in
      while total.withLock({ $0.problems.count < 100 }) {
        let first = next.add(chunk, ordering: .relaxed).oldValue
        if first >= count { return }
        var found = none
        for index in first..<min(count, first + chunk) { found.run(seed: seed &+ UInt64(index)) }
        let part = found
        total.withLock { $0.add(part) }
      }
    }
    let (worst, problems) = total.withLock { ($0.worst, $0.problems) }
    let ratios = worst.sorted { $0.key < $1.key }.map { "\($0.key) \(($0.value * 10).rounded() / 10)" }
    print("convergence: \(Scalar.self), \(kind), worst ratios: \(ratios.joined(separator: ", "))")
    return problems
  }
}
