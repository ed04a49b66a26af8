import LinearAlgebra
import Testing

@Suite struct CholeskyTests {
  static let a = Matrix<Double>(rows: [[4, 2, 6], [2, 10, 9], [6, 9, 35]])

  @Test(arguments: decompositionConfigurations)
  func smallIntegersHaveExactFactors(configuration: ComputeConfiguration) throws {
    let cholesky = try Cholesky(Self.a, configuration: configuration)
    #expect(cholesky.lower() == Matrix(rows: [[2, 0, 0], [1, 3, 0], [3, 2, 22.0.squareRoot()]]))
    #expect(cholesky.upper() == cholesky.lower().transposed())
    #expect(try cholesky.reconstructed().isApproximatelyEqual(to: Self.a, relativeTolerance: 1e-15))
    #expect(try (cholesky.determinant() - 792).magnitude < 1e-12)
    #expect((cholesky.logDeterminant().logarithm - 6.674561391814426).magnitude < 1e-14)
    #expect(cholesky.logDeterminant().sign == 1)
  }

  @Test(arguments: decompositionConfigurations)
  func theUpperTriangleIsNotRead(configuration: ComputeConfiguration) throws {
    var a = Self.a
    for (i, j) in [(0, 1), (0, 2), (1, 2)] { a[i, j] = .nan }
    let cholesky = try Cholesky(a, configuration: configuration)
    #expect(cholesky.lower() == (try Cholesky(Self.a, configuration: configuration)).lower())
    let b = Matrix<Double>(column: [12, 21, 50])
    #expect(try cholesky.solve(b).isApproximatelyEqual(to: Matrix(column: [1, 1, 1]), relativeTolerance: 1e-14))
    let inverse = try cholesky.inverse()
    #expect(inverse == inverse.transposed())
    #expect((inverse * Self.a).isApproximatelyEqual(to: .identity(3), relativeTolerance: 1e-14))
  }

  @Test(arguments: decompositionConfigurations)
  func theFirstMinorThatIsNotPositiveIsNamed(configuration: ComputeConfiguration) {
    #expect(throws: DecompositionError.notPositiveDefinite(index: 1)) {
      try Cholesky(Matrix<Float>(rows: [[1, 0, 0], [2, 4, 0], [0, 0, 1]]), configuration: configuration)
    }
    #expect(throws: DecompositionError.notPositiveDefinite(index: 0)) {
      try Cholesky(Matrix<Float>.zeros(rows: 2, columns: 2), configuration: configuration)
    }
    #expect(throws: DecompositionError.notPositiveDefinite(index: 2)) {
      try Cholesky(Matrix<Double>.diagonal([1e300, 1e300, -1e300]), configuration: configuration)
    }
    #expect(throws: DecompositionError.notFinite(row: 2, column: 1)) {
      try Cholesky(Matrix<Double>(rows: [[1, 0, 0], [0, 1, 0], [0, .infinity, 1]]), configuration: configuration)
    }
  }

  @Test(arguments: decompositionConfigurations)
  func hugeAndTinyMatricesHaveExactRoots(configuration: ComputeConfiguration) throws {
    for exponent in [-1070, -900, 900, 1020] {
      let scale = Double(sign: .plus, exponent: exponent, significand: 1)
      let cholesky = try Cholesky(
        Matrix<Double>(rows: [[4, 0], [4, 13]]).map { $0 * scale }, configuration: configuration)
      let root = Double(sign: .plus, exponent: exponent / 2, significand: 1)
      #expect(cholesky.lower() == Matrix(rows: [[2 * root, 0], [2 * root, 3 * root]]))
    }
  }

  @Test(arguments: decompositionConfigurations)
  func subnormalPivotsBesideLargeOnesAreExact(configuration: ComputeConfiguration) throws {
    let cholesky = try Cholesky(Matrix<Double>.diagonal([1, 4 * .leastNonzeroMagnitude]), configuration: configuration)
    #expect(cholesky.lower()[1, 1] == 0x1p-536)
    #expect(try cholesky.solve(Matrix(column: [3, 8 * .leastNonzeroMagnitude])) == Matrix(column: [3, 2]))
  }

  @Test(arguments: decompositionConfigurations)
  func anEmptyMatrixHasDeterminantOne(configuration: ComputeConfiguration) throws {
    let cholesky = try Cholesky(Matrix<Float>.zeros(rows: 0, columns: 0), configuration: configuration)
    #expect(try cholesky.determinant() == 1 && cholesky.logDeterminant() == (1, 0))
    #expect(try cholesky.inverse().count == 0 && cholesky.solve(Matrix.zeros(rows: 0, columns: 2)).columns == 2)
  }

  @Test func aRectangleTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Cholesky(Matrix<Float>.zeros(rows: 3, columns: 2))
    }
    #expect(result?.message.contains("the Cholesky decomposition of a 3x2 matrix: it is not square") == true)
  }

  @Test func aRightHandSideOfAnotherHeightTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Cholesky(Matrix<Float>.identity(3)).solve(Matrix<Float>.zeros(rows: 2, columns: 1))
    }
    #expect(result?.message.contains("of 3x3: the right-hand side is 2x1") == true)
  }
}
