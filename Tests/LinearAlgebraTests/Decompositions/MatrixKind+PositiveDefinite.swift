import LinearAlgebra
import _TestSupport

extension MatrixKind {
  /// A symmetric positive definite matrix with elements of this kind: its diagonal outweighs the rest of a row.
  func positiveDefinite<Scalar: BLASScalar>(
    order: Int, using generator: inout SeededGenerator
  ) -> Matrix<Scalar> {
    var a = symmetric(Scalar.self, order: order, using: &generator)
    for i in 0..<order {
      let others = (0..<order).reduce(Scalar(0)) { $1 == i ? $0 : $0 + a[i, $1].magnitude }
      a[i, i] = max(others * 1.0625, a[i, i].magnitude)
      if a[i, i] == 0 { a[i, i] = self == .subnormal ? .leastNonzeroMagnitude : 1 }
    }
    return a
  }
}
