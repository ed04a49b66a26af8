import LinearAlgebra
import Testing
import _TestSupport

/// Elements from both ends of the exponent range in one matrix: what elimination makes of them.
@Suite struct EliminationRangeTests {
  static let wide = Matrix<Double>(rows: [[1e200, 0], [0, 1e-200]])

  @Test(arguments: decompositionConfigurations)
  func aPivotBesideALargeElementIsNotLost(configuration: ComputeConfiguration) throws {
    #expect(
      try Self.wide.solve(Matrix(column: [1e200, 1e-200]), configuration: configuration) == Matrix(column: [1, 1]))
    #expect(
      try Matrix<Float>(rows: [[1e20, 5], [0, 1e-30]]).solve(
        Matrix(column: [1e20, 1e-30]), configuration: configuration) == Matrix(column: [1, 1]))
    #expect(
      try Matrix<Float>.diagonal([1e13, 1e-34]).solve(Matrix(column: [1e13, 1e-34]), configuration: configuration)
        == Matrix(column: [1, 1]))
    // The same without a triangle, which is solved by substitution alone.
    let general = Matrix<Double>(rows: [[0, 1e-200], [1e200, 0]])
    #expect(
      try general.solve(Matrix(column: [1e-200, 1e200]), configuration: configuration) == Matrix(column: [1, 1]))
  }

  @Test(arguments: decompositionConfigurations)
  func aSolutionFromEndToEndOfTheRangeIsNoOverflow(configuration: ComputeConfiguration) throws {
    let x = try Matrix<Float>.diagonal([1e20, 1e-24]).solve(Matrix(column: [1, 1]), configuration: configuration)
    #expect(x == Matrix(column: [1 / 1e20, 1 / 1e-24]))
    // The reciprocal of the second pivot is beyond the range, the solution is not.
    let tiny = Matrix<Double>.diagonal([1, 0x1p-1030])
    #expect(try tiny.solve(Matrix(column: [1, 0x1p-1030]), configuration: configuration) == Matrix(column: [1, 1]))
    #expect(try tiny.solve(Matrix(column: [0, 0x1p-1030]), configuration: configuration) == Matrix(column: [0, 1]))
  }

  @Test(arguments: decompositionConfigurations)
  func aRowBesideAMuchLargerOneKeepsItsDigits(configuration: ComputeConfiguration) throws {
    let graded = Matrix<Double>(rows: [[1e300, 1e300], [1e-300, 2e-300]])
    #expect(
      try (graded.determinant(configuration: configuration) - 1).magnitude < 1e-15
        && (graded.transposed().determinant(configuration: configuration) - 1).magnitude < 1e-15)
    let solution = try graded.solve(Matrix(column: [2e300, 3e-300]), configuration: configuration)
    #expect(solution.isApproximatelyEqual(to: Matrix(column: [1, 1]), relativeTolerance: 1e-15))
    let columns = try Matrix<Double>(rows: [[1e300, 1e-300], [1e300, 2e-300]]).solve(
      Matrix(column: [1e8, 2e8]), configuration: configuration)
    #expect(columns[0, 0].magnitude < 1e-300 && (columns[1, 0] / 1e308 - 1).magnitude < 1e-14)
    let inverse = try Matrix<Float>(rows: [[1e23, 1e-23], [1e23, 2e-23]]).inverse(configuration: configuration)
    let quotients = inverse ./ Matrix(rows: [[2e-23, -1e-23], [-1e23, 1e23]])
    #expect(quotients.isApproximatelyEqual(to: Matrix(repeating: 1, rows: 2, columns: 2), relativeTolerance: 1e-5))
    let singular = Matrix<Float>(rows: [[1e23, 1e-23], [1e23, 1e-23]])
    #expect(throws: DecompositionError.singular(index: 1)) { try singular.inverse(configuration: configuration) }
    #expect(throws: DecompositionError.singular(index: 1)) {
      try singular.solve(Matrix(column: [1, 2]), configuration: configuration)
    }
    #expect(try singular.determinant(configuration: configuration) == 0)
  }

  @Test(arguments: decompositionConfigurations)
  func whatASubstitutionPassesIsNotLost(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 1e-100], [1e-100, 2e-200]])
    for x in try [
      a.solve(Matrix(column: [1e-250, 0]), configuration: configuration),
      LU(a, configuration: configuration).solve(Matrix(column: [1e-250, 0])),
    ] {
      #expect((x[0, 0] / 2e-250 - 1).magnitude < 1e-14 && (x[1, 0] / -1e-150 - 1).magnitude < 1e-14)
    }
    let lower = try Matrix<Float>(rows: [[1, 0], [1e-24, 1e-24]]).solve(
      Matrix(column: [1e-24, 0]), configuration: configuration)
    #expect(lower == Matrix(column: [1e-24, -1e-24]))
  }

  #if arch(x86_64)
    @Test(arguments: decompositionConfigurations)
    func floatSystemsAllOverTheRangeAreSolvedOrRefusedRightly(configuration: ComputeConfiguration) {
      check(Float.self, configuration)
    }

    @Test(arguments: decompositionConfigurations)
    func doubleSystemsAllOverTheRangeAreSolvedOrRefusedRightly(configuration: ComputeConfiguration) {
      check(Double.self, configuration)
    }

    /// Seeds that once went wrong: a kernel for small systems with other pivots, and eigenvalues that did not converge.
    @Test(arguments: decompositionConfigurations)
    func rareSystemsAreSolvedToo(configuration: ComputeConfiguration) {
      let floats: [UInt64] = [4174, 8038, 8896, 11096]
      let doubles: [UInt64] = [9413, 13109, 28682, 29356]
      let problems =
        floats.map { problemsOfExtremeSystems(Float.self, seeds: $0..<$0 + 1, configuration: configuration) }
        + doubles.map { problemsOfExtremeSystems(Double.self, seeds: $0..<$0 + 1, configuration: configuration) }
      #expect(problems.flatMap(\.problems) == [])
    }

    private func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
      let (operations, problems) = problemsOfExtremeSystems(Scalar.self, seeds: 0..<3000, configuration: configuration)
      #expect(operations > 10_000 && problems == [])
    }
  #endif
}
