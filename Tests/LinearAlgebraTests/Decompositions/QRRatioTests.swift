import LinearAlgebra
import Testing
import _TestSupport

/// LAPACK's test ratios of QR, with and without pivots, and of least squares.
@Suite struct QRRatioTests {
  @Test(arguments: decompositionConfigurations)
  func floatQRStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { check(Float.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func doubleQRStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { check(Double.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func floatLeastSquaresStayWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkLeastSquares(Float.self, configuration)
  }
  @Test(arguments: decompositionConfigurations)
  func doubleLeastSquaresStayWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkLeastSquares(Double.self, configuration)
  }

  func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
      kind.matrix(rows: m, columns: n, using: &generator)
    } _: { a, kind, generator, record in
      let ratio = TestRatio(of: a)
      let qr = try QR(a, configuration: configuration)
      record("A - QR", ratio.product(qr.q(), qr.r(), is: a))
      record("I - Q'Q", TestRatio.orthogonality(qr.q()))
      record("A - reconstructed", ratio.product(.identity(a.rows), try qr.reconstructed(), is: a))
      #expect(try QR(consuming: a, configuration: configuration).r() == qr.r(), "the form that consumes")
      let pivoted = try PivotedQR(a, configuration: configuration)
      let permuted = Matrix(rows: a.rows, columns: a.columns) { i, j in a[i, pivoted.permutation[j]] }
      record("AP - QR", ratio.product(pivoted.q(), pivoted.r(), is: permuted))
      record("I - Q'Q, pivoted", TestRatio.orthogonality(pivoted.q()))
      #expect(try PivotedQR(consuming: a, configuration: configuration).permutation == pivoted.permutation)
      if kind == .rankDeficient { #expect(pivoted.rank() <= min(a.rows, a.columns) / 2) }
      guard a.rows >= a.columns, kind != .rankDeficient else { return }
      let b = rightHandSide(of: a, using: &generator)
      let x = try qr.solve(b)
      // B is in the range of A, and both are asked for, as LAPACK's dqrt16 and dqrt17 do.
      record("A'(B - AX)", ratio.leastSquares(a, x, b))
      record("B - AX", ratio.solution(a, x, b))
      let c = rightHandSide(of: a.transposed(), using: &generator)
      let at = a.transposed()
      record("B - A'X", TestRatio(of: at).solution(at, try qr.solveTransposed(c), c))
      if a.rows == a.columns, kind == .random || kind == .huge {
        record("I - A^-1 A", ratio.inverse(a, try qr.inverse()))
      }
    }
  }

  func checkLeastSquares<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
      kind.matrix(rows: m, columns: n, using: &generator)
    } _: { a, kind, generator, record in
      let ratio = TestRatio(of: a)
      // Not in the range of A.
      let b = kind.matrix(Scalar.self, rows: a.rows, columns: 3, using: &generator)
      let fit = try a.leastSquares(b, configuration: configuration)
      record("A'(B - AX)", ratio.leastSquares(a, fit.solution, b))
      record(
        "A'(B - AX), pivoted QR", ratio.leastSquares(a, try PivotedQR(a, configuration: configuration).solve(b), b))
      record("A'(B - AX), SVD", ratio.leastSquares(a, try SVD(a, configuration: configuration).solve(b), b))
      // Singular values of graded and Hilbert matrices may lie within a rounding of the tolerance.
      if kind == .random || kind == .huge { #expect(try fit.rank == a.rank(configuration: configuration)) }
      record("singular values", ratio.values(fit.singularValues, try a.singularValues(configuration: configuration)))
      if kind == .rankDeficient { #expect(fit.rank <= min(a.rows, a.columns) / 2) }
    }
  }
}
