#if OpenBLAS && os(Linux)
  import LinearAlgebra
  import Testing
  import _TestSupport

  /// Elements from both ends of the exponent range in one matrix or one right-hand side.
  @Suite struct ExponentRangeTests {
    static let wide = Matrix<Double>(rows: [[1e200, 0], [0, 1e-200]])
    static let wideFloat = Matrix<Float>(rows: [[1e20, 0], [0, 1e-30]])

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
      #expect(try Cholesky(Self.wide).lower() == .diagonal([1e100, 1e-100]))
    }

    @Test func determinantsDoNotDependOnAScale() throws {
      let determinants = try [
        Self.wide.determinant(), LU(Self.wide).determinant(), QR(Self.wide).determinant(),
        PivotedQR(Self.wide).determinant(),
        Cholesky(Self.wide).determinant(), SymmetricEigen(Self.wide).determinant(),
        SVD(Self.wide).absoluteDeterminant(),
        Eigen(Self.wide).determinant(),
      ]
      for determinant in determinants { #expect((determinant - 1).magnitude < 1e-15) }
      #expect(try (Self.wideFloat.determinant() / 1e-10 - 1).magnitude < 1e-6)
    }

    @Test func anElementOfTheRightHandSideIsNotLost() throws {
      let b = Matrix<Float>(column: [1e20, 1e-30])
      #expect(try Matrix<Float>.identity(2).solve(b) == b)
      #expect(
        try Matrix<Float>.diagonal([1, 1e-25]).solve(Matrix(column: [1e20, 1.2345e-25]))
          == Matrix(column: [1e20, 1.2345]))
      #expect(try LU(Matrix<Float>.identity(2)).solve(b) == b && QR(Matrix<Float>.identity(2)).solve(b) == b)
    }

    @Test func leastSquaresKeepWhatLAPACKKeeps() throws {
      let a = Matrix<Float>(rows: [[1, 0], [0, 1], [0, 0]])
      #expect(try a.solve(Matrix(column: [1e30, 1e-30, 0])) == Matrix(column: [1e30, 1e-30]))
      #expect(try a.solve(Matrix(column: [1e20, 1.2345678e-35, 0])) == Matrix(column: [1e20, 1.2345678e-35]))
      let fit = try a.leastSquares(Matrix(column: [1e30, 1, 1e-30]))
      #expect((fit.residualNorms[0] / 1e-30 - 1).magnitude < 1e-6)
      #expect(try SymmetricEigen(Matrix<Double>.diagonal([1e145, 0x1p-1060])).values == [0x1p-1060, 1e145])
      #expect(try Matrix<Float>.diagonal([1e15, 0x1p-148]).symmetricEigenvalues() == [0x1p-148, 1e15])
    }

    @Test func aMatrixThatIsConsumedKeepsAsMuch() throws {
      let a = Matrix<Double>(rows: [[1, 0, 1e308], [0, 1, 1e-290], [0, 1e-18, 0]])
      let determinant = try LU(a).determinant()
      #expect((determinant / -1e-308 - 1).magnitude < 1e-14)
      #expect(try LU(consuming: a).determinant() == determinant)
      #expect(try (QR(consuming: a).determinant() / determinant - 1).magnitude < 1e-14)
    }

    @Test func rightHandSidesDoNotInfluenceEachOther() throws {
      let q = Matrix<Double>(rows: [[1, 1, 0, 0], [1, -1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
      let small = [0, 0, 1e300, 1.2345678e-307]
      let both = Matrix<Double>(rows: [[1.7e308, 1.7e308, 0, 0], small]).transposed()
      #expect(try QR(q).solve(both)[3, 1] == small[3])
      let half = q .* Matrix<Double>(row: [0.5, 0.5, 1, 1])
      let others = Matrix<Double>(rows: [[1.7e308, 0, 0, 0], [0, 0, 1, small[3]]]).transposed()
      #expect(try QR(half).solveTransposed(others)[3, 1] == small[3])
    }

    @Test func aRankHasNoRange() throws {
      let huge = Matrix<Double>(repeating: 1e308, rows: 2, columns: 2)
      #expect(try huge.rank() == 1)
      #expect(try (huge.pseudoinverse()[0, 0] * 1e308 - 0.25).magnitude < 1e-12)
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
      let left = (try #require(eigen.leftVectors()), try #require(exact.leftVectors()))
      for (found, expected) in [(eigen.vectors(), exact.vectors()), left] {
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
  }
#endif
