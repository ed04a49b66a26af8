import LinearAlgebra
import Testing

@Suite struct AutomaticProviderTests {
  static let automatic = ComputeConfiguration(backend: .automatic)
  static let swift = ComputeConfiguration(backend: .swift)

  @Test func squareMatricesAreDecomposedInSwift() throws {
    var generator = SeededGenerator(seed: 31)
    let a = Matrix<Double>.uniform(rows: 40, columns: 40, in: -1..<1, using: &generator)
    let symmetric = a * a.t
    #expect(
      try SVD(a, configuration: Self.automatic).values == SVD(a, configuration: Self.swift).values
        && LU(a, configuration: Self.automatic).upper() == LU(a, configuration: Self.swift).upper())
    #expect(
      try SymmetricEigen(symmetric, configuration: Self.automatic).vt
        == SymmetricEigen(symmetric, configuration: Self.swift).vt)
    #expect(
      try Eigen(a, configuration: Self.automatic).values.real == Eigen(a, configuration: Self.swift).values.real)
  }

  /// By LAPACK or in Swift, as the shape and the machine have it.
  @Test(arguments: [(300, 2), (2, 300), (300, 40), (1, 50)]) func longMatricesAreDecomposed(m: Int, n: Int) throws {
    var generator = SeededGenerator(seed: 32)
    let a = Matrix<Double>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
    let (svd, lu) = (try SVD(a, configuration: Self.automatic), try LU(a, configuration: Self.automatic))
    #expect(try svd.reconstructed().isApproximatelyEqual(to: a, absoluteTolerance: 1e-13))
    #expect(try lu.reconstructed().isApproximatelyEqual(to: a, absoluteTolerance: 1e-13))
    let b = Matrix<Double>.uniform(rows: m, columns: 1, in: -1..<1, using: &generator)
    let (x, y) = try (
      a.leastSquares(b, configuration: Self.automatic), a.leastSquares(b, configuration: Self.swift)
    )
    #expect(x.rank == y.rank && x.solution.isApproximatelyEqual(to: y.solution, absoluteTolerance: 1e-12))
  }
}
