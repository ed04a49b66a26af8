import LinearAlgebra
import Testing
import _TestSupport

@Suite struct TriangularSolveTests {
  static let lower = Matrix<Double>(rows: [[2, .nan], [1, 4]])

  @Test(arguments: decompositionConfigurations)
  func theOtherHalfIsNotLookedAt(configuration: ComputeConfiguration) throws {
    let b = Matrix<Double>(column: [2, 9])
    #expect(try Self.lower.triangularSolve(b, .lower, configuration: configuration) == Matrix(column: [1, 2]))
    // The lower triangle of L is the upper one of its transpose: [2 1; 0 4].
    #expect(
      try Self.lower.t.triangularSolve(Matrix(column: [4, 8]), .upper, configuration: configuration)
        == Matrix(column: [1, 2]))
    let upper = Matrix<Double>(rows: [[2, 1], [.nan, 4]])
    #expect(
      try upper.triangularSolve(Matrix(column: [4, 8]), .upper, configuration: configuration)
        == Matrix(column: [1, 2]))
    #expect(
      try upper.t.triangularSolve(Matrix(column: [2, 9]), .lower, configuration: configuration)
        == Matrix(column: [1, 2]))
  }

  @Test(arguments: decompositionConfigurations)
  func aUnitDiagonalIsNotLookedAt(configuration: ComputeConfiguration) throws {
    let a = Matrix<Float>(rows: [[0, 0], [3, .nan]])
    #expect(
      try a.triangularSolve(Matrix(column: [1, 5]), .lower, unitDiagonal: true, configuration: configuration)
        == Matrix(column: [1, 2]))
  }

  @Test(arguments: decompositionConfigurations)
  func ratiosAreThoseOfLAPACK(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 12)
    for n in [1, 5, 17, 60, 130] {
      let drawn = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
      let a = drawn + Matrix.identity(n) * Double(n)
      for r in [1, 3, 40] {
        let b = Matrix<Double>.uniform(rows: n, columns: r, in: -1..<1, using: &generator)
        for side in [TriangleSide.lower, .upper] {
          let triangle = side == .lower ? a.lowerTriangle() : a.upperTriangle()
          let x = try a.triangularSolve(b, side, configuration: configuration)
          #expect(TestRatio(of: triangle).solution(triangle, x, b) < ratioLimit)
          // A right-hand side that lies as its transpose gives the same.
          #expect(try a.triangularSolve(b.transposed().t, side, configuration: configuration) == x)
          let y = try a.t.triangularSolve(b, side == .lower ? .upper : .lower, configuration: configuration)
          #expect(TestRatio(of: triangle.transposed()).solution(triangle.transposed(), y, b) < ratioLimit)
        }
      }
    }
  }

  @Test(arguments: decompositionConfigurations)
  func whatIsSingularOrNotFiniteIsNamed(configuration: ComputeConfiguration) {
    let b = Matrix<Double>.identity(2)
    #expect(throws: DecompositionError.notFinite(row: 0, column: 1)) {
      try Self.lower.triangularSolve(b, .upper, configuration: configuration)
    }
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) {
      try Self.lower.t.triangularSolve(b, .lower, configuration: configuration)
    }
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Matrix<Double>.diagonal([1, 0]).triangularSolve(b, .upper, configuration: configuration)
    }
    #expect(throws: DecompositionError.rightHandSideNotFinite(row: 0, column: 1)) {
      try b.triangularSolve(Matrix(rows: [[1, .infinity], [0, 1]]), .upper, configuration: configuration)
    }
    #expect(throws: DecompositionError.overflow) {
      try Matrix<Double>.diagonal([1e-200, 1]).triangularSolve(
        Matrix(column: [1e200, 1]), .lower, configuration: configuration)
    }
  }

  @Test func shapesThatDoNotFitTrap() async {
    let rectangle = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Matrix<Float>.zeros(rows: 3, columns: 2).triangularSolve(Matrix<Float>.zeros(rows: 3, columns: 1), .lower)
    }
    #expect(rectangle?.message.contains("a triangular solve with 3x2: it is not square") == true)
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Matrix<Float>.identity(3).triangularSolve(Matrix<Float>.zeros(rows: 2, columns: 1), .lower)
    }
    #expect(rows?.message.contains("a triangular solve with 3x3: the right-hand side is 2x1") == true)
  }
}
