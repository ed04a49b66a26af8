/// A matrix in LAPACK's layout: its columns are the rows of a view. The eigenvalue routines index it by row and column.
@safe struct ColumnMatrix<Scalar: BLASScalar> {
  /// The transpose in row-major layout, as products take it.
  let view: MutableMatrixView<Scalar>

  init(_ view: MutableMatrixView<Scalar>) { self.view = view }

  var rows: Int { view.columns }
  var columns: Int { view.rows }

  /// The element in row i and column j. Callers stay within the matrix; a debug build checks it.
  @inline(__always)
  subscript(i: Int, j: Int) -> Scalar {
    get {
      assert(i >= 0 && i < rows && j >= 0 && j < columns)
      // In bounds: the callers' loops run over rows and columns of the matrix.
      return unsafe view.base[j &* view.stride &+ i]
    }
    nonmutating set {
      assert(i >= 0 && i < rows && j >= 0 && j < columns)
      unsafe view.base[j &* view.stride &+ i] = newValue
    }
  }

  /// The address of the element in row i and column j.
  @inline(__always)
  @unsafe func address(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Scalar> {
    assert(i >= 0 && i <= rows && j >= 0 && j <= columns)
    return unsafe view.base + (j &* view.stride &+ i)
  }

  /// A block, in place.
  func block(rows: Range<Int>, columns: Range<Int>) -> ColumnMatrix {
    ColumnMatrix(view.rows(columns).columns(rows))
  }

  /// The rows of the diagonal block of a Schur form that begins with row i: 1 or 2.
  func blockSize(_ i: Int) -> Int { i + 1 < columns && self[i + 1, i] != 0 ? 2 : 1 }

  func swapRows(_ i: Int, _ k: Int) {
    if i == k { return }
    for j in 0..<columns { (self[i, j], self[k, j]) = (self[k, j], self[i, j]) }
  }

  func setIdentity() {
    view.fill(0)
    for j in 0..<Swift.min(rows, columns) { self[j, j] = 1 }
  }
}
