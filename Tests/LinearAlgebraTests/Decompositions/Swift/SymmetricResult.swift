import LinearAlgebra
import Testing
import _TestSupport

/// What the routine in Swift makes of a symmetric matrix.
struct SymmetricResult<Scalar: OracleScalar & BLASScalar> {
  let values: [Scalar]
  let vt: Matrix<Scalar>

  init(_ a: Matrix<Scalar>, vectors: Bool, threads: Int = 2) {
    var (vt, values) = (a, [Scalar](repeating: .nan, count: a.rows))
    let unconverged = vt.withMutableView {
      SwiftRoutines<Scalar>(threads: threads).decomposeSymmetric($0, values: &values, vectors: vectors)
    }
    #expect(unconverged == 0)
    (self.values, self.vt) = (values, vt)
  }

  /// LAPACK's ratios of this decomposition of `a`, and 100 where the values do not ascend.
  func ratios(of a: Matrix<Scalar>, valuesAlone: SymmetricResult) -> [(name: String, ratio: Double)] {
    let ratio = TestRatio(of: a)
    let ascends = zip(values, values.dropFirst()).allSatisfy(<=)
    return [
      ("A - VLV'", ratio.product(vt.transposed() .* Matrix(row: values), vt, is: a, scaledLeft: true)),
      ("I - V'V", TestRatio.orthogonality(vt.transposed())),
      ("values alone", ratio.values(values, valuesAlone.values)),
      ("order", ascends ? 0 : 100),
    ]
  }
}
