import LinearAlgebra
import Testing
import _TestSupport

/// LAPACK's test ratios of LU, of Cholesky, and of what solves by them.
@Suite struct EliminationRatioTests {
  @Test(arguments: decompositionConfigurations)
  func floatLUStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { checkLU(Float.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func doubleLUStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { checkLU(Double.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func floatCholeskyStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkCholesky(Float.self, configuration)
  }
  @Test(arguments: decompositionConfigurations)
  func doubleCholeskyStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkCholesky(Double.self, configuration)
  }

  func checkLU<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
      kind.matrix(rows: m, columns: n, using: &generator)
    } _: { a, kind, generator, record in
      let lu = try LU(a, configuration: configuration)
      let permuted = Matrix(rows: a.rows, columns: a.columns) { i, j in a[lu.permutation()[i], j] }
      let ratio = TestRatio(of: a)
      record("PA - LU", ratio.product(lu.lower(), lu.upper(), is: permuted))
      #expect(try LU(consuming: a, configuration: configuration).lower() == lu.lower(), "the form that consumes")
      guard a.rows == a.columns, lu.singularIndex == nil else { return }
      let b = rightHandSide(of: a, using: &generator)
      record("B - AX", ratio.solution(a, try lu.solve(b), b))
      record("B - AX, B transposed", ratio.solution(a, try lu.solve(b.transposed().t), b))
      let at = a.transposed()
      record("B - A'X", TestRatio(of: at).solution(at, try lu.solveTransposed(b), b))
      do {
        record("I - A^-1 A", ratio.inverse(a, try lu.inverse()))
      } catch DecompositionError.overflow {
        // The inverse of what is about 2^-1023 is beyond 2^1024 where its norm times that of A is above 2.
        #expect(kind == .subnormal)
      }
    }
  }

  func checkCholesky<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: orders.map { ($0, $0) }) { kind, n, _, generator in
      kind.positiveDefinite(order: n, using: &generator)
    } _: { a, kind, generator, record in
      let cholesky = try Cholesky(a, configuration: configuration)
      let ratio = TestRatio(of: a)
      let b = rightHandSide(of: a, using: &generator)
      record("B - AX", ratio.solution(a, try cholesky.solve(b), b))
      if kind != .subnormal && kind != .huge {
        // L has half the exponent of A: compared where it needs no scaling.
        record("A - LL'", ratio.product(cholesky.lower(), cholesky.upper(), is: a))
      } else {
        record("A - reconstructed", ratio.product(.identity(a.rows), try cholesky.reconstructed(), is: a))
      }
      do {
        record("I - A^-1 A", ratio.inverse(a, try cholesky.inverse()))
      } catch DecompositionError.overflow {
        #expect(kind == .subnormal)
      }
    }
  }
}
