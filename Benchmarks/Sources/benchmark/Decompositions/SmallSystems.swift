import LinearAlgebra

/// Systems of order 8 with one right-hand side each, solved one after the other: what a call costs.
struct SmallSystems<Scalar: DecompositionScalar>: ProviderProblem {
  static var order: Int { 8 }
  static var count: Int { 10_000 }
  /// 2/3 n^3 for the factors and 2 n^2 for the triangles.
  static var flops: Double { Double(count * (2 * order * order * order / 3 + 2 * order * order)) }

  let systems: [(a: Matrix<Scalar>, b: Matrix<Scalar>)]

  /// - Parameter count: fewer for a test.
  init(count: Int = SmallSystems.count) {
    var generator = SeededGenerator(seed: 2026)
    func uniform(columns: Int) -> Matrix<Scalar> {
      .uniform(rows: Self.order, columns: columns, in: -1..<1, using: &generator)
    }
    systems = (0..<count).map { _ in
      let (random, b) = (uniform(columns: Self.order), uniform(columns: 1))
      return (random.wellConditioned(using: &generator), b)
    }
  }

  func run(on configuration: ComputeConfiguration) throws {
    for system in systems { _ = try system.a.solve(system.b, configuration: configuration) }
  }

  func check(_ configuration: ComputeConfiguration) throws {
    try accept(solutions(configuration), of: "\(configuration)")
  }

  func solutions(_ configuration: ComputeConfiguration) throws -> [Matrix<Scalar>] {
    try systems.map { try $0.a.solve($0.b, configuration: configuration) }
  }

  /// - Throws: `WrongAnswer` where one of the solutions is none.
  func accept(_ solutions: [Matrix<Scalar>], of name: String) throws {
    for (index, (system, x)) in zip(systems, solutions).enumerated() {
      let residual = (system.a * x - system.b).norm() / system.b.norm()
      try DecompositionProblem<Scalar>.accept(residual, orThrow: "\(name) solves small system \(index) wrongly")
    }
  }

  #if OpenBLAS && os(Linux)
    func rawCalls() -> any RawCalls { RawSmallSystems(self) }
  #endif
}
