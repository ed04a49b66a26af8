import LinearAlgebra
import Testing
import _TestSupport

/// Elements from both ends of the exponent range in one matrix or one right-hand side.
@Suite struct ExponentRangeTests {
  static let wide = Matrix<Double>(rows: [[1e200, 0], [0, 1e-200]])
  static let wideFloat = Matrix<Float>(rows: [[1e20, 0], [0, 1e-30]])

  @Test(arguments: decompositionConfigurations)
  func everyFactorKeepsThePivot(configuration: ComputeConfiguration) throws {
    let (b, ones) = (Matrix<Double>(column: [1e200, 1e-200]), Matrix<Double>(column: [1, 1]))
    #expect(
      try LU(Self.wide, configuration: configuration).solve(b) == ones
        && LU(Self.wide, configuration: configuration).solveTransposed(b) == ones)
    #expect(
      try QR(Self.wide, configuration: configuration).solve(b) == ones
        && QR(Self.wide, configuration: configuration).solveTransposed(b) == ones)
    #expect(try Cholesky(Self.wide, configuration: configuration).solve(b) == ones)
    #expect(
      try SymmetricEigen(Self.wide, configuration: configuration).solve(b) == ones
        && SVD(Self.wide, configuration: configuration).solve(b, tolerance: 0) == ones)
    let inverse = Matrix<Double>.diagonal([1e-200, 1e200])
    let inverses = try [
      Self.wide.inverse(configuration: configuration), LU(Self.wide, configuration: configuration).inverse(),
      QR(Self.wide, configuration: configuration).inverse(),
      PivotedQR(Self.wide, configuration: configuration).inverse(),
      Cholesky(Self.wide, configuration: configuration).inverse(),
      SymmetricEigen(Self.wide, configuration: configuration).inverse(),
      SVD(Self.wide, configuration: configuration).inverse(),
    ]
    for found in inverses {
      let quotients = found ./ (inverse + Matrix(rows: [[0, 1], [1, 0]]))
      #expect(quotients.isApproximatelyEqual(to: .identity(2), absoluteTolerance: 1e-15))
    }
    #expect(try Cholesky(Self.wide, configuration: configuration).lower() == .diagonal([1e100, 1e-100]))
  }

  @Test(arguments: decompositionConfigurations)
  func determinantsDoNotDependOnAScale(configuration: ComputeConfiguration) throws {
    let determinants = try [
      Self.wide.determinant(configuration: configuration), LU(Self.wide, configuration: configuration).determinant(),
      QR(Self.wide, configuration: configuration).determinant(),
      PivotedQR(Self.wide, configuration: configuration).determinant(),
      Cholesky(Self.wide, configuration: configuration).determinant(),
      SymmetricEigen(Self.wide, configuration: configuration).determinant(),
      SVD(Self.wide, configuration: configuration).absoluteDeterminant(),
      Eigen(Self.wide, configuration: configuration).determinant(),
    ]
    for determinant in determinants { #expect((determinant - 1).magnitude < 1e-15) }
    #expect(try (Self.wideFloat.determinant(configuration: configuration) / 1e-10 - 1).magnitude < 1e-6)
  }

  @Test(arguments: decompositionConfigurations)
  func anElementOfTheRightHandSideIsNotLost(configuration: ComputeConfiguration) throws {
    let b = Matrix<Float>(column: [1e20, 1e-30])
    #expect(try Matrix<Float>.identity(2).solve(b, configuration: configuration) == b)
    #expect(
      try Matrix<Float>.diagonal([1, 1e-25]).solve(Matrix(column: [1e20, 1.2345e-25]), configuration: configuration)
        == Matrix(column: [1e20, 1.2345]))
    #expect(
      try LU(Matrix<Float>.identity(2), configuration: configuration).solve(b) == b
        && QR(Matrix<Float>.identity(2), configuration: configuration).solve(b) == b)
  }

  @Test(arguments: decompositionConfigurations)
  func leastSquaresKeepWhatLAPACKKeeps(configuration: ComputeConfiguration) throws {
    let a = Matrix<Float>(rows: [[1, 0], [0, 1], [0, 0]])
    #expect(
      try a.solve(Matrix(column: [1e30, 1e-30, 0]), configuration: configuration) == Matrix(column: [1e30, 1e-30]))
    #expect(
      try a.solve(Matrix(column: [1e20, 1.2345678e-35, 0]), configuration: configuration)
        == Matrix(column: [1e20, 1.2345678e-35]))
    let fit = try a.leastSquares(Matrix(column: [1e30, 1, 1e-30]), configuration: configuration)
    #expect((fit.residualNorms[0] / 1e-30 - 1).magnitude < 1e-6)
    #expect(
      try SymmetricEigen(Matrix<Double>.diagonal([1e145, 0x1p-1060]), configuration: configuration).values == [
        0x1p-1060, 1e145,
      ])
    #expect(
      try Matrix<Float>.diagonal([1e15, 0x1p-148]).symmetricEigenvalues(configuration: configuration) == [
        0x1p-148, 1e15,
      ])
  }

  @Test(arguments: decompositionConfigurations)
  func aMatrixThatIsConsumedKeepsAsMuch(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 0, 1e308], [0, 1, 1e-290], [0, 1e-18, 0]])
    let determinant = try LU(a, configuration: configuration).determinant()
    #expect((determinant / -1e-308 - 1).magnitude < 1e-14)
    #expect(try LU(consuming: a, configuration: configuration).determinant() == determinant)
    #expect(try (QR(consuming: a, configuration: configuration).determinant() / determinant - 1).magnitude < 1e-14)
  }

  @Test(arguments: decompositionConfigurations)
  func rightHandSidesDoNotInfluenceEachOther(configuration: ComputeConfiguration) throws {
    let q = Matrix<Double>(rows: [[1, 1, 0, 0], [1, -1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    let small = [0, 0, 1e300, 1.2345678e-307]
    let both = Matrix<Double>(rows: [[1.7e308, 1.7e308, 0, 0], small]).transposed()
    #expect(try QR(q, configuration: configuration).solve(both)[3, 1] == small[3])
    let half = q .* Matrix<Double>(row: [0.5, 0.5, 1, 1])
    let others = Matrix<Double>(rows: [[1.7e308, 0, 0, 0], [0, 0, 1, small[3]]]).transposed()
    #expect(try QR(half, configuration: configuration).solveTransposed(others)[3, 1] == small[3])
  }

  @Test(arguments: decompositionConfigurations)
  func aRankHasNoRange(configuration: ComputeConfiguration) throws {
    let huge = Matrix<Double>(repeating: 1e308, rows: 2, columns: 2)
    #expect(try huge.rank(configuration: configuration) == 1)
    #expect(try (huge.pseudoinverse(configuration: configuration)[0, 0] * 1e308 - 0.25).magnitude < 1e-12)
  }

  /// A tall matrix whose singular value is beyond the range has solutions all the same.
  @Test(arguments: decompositionConfigurations)
  func whatIsNotAskedForMayBeBeyondTheRange(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(repeating: 1e308, rows: 4, columns: 1)
    #expect(
      try a.solve(Matrix(repeating: 1e308, rows: 4, columns: 1), configuration: configuration).isApproximatelyEqual(
        to: Matrix(column: [1])))
    #expect(throws: DecompositionError.overflow) { try a.leastSquares(a, configuration: configuration) }
  }

  /// Lost with the scale of the matrix, the imaginary part of a value took the vectors' with it.
  @Test(arguments: decompositionConfigurations)
  func vectorsOfAPairThatUnderflowsAreComplex(configuration: ComputeConfiguration) throws {
    let integers = Matrix<Double>(rows: [[0, 0, -41], [1, 0, 36], [0, 1, -6]])
    let exact = try Eigen(integers, leftVectors: true, configuration: configuration)
    let eigen = try Eigen(integers * .leastNonzeroMagnitude, leftVectors: true, configuration: configuration)
    let left = (try #require(eigen.leftVectors()), try #require(exact.leftVectors()))
    for (found, expected) in [(eigen.vectors(), exact.vectors()), left] {
      #expect(found.real.isApproximatelyEqual(to: expected.real, absoluteTolerance: 1e-13))
      #expect(found.imaginary.isApproximatelyEqual(to: expected.imaginary, absoluteTolerance: 1e-13))
    }
  }

  /// LAPACK's QL iteration does not end on it.
  @Test(arguments: decompositionConfigurations)
  func anIterationThatDoesNotEndIsTriedWithoutWhatDoesNotCount(configuration: ComputeConfiguration) throws {
    var a = Matrix<Float>.zeros(rows: 4, columns: 4)
    (a[1, 0], a[2, 2], a[3, 0], a[3, 2]) = (-9.515403, 5.712341e20, -5.612302e24, 0x1p-148)
    a = a * 0x1p-40
    let eigen = try SymmetricEigen(a, configuration: configuration)
    let symmetric = Matrix(rows: 4, columns: 4) { i, j in a[max(i, j), min(i, j)] }
    #expect(try eigen.reconstructed().isApproximatelyEqual(to: symmetric, relativeTolerance: 1e-6))
    #expect(try a.symmetricEigenvalues(configuration: configuration).count == 4)
  }
}
