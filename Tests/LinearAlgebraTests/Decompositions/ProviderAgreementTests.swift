#if OpenBLAS && os(Linux)
  import LinearAlgebra
  import Testing
  import _TestSupport

  /// LAPACK and Swift on the same matrices.
  @Suite struct ProviderAgreementTests {
    static let orders = [1, 2, 8, 15, 16, 17, 33, 64, 65, 130]
    static let openBLAS = ComputeConfiguration(backend: .openBLAS, threads: 1)
    static let swift = ComputeConfiguration(backend: .swift, threads: 1)

    @Test func floatFactorsAgree() throws { try check(Float.self) }
    @Test func doubleFactorsAgree() throws { try check(Double.self) }

    /// Of a random matrix no two candidates for a pivot are so near that rounding decides.
    private func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) throws {
      for n in Self.orders {
        var generator = SeededGenerator(seed: UInt64(n))
        let a = Matrix<Scalar>.uniform(rows: n + n / 2, columns: n, in: -1..<1, using: &generator)
        for m in [a, a.transposed(), a[0..<n, ...]] {
          let (theirs, ours) = (try LU(m, configuration: Self.openBLAS), try LU(m, configuration: Self.swift))
          let tolerance = Scalar(Double(10 * n * n) * Scalar.unitRoundoff)
          #expect(theirs.pivots() == ours.pivots(), "\(n)")
          #expect(theirs.lower().isApproximatelyEqual(to: ours.lower(), absoluteTolerance: tolerance), "\(n)")
          #expect(theirs.upper().isApproximatelyEqual(to: ours.upper(), absoluteTolerance: tolerance * 8), "\(n)")
        }
        let definite: Matrix<Scalar> = MatrixKind.random.positiveDefinite(order: n, using: &generator)
        let (theirs, ours) = (
          try Cholesky(definite, configuration: Self.openBLAS), try Cholesky(definite, configuration: Self.swift)
        )
        let tolerance = Scalar(Double(10 * n) * Scalar.unitRoundoff) * definite.norm(.max).squareRoot()
        #expect(theirs.lower().isApproximatelyEqual(to: ours.lower(), absoluteTolerance: tolerance), "\(n)")
      }
    }

    @Test(arguments: [(1, 1), (2, 2), (20, 20), (100, 100), (130, 40), (40, 130)])
    func reflectionsAgree(m: Int, n: Int) throws {
      var generator = SeededGenerator(seed: 6)
      let a = Matrix<Double>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let (theirs, ours) = (try QR(a, configuration: Self.openBLAS), try QR(a, configuration: Self.swift))
      #expect((ours.packed - theirs.packed).norm(.max) < 1e-11, "the signs of LAPACK among them")
      #expect((ours.q() - theirs.q()).norm(.max) < 1e-11)
      let (pivots, ourPivots) = (
        try PivotedQR(a, configuration: Self.openBLAS), try PivotedQR(a, configuration: Self.swift)
      )
      #expect(ourPivots.permutation == pivots.permutation)
      #expect((ourPivots.qr.packed - pivots.qr.packed).norm(.max) < 1e-11)
    }

    @Test func floatValuesAgree() { checkValues(Float.self) }
    @Test func doubleValuesAgree() { checkValues(Double.self) }

    private func checkValues<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
        kind.matrix(rows: m, columns: n, using: &generator)
      } _: { a, kind, generator, record in
        func ratio(_ a: Matrix<Scalar>, _ values: (ComputeConfiguration) throws -> [Scalar]) rethrows -> Double {
          TestRatio(of: a).values(try values(Self.swift), try values(Self.openBLAS))
        }
        record("singular values", try ratio(a) { try a.singularValues(configuration: $0) })
        if a.rows == a.columns {
          let symmetric: Matrix<Scalar> = kind.symmetric(order: a.rows, using: &generator)
          record("eigenvalues", try ratio(symmetric) { try symmetric.symmetricEigenvalues(configuration: $0) })
        }
      }
    }

    @Test func floatLeastSquaresAgree() { checkLeastSquares(Float.self) }
    @Test func doubleLeastSquaresAgree() { checkLeastSquares(Double.self) }

    private func checkLeastSquares<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
        kind.matrix(rows: m, columns: n, using: &generator)
      } _: { a, kind, generator, record in
        let b = Matrix<Scalar>.uniform(rows: a.rows, columns: 3, in: -1..<1, using: &generator)
        // The solution may be beyond the range.
        guard kind != .subnormal else { return }
        let theirs = try a.leastSquares(b, configuration: Self.openBLAS)
        let ours = try a.leastSquares(b, configuration: Self.swift)
        record("singular values", TestRatio(of: a).values(ours.singularValues, theirs.singularValues))
        // Singular values of graded and Hilbert matrices may lie within a rounding of the tolerance.
        guard kind == .random || kind == .rankDeficient else { return }
        #expect(ours.rank == theirs.rank, "\(kind) \(a.rows)x\(a.columns)")
        if kind == .random && a.count > 0 {
          let condition = try a.conditionNumber(configuration: Self.openBLAS)
          let tolerance = 100 * condition * condition * .ulpOfOne * (1 + theirs.solution.norm(.max))
          #expect(
            ours.solution.isApproximatelyEqual(to: theirs.solution, absoluteTolerance: tolerance),
            "\(a.rows)x\(a.columns)")
        }
      }
    }
  }
#endif
