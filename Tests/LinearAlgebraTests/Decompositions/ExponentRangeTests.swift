#if OpenBLAS && os(Linux)
  import LinearAlgebra
  import Testing
  import _TestSupport

  /// Elements from both ends of the exponent range in one matrix or one right-hand side.
  @Suite struct ExponentRangeTests {
    static let wide = Matrix<Double>(rows: [[1e200, 0], [0, 1e-200]])
    static let wideFloat = Matrix<Float>(rows: [[1e20, 0], [0, 1e-30]])

    @Test func aPivotBesideALargeElementIsNotLost() throws {
      #expect(try Self.wide.solve(Matrix(column: [1e200, 1e-200])) == Matrix(column: [1, 1]))
      #expect(
        try Matrix<Float>(rows: [[1e20, 5], [0, 1e-30]]).solve(Matrix(column: [1e20, 1e-30])) == Matrix(column: [1, 1]))
      #expect(
        try Matrix<Float>.diagonal([1e13, 1e-34]).solve(Matrix(column: [1e13, 1e-34])) == Matrix(column: [1, 1]))
      // The same without a triangle, which is solved by substitution alone.
      let general = Matrix<Double>(rows: [[0, 1e-200], [1e200, 0]])
      #expect(try general.solve(Matrix(column: [1e-200, 1e200])) == Matrix(column: [1, 1]))
    }

    @Test func everyFactorKeepsThePivot() throws {
      let (b, ones) = (Matrix<Double>(column: [1e200, 1e-200]), Matrix<Double>(column: [1, 1]))
      #expect(try LU(Self.wide).solve(b) == ones && LU(Self.wide).solveTransposed(b) == ones)
      #expect(try QR(Self.wide).solve(b) == ones && QR(Self.wide).solveTransposed(b) == ones)
      #expect(try Cholesky(Self.wide).solve(b) == ones)
      #expect(try SymmetricEigen(Self.wide).solve(b) == ones && SVD(Self.wide).solve(b, tolerance: 0) == ones)
      let inverse = Matrix<Double>.diagonal([1e-200, 1e200])
      let inverses = try [
        Self.wide.inverse(), LU(Self.wide).inverse(), QR(Self.wide).inverse(), PivotedQR(Self.wide).inverse(),
        Cholesky(Self.wide).inverse(), SymmetricEigen(Self.wide).inverse(), SVD(Self.wide).inverse(),
      ]
      for found in inverses {
        let quotients = found ./ (inverse + Matrix(rows: [[0, 1], [1, 0]]))
        #expect(quotients.isApproximatelyEqual(to: .identity(2), absoluteTolerance: 1e-15))
      }
      #expect(try Cholesky(Self.wide).lower == .diagonal([1e100, 1e-100]))
    }

    @Test func determinantsDoNotDependOnAScale() throws {
      let determinants = try [
        Self.wide.determinant, LU(Self.wide).determinant, QR(Self.wide).determinant, PivotedQR(Self.wide).determinant,
        Cholesky(Self.wide).determinant, SymmetricEigen(Self.wide).determinant, SVD(Self.wide).absoluteDeterminant,
        Eigen(Self.wide).determinant,
      ]
      for determinant in determinants { #expect((determinant - 1).magnitude < 1e-15) }
      #expect(try (Self.wideFloat.determinant / 1e-10 - 1).magnitude < 1e-6)
    }

    @Test func anElementOfTheRightHandSideIsNotLost() throws {
      let b = Matrix<Float>(column: [1e20, 1e-30])
      #expect(try Matrix<Float>.identity(2).solve(b) == b)
      #expect(
        try Matrix<Float>.diagonal([1, 1e-25]).solve(Matrix(column: [1e20, 1.2345e-25]))
          == Matrix(column: [1e20, 1.2345]))
      #expect(try LU(Matrix<Float>.identity(2)).solve(b) == b && QR(Matrix<Float>.identity(2)).solve(b) == b)
    }

    @Test func aSolutionFromEndToEndOfTheRangeIsNoOverflow() throws {
      let x = try Matrix<Float>.diagonal([1e20, 1e-24]).solve(Matrix(column: [1, 1]))
      #expect(x == Matrix(column: [1 / 1e20, 1 / 1e-24]))
      // The reciprocal of the second pivot is beyond the range, the solution is not.
      let tiny = Matrix<Double>.diagonal([1, 0x1p-1030])
      #expect(try tiny.solve(Matrix(column: [1, 0x1p-1030])) == Matrix(column: [1, 1]))
      #expect(try tiny.solve(Matrix(column: [0, 0x1p-1030])) == Matrix(column: [0, 1]))
    }

    /// A tall matrix whose singular value is beyond the range has solutions all the same.
    @Test func whatIsNotAskedForMayBeBeyondTheRange() throws {
      let a = Matrix<Double>(repeating: 1e308, rows: 4, columns: 1)
      #expect(try a.solve(Matrix(repeating: 1e308, rows: 4, columns: 1)).isApproximatelyEqual(to: Matrix(column: [1])))
      #expect(throws: DecompositionError.overflow) { try a.leastSquares(a) }
    }

    /// Lost with the scale of the matrix, the imaginary part of a value took the vectors' with it.
    @Test func vectorsOfAPairThatUnderflowsAreComplex() throws {
      let integers = Matrix<Double>(rows: [[0, 0, -41], [1, 0, 36], [0, 1, -6]])
      let exact = try Eigen(integers, leftVectors: true)
      let eigen = try Eigen(integers * .leastNonzeroMagnitude, leftVectors: true)
      let left = (try #require(eigen.leftVectors), try #require(exact.leftVectors))
      for (found, expected) in [(eigen.vectors, exact.vectors), left] {
        #expect(found.real.isApproximatelyEqual(to: expected.real, absoluteTolerance: 1e-13))
        #expect(found.imaginary.isApproximatelyEqual(to: expected.imaginary, absoluteTolerance: 1e-13))
      }
    }

    /// LAPACK's QL iteration does not end on it.
    @Test func anIterationThatDoesNotEndIsTriedWithoutWhatDoesNotCount() throws {
      var a = Matrix<Float>.zeros(rows: 4, columns: 4)
      (a[1, 0], a[2, 2], a[3, 0], a[3, 2]) = (-9.515403, 5.712341e20, -5.612302e24, 0x1p-148)
      a = a * 0x1p-40
      let eigen = try SymmetricEigen(a)
      let symmetric = Matrix(rows: 4, columns: 4) { i, j in a[max(i, j), min(i, j)] }
      #expect(try eigen.reconstructed().isApproximatelyEqual(to: symmetric, relativeTolerance: 1e-6))
      #expect(try a.symmetricEigenvalues().count == 4)
    }

    #if arch(x86_64)
      @Test func floatSystemsAllOverTheRangeAreSolvedOrRefusedRightly() { check(Float.self) }
      @Test func doubleSystemsAllOverTheRangeAreSolvedOrRefusedRightly() { check(Double.self) }

      private func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
        let (operations, problems) = problemsOfExtremeSystems(Scalar.self, seeds: 0..<3000)
        #expect(operations > 30_000 && problems == [])
      }
    #endif
  }
#endif
