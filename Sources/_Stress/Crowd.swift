import ArgumentParser
import LinearAlgebra
import Synchronization
import _TestSupport

/// Products and decompositions from more threads at a time than OpenBLAS serves.
struct Crowd: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Products and decompositions from a thousand threads at once, and while OpenBLAS's threads are lent.")

  @Option(help: "Threads that call.") var threads = 1000
  @Option(help: "Products of each.") var products = 100
  @Option(help: "How often all of them do that on OpenBLAS; once on each other backend.") var rounds = 10

  func run() throws {
    let problems = Mutex([String]())
    let note: @Sendable (String) -> Void = { problem in problems.withLock { $0.append(problem) } }
    for backend in fastBackends {
      print("crowd: products on \(backend) from \(threads) threads")
      for _ in 0..<(backend == .openBLAS ? rounds : 1) { multiply(on: backend, note) }
    }
    for backend in decompositionProviders {
      print("crowd: decompositions on \(backend) from \(threads) threads")
      try decompose(ComputeConfiguration(backend: backend), note)
    }
    #if OpenBLAS
      print("crowd: decompositions while threads are lent")
      try lend(note)
    #endif
    try report("crowd", threads, "threads", problems.withLock { $0 })
  }

  /// Small integers: exact in any order of summation. A long product takes a millisecond or more: many threads are
  /// inside one.
  private func multiply(on backend: GEMMBackend, _ note: @escaping @Sendable (String) -> Void) {
    let factors = [(48, 500, 40), (1, 300, 90), (64, 8_000, 64)].map { m, k, n in
      let a = Matrix<Float>(rows: m, columns: k) { i, j in Float((7 * i + 3 * j) % 11 - 5) }
      let b = Matrix<Float>(rows: k, columns: n) { i, j in Float((5 * i + j) % 13 - 6) }
      return (a, b, a.multiplied(by: b, configuration: ComputeConfiguration(backend: .reference, threads: 1)))
    }
    let products = products
    onThreads(threads) { thread in
      // Every other thread has a team, where it is free.
      let configuration = ComputeConfiguration(backend: backend, threads: 1 + thread % 2)
      for product in 0..<products {
        let (a, b, c) = factors[product == 0 ? 2 : product % 2]
        if a.multiplied(by: b, configuration: configuration) != c {
          note("\(configuration): product \(product) of thread \(thread) is wrong")
        }
      }
    }
  }

  private func decompose(
    _ configuration: ComputeConfiguration, _ note: @escaping @Sendable (String) -> Void
  ) throws {
    let decompositions = try Decompositions(order: 60, configuration)
    onThreads(threads) { thread in
      for _ in 0..<10 {
        if let problem = decompositions.problem(relativeTolerance: 0) {
          note("\(configuration): thread \(thread): \(problem)")
        }
      }
    }
  }

  #if OpenBLAS
    /// The number of OpenBLAS's threads changes while others are inside, on the system's stacks and on small ones.
    ///
    /// A few callers: more of OpenBLAS's threads than CPUs wait for each other for a long time.
    private func lend(_ note: @escaping @Sendable (String) -> Void) throws {
      let decompositions = try Decompositions(order: 120, ComputeConfiguration(backend: .openBLAS))
      for stackSize in [nil, 256 << 10] {
        onThreads(6, stackSize: stackSize) { thread in
          for turn in 0..<30 {
            let problem = OpenBLASLibrary.withThreads(1 + (thread + turn) % 3) {
              decompositions.problem(relativeTolerance: 1e-9)
            }
            if let problem { note("thread \(thread), lent threads: \(problem)") }
          }
        }
      }
      let count = OpenBLASLibrary.currentThreads
      if count != 1 { note("after the last loan: \(count) threads") }
    }
  #endif
}

/// A matrix, and what one thread made of it.
private struct Decompositions: Sendable {
  let a: Matrix<Double>
  let inverse: Matrix<Double>
  let values: [Double]
  let q: Matrix<Double>
  let configuration: ComputeConfiguration

  init(order: Int, _ configuration: ComputeConfiguration) throws {
    self.configuration = configuration
    var generator = SeededGenerator(seed: 21)
    a = .uniform(rows: order, columns: order, in: -1..<1, using: &generator)
    (inverse, values, q) = (
      try a.inverse(configuration: configuration), try a.singularValues(configuration: configuration),
      try QR(a, configuration: configuration).q()
    )
  }

  /// What is different now, or nil.
  func problem(relativeTolerance: Double) -> String? {
    func isClose(_ x: Matrix<Double>?, _ y: Matrix<Double>) -> Bool {
      x?.isApproximatelyEqual(to: y, relativeTolerance: relativeTolerance) == true
    }
    if !isClose(try? a.inverse(configuration: configuration), inverse) { return "another inverse" }
    let values = (try? a.singularValues(configuration: configuration)).map(Matrix.init(row:))
    if !isClose(values, Matrix(row: self.values)) { return "other singular values" }
    return isClose(try? QR(a, configuration: configuration).q(), q) ? nil : "another Q"
  }
}
