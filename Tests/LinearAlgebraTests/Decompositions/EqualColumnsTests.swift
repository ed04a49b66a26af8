import LinearAlgebra
import Testing

/// What is singular to the last bit, on both sides of the blocks that an elimination is cut into.
@Suite struct EqualColumnsTests {
  @Test(arguments: [8, 16, 24, 40, 100]) func theLastColumnThatEqualsTheFirstIsSingular(n: Int) throws {
    let configuration = ComputeConfiguration(backend: .swift)
    #expect(try LU(Matrix<Double>(repeating: 3, rows: n, columns: n), configuration: configuration).singularIndex == 1)
    for seed in 0..<20 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let drawn = Matrix<Double>.uniform(rows: n, columns: n, in: -3.5..<3.5, using: &generator)
      var a = drawn.map { $0.rounded() }
      a[..., (n - 1)...] = a[..., 0...0]
      #expect(try LU(a, configuration: configuration).singularIndex != nil, "order \(n), seed \(seed)")
    }
  }
}

/// Tolerances at the ends of their range mean the same on both providers.
@Suite struct ToleranceTests {
  @Test(arguments: decompositionConfigurations)
  func zeroKeepsEveryValueAndOneNone(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>.diagonal([1, 1e-30])
    let b = Matrix<Double>(column: [2, 3e-30])
    let all = try a.leastSquares(b, tolerance: 0, configuration: configuration)
    #expect(all.rank == 2 && all.solution.isApproximatelyEqual(to: Matrix(column: [2, 3]), relativeTolerance: 1e-14))
    #expect(try a.leastSquares(b, configuration: configuration).rank == 1)
    for tolerance in [1, 2, Double.infinity] {
      let none = try a.leastSquares(b, tolerance: tolerance, configuration: configuration)
      #expect(none.rank == 0 && none.solution == Matrix(column: [0, 0]) && none.singularValues == [1, 1e-30])
    }
  }
}
