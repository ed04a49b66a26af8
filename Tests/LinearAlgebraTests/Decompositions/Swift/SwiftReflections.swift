import LinearAlgebra
import _TestSupport

/// A factored by the routines in Swift, and its factors as matrices.
struct SwiftReflections<Scalar: BLASScalar & OracleScalar> {
  let routines: SwiftRoutines<Scalar>
  /// LAPACK's layout: row j is column j.
  let packed: Matrix<Scalar>
  let tau: [Scalar]
  /// The columns of A in the order of Q R.
  let order: [Int]

  init(_ a: Matrix<Scalar>, pivoted: Bool = false, threads: Int = 1) {
    let routines = SwiftRoutines<Scalar>(threads: threads)
    var packed = a.transposed()
    var tau = [Scalar](repeating: 0, count: min(a.rows, a.columns))
    var columns = (0..<a.columns).map { Int32($0 + 1) }
    packed.withMutableView {
      if pivoted {
        routines.factorPivotedQR($0, reflectors: &tau, columns: &columns)
      } else {
        routines.factorQR($0, reflectors: &tau)
      }
    }
    (self.routines, self.packed, self.tau, order) = (routines, packed, tau, columns.map { Int($0) - 1 })
  }

  private var k: Int { tau.count }

  /// k x n.
  var r: Matrix<Scalar> { Matrix(rows: k, columns: packed.rows) { i, j in i <= j ? packed[j, i] : 0 } }

  /// The first `columns` columns of Q, at least k of them.
  func q(columns: Int) -> Matrix<Scalar> {
    var q = Matrix<Scalar>(rows: columns, columns: packed.columns) { i, j in i < k ? packed[i, j] : .nan }
    q.withMutableView { routines.formQ($0, reflectors: tau) }
    return q.transposed()
  }

  var q: Matrix<Scalar> { q(columns: k) }

  /// Q C or Q' C.
  func multiplied(by c: Matrix<Scalar>, transposed: Bool) -> Matrix<Scalar> {
    var product = c.transposed()
    packed.withView { a in
      product.withMutableView { routines.multiplyByQ(a, reflectors: tau, $0, transposed: transposed) }
    }
    return product.transposed()
  }

  /// The columns of A in that order.
  func permuted(_ a: Matrix<Scalar>) -> Matrix<Scalar> {
    Matrix(rows: a.rows, columns: a.columns) { i, j in a[i, order[j]] }
  }
}
