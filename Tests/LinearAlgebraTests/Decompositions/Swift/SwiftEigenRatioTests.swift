#if OpenBLAS && os(Linux)
  import LinearAlgebra
  import Testing
  import _TestSupport

  /// LAPACK's test ratios of the nonsymmetric eigenproblem in Swift.
  @Suite struct SwiftEigenRatioTests {
    @Test func floatEigenvaluesInSwiftStayWithinLAPACKsRatios() { check(Float.self) }
    @Test func doubleEigenvaluesInSwiftStayWithinLAPACKsRatios() { check(Double.self) }

    func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: [1, 2, 3, 5, 10, 50, 129].map { ($0, $0) }) { kind, n, _, generator in
        // The caller takes a power of two out of what is huge or subnormal.
        let exponent = kind == .huge ? 30 : kind == .subnormal ? -30 : 0
        let isPlain = exponent != 0
        let a: Matrix<Scalar> = (isPlain ? .random : kind).matrix(rows: n, columns: n, using: &generator)
        return a.map { (x: Scalar) -> Scalar in x.scaled(exponent) }
      } _: { a, _, _, record in
        let (ratio, eigen) = (TestRatio(of: a), SwiftEigen(a))
        #expect(eigen.unconverged == 0)
        record("AV - VW", ratio.eigenvectors(a, values: eigen.values, vectors: eigen.right))
        let at = a.transposed()
        record("A'U - UW", TestRatio(of: at).eigenvectors(at, values: eigen.values, vectors: eigen.left))
        let (ones, n) = (Matrix<Scalar>(repeating: 1, rows: 1, columns: a.rows), a.rows)
        for (name, vectors) in [("norms", eigen.right), ("left norms", eigen.left)] {
          let squares = vectors.real .* vectors.real + vectors.imaginary .* vectors.imaginary
          record(name, ratio.unscaledProduct(ones, squares, is: ones))
        }
        let (real, imaginary) = eigen.values
        for j in 0..<n where imaginary[j] > 0 {
          #expect(imaginary[j + 1] == -imaginary[j] && real[j + 1] == real[j])
        }
        // The trace is the sum of the eigenvalues, and that of the square the sum of their squares.
        let alone = SwiftEigen(a, left: false, right: false)
        #expect(alone.unconverged == 0)
        record("trace", trace(a, alone.values))
        record("trace with vectors", trace(a, eigen.values))
      }
    }

    /// |tr A - sum of the values| / (n |A| u).
    private func trace<Scalar: OracleScalar & BLASScalar>(
      _ a: Matrix<Scalar>, _ values: (real: [Scalar], imaginary: [Scalar])
    ) -> Double {
      let difference = values.real.reduce(0.0) { $0 + Double($1) } - (0..<a.rows).reduce(0.0) { $0 + Double(a[$1, $1]) }
      let imaginary = values.imaginary.reduce(0.0) { $0 + Double($1) }
      if difference == 0 && imaginary == 0 { return 0 }
      return worse(abs(difference), abs(imaginary)) / (Double(a.rows) * columnSumNorm(a) * Scalar.unitRoundoff)
    }
  }
#endif
