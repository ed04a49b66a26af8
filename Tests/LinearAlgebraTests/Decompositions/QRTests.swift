import LinearAlgebra
import Testing

@Suite struct QRTests {
  /// Columns of length 5 and 10 at right angles, then one in their plane.
  static let a = Matrix<Double>(rows: [[3, 8], [4, -6]])

  @Test(arguments: decompositionConfigurations)
  func orthogonalColumnsHaveADiagonalR(configuration: ComputeConfiguration) throws {
    let qr = try QR(Self.a, configuration: configuration)
    #expect(qr.r().map(abs).isApproximatelyEqual(to: .diagonal([5, 10]), absoluteTolerance: 1e-14))
    #expect(try qr.solve(Matrix(column: [11, -2])).isApproximatelyEqual(to: Matrix(column: [1, 1])))
    #expect(try qr.solveTransposed(Matrix(column: [7, 2])).isApproximatelyEqual(to: Matrix(column: [1, 1])))
    #expect(try (qr.determinant() + 50).magnitude < 1e-13)
    let logDeterminant = try qr.logDeterminant()
    #expect(logDeterminant.sign == -1 && (logDeterminant.logarithm - 3.912023005428146).magnitude < 1e-14)
    #expect((try qr.inverse() * Self.a).isApproximatelyEqual(to: .identity(2)))
  }

  /// Within a factor of two of the largest Float, then beyond it.
  @Test(arguments: decompositionConfigurations)
  func theReflectionsOfAHugeSolutionStayInRange(configuration: ComputeConfiguration) throws {
    let qr = try QR(Matrix<Float>(rows: [[1, 0], [0, 0x1p-120], [0, 0x1p-120]]), configuration: configuration)
    let x = try qr.solveTransposed(Matrix(column: [3, 0x1p8]))
    #expect(x.isApproximatelyEqual(to: Matrix(column: [3, 0x1p127, 0x1p127]), relativeTolerance: 1e-6))
    #expect((x[0, 0] - 3).magnitude < 1e-5)
    #expect(throws: DecompositionError.overflow) { try qr.solveTransposed(Matrix(column: [3, 0x1p10])) }
  }

  /// The sign follows the reflections that are not the identity, also in the last column, which has none.
  @Test(arguments: decompositionConfigurations)
  func determinantsOfQRAndLUAgree(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 4)
    for n in 0...9 {
      for a in [Matrix<Double>.identity(n), .uniform(rows: n, columns: n, in: -1..<1, using: &generator)] {
        let (qr, lu) = (
          try QR(a, configuration: configuration).determinant(), try LU(a, configuration: configuration).determinant()
        )
        #expect((qr - lu).magnitude <= 1e-12 * lu.magnitude)
      }
    }
  }

  @Test(arguments: decompositionConfigurations)
  func aLineThroughPointsIsTheLeastSquares(configuration: ComputeConfiguration) throws {
    // y = 1 + 2 x, with errors 1, -2, 1, that are orthogonal to both columns.
    let x = Matrix<Float>(rows: [[1, 0], [1, 1], [1, 2]])
    let y = Matrix<Float>(column: [2, 1, 6])
    let exact = Matrix<Float>(column: [1, 2])
    let fit = try x.leastSquares(y, configuration: configuration)
    #expect(
      try QR(x, configuration: configuration).solve(y).isApproximatelyEqual(to: exact)
        && fit.solution.isApproximatelyEqual(to: exact))
    #expect(try PivotedQR(x, configuration: configuration).solve(y).isApproximatelyEqual(to: exact))
    #expect(fit.rank == 2 && (fit.residualNorms[0] - Float(6).squareRoot()).magnitude < 1e-6)
    #expect(try x.solve(y, configuration: configuration) == fit.solution)
  }

  @Test(arguments: decompositionConfigurations)
  func ofManySolutionsTheShortestIsChosen(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 1, 1], [1, 1, 1]])
    let fit = try a.leastSquares(Matrix(column: [1, 5]), configuration: configuration)
    #expect(fit.solution.isApproximatelyEqual(to: Matrix(column: [1, 1, 1])))
    #expect(fit.rank == 1 && (fit.residualNorms[0] - 8.0.squareRoot()).magnitude < 1e-14)
    #expect(
      try SVD(a, configuration: configuration).solve(Matrix(column: [1, 5])).isApproximatelyEqual(to: fit.solution))
    // Pivots leave one column, three times as long.
    let basic = try PivotedQR(a, configuration: configuration).solve(Matrix(column: [1, 5]))
    #expect((basic.sum() - 3).magnitude < 1e-14 && basic.scalars().count { $0 != 0 } == 1)
  }

  @Test(arguments: decompositionConfigurations)
  func residualsOfColumnsKeepTheirScale(configuration: ComputeConfiguration) throws {
    let x = Matrix<Double>(rows: [[1, 0], [1, 1], [1, 2]]) * 1e-300
    // Subnormal.
    let tiny = 1e-300 * 1e-10
    let y = Matrix<Double>(rows: [[2 * tiny, 2e300], [tiny, 1e300], [6 * tiny, 6e300]])
    #expect(throws: DecompositionError.overflow) { try x.leastSquares(y, configuration: configuration) }
    let fit = try x.leastSquares(y * Matrix(rows: [[1], [0]]), configuration: configuration)
    #expect(fit.solution.isApproximatelyEqual(to: Matrix(column: [1e-10, 2e-10]), relativeTolerance: 1e-12))
    #expect((fit.residualNorms[0] / tiny - 6.0.squareRoot()).magnitude < 1e-12)
  }

  @Test(arguments: decompositionConfigurations)
  func pivotsPutTheLongestColumnFirst(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 0, 2], [0, 3, 0], [0, 0, 2]])
    let qr = try PivotedQR(a, configuration: configuration)
    #expect(qr.permutation == [1, 2, 0] && qr.rank() == 3)
    #expect(qr.rank(tolerance: 0.5) == 2 && qr.rank(tolerance: 1) == 0)
    #expect(try qr.reconstructed().isApproximatelyEqual(to: a))
  }

  @Test(arguments: decompositionConfigurations)
  func emptyMatricesHaveEmptyFactors(configuration: ComputeConfiguration) throws {
    for (m, n) in [(0, 0), (4, 0), (0, 4)] {
      let a = Matrix<Double>.zeros(rows: m, columns: n)
      let (qr, pivoted) = (try QR(a, configuration: configuration), try PivotedQR(a, configuration: configuration))
      #expect(qr.q() == .zeros(rows: m, columns: 0) && qr.r() == .zeros(rows: 0, columns: n))
      #expect(try qr.reconstructed() == a && pivoted.reconstructed() == a)
      #expect(pivoted.permutation == Array(0..<n) && pivoted.rank() == 0)
      let fit = try a.leastSquares(Matrix(repeating: 2, rows: m, columns: 1), configuration: configuration)
      #expect(fit.solution == .zeros(rows: n, columns: 1) && fit.rank == 0)
      #expect(fit.residualNorms == [Double(m).squareRoot() * 2])
    }
    #expect(try QR(Matrix<Float>.zeros(rows: 0, columns: 0), configuration: configuration).determinant() == 1)
  }

  @Test(arguments: decompositionConfigurations)
  func whatIsSingularOrNotFiniteIsNamed(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 0, 0], [0, 0, 1], [0, 0, 2]])
    #expect(throws: DecompositionError.singular(index: 1)) {
      try QR(a, configuration: configuration).solve(Matrix(column: [1, 2, 3]))
    }
    #expect(throws: DecompositionError.singular(index: 1)) { try QR(a, configuration: configuration).logDeterminant() }
    #expect(try QR(a, configuration: configuration).determinant() == 0)
    let b = Matrix<Double>(rows: [[1, 2], [3, .nan]])
    let factors: [(Matrix<Double>) throws -> Void] = [
      { _ = try QR($0, configuration: configuration) }, { _ = try PivotedQR($0, configuration: configuration) },
      { _ = try $0.leastSquares(Matrix.identity(2), configuration: configuration) },
    ]
    for factor in factors {
      #expect(throws: DecompositionError.notFinite(row: 1, column: 1)) { try factor(b) }
    }
    #expect(throws: DecompositionError.rightHandSideNotFinite(row: 1, column: 1)) {
      try Self.a.leastSquares(b, configuration: configuration)
    }
  }

  @Test(arguments: decompositionConfigurations)
  func aFactorBeyondTheScalarIsAnError(configuration: ComputeConfiguration) {
    let a = Matrix<Float>(repeating: .greatestFiniteMagnitude, rows: 2, columns: 2)
    #expect(throws: DecompositionError.overflow) { try QR(a, configuration: configuration) }
    #expect(throws: DecompositionError.overflow) { try PivotedQR(a, configuration: configuration) }
    #expect(throws: DecompositionError.overflow) { try SVD(a, configuration: configuration) }
    #expect(throws: DecompositionError.overflow) { try SymmetricEigen(a, configuration: configuration) }
    #expect(throws: DecompositionError.overflow) { try a.norm(.two, configuration: configuration) }
  }

  @Test func solvingWithFewerRowsThanColumnsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try QR(Matrix<Float>.zeros(rows: 2, columns: 3)).solve(Matrix<Float>.zeros(rows: 2, columns: 1))
    }
    #expect(result?.message.contains("the QR of a 2x3 matrix: it has fewer rows than columns") == true)
  }

  @Test func aRightHandSideOfAnotherHeightTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Matrix<Float>.zeros(rows: 3, columns: 2).leastSquares(Matrix<Float>.zeros(rows: 2, columns: 1))
    }
    #expect(result?.message.contains("least squares of 3x2: the right-hand side is 2x1") == true)
  }
}
