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
  }
#endif
