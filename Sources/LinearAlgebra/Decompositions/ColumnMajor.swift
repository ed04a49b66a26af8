// LAPACK's column-major layout of an m x n matrix is the row-major layout of its n x m transpose. Here it is held as
// that `Matrix`, named `packed`: row j of it is column j.

extension Matrix {
  /// LAPACK's layout of this matrix, in place if it is square and its memory is not shared.
  consuming func packing() -> Matrix {
    guard rows == columns else { return transposed() }
    var packed = self
    packed.withMutableView { $0.transposeSquare() }
    return packed
  }

  /// A triangle of the matrix of which this is LAPACK's layout: its first `rows` and `columns`, zeros elsewhere.
  func unpackedTriangle(upper: Bool, rows: Int, columns: Int) -> Matrix {
    var triangle = self[0..<columns, 0..<rows].transposed()
    triangle.withMutableView { upper ? $0.clearBelowDiagonal() : $0.clearAboveDiagonal() }
    return triangle
  }
}

extension MatrixOperand {
  /// LAPACK's layout of this right-hand side; `b.t` has it already.
  func packed() -> Matrix<Scalar> { _isTransposed ? _stored : _stored.transposed() }

  /// The matrix itself.
  var matrix: Matrix<Scalar> { _isTransposed ? _stored.transposed() : _stored }
}

extension MatrixView {
  var firstZeroOnDiagonal: Int? {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    get {
      // In bounds: element i * stride + i is in row and column i.
      (0..<Swift.min(rows, columns)).first { unsafe base[$0 * stride + $0] == 0 }
    }
  }
}

extension MutableMatrixView {
  /// Transposes a square matrix in place, by blocks that stay in L1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func transposeSquare() {
    require(rows == columns, "transposing \(shapeText) in place: it is not square")
    let (n, block) = (rows, 16)
    for top in Swift.stride(from: 0, to: n, by: block) {
      for left in Swift.stride(from: top, to: n, by: block) {
        for i in top..<min(top + block, n) {
          // In bounds: i and j are below n, the rows and the columns.
          for j in max(left, i + 1)..<max(left, i + 1, min(left + block, n)) {
            let (a, b) = unsafe (base[i * stride + j], base[j * stride + i])
            unsafe base[i * stride + j] = b
            unsafe base[j * stride + i] = a
          }
        }
      }
    }
  }

  /// Copies the lower triangle of a square matrix into the upper one.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func mirrorLowerTriangle() {
    if rows <= 16 {
      for i in 0..<rows { for j in 0..<i { self[j, i] = self[i, j] } }
      return
    }
    let half = rows / 2
    let (upper, lower) = (self.rows(0..<half), self.rows(half..<rows))
    upper.columns(half..<rows).update(transposing: lower.columns(0..<half).reading)
    upper.columns(0..<half).mirrorLowerTriangle()
    lower.columns(half..<rows).mirrorLowerTriangle()
  }

  /// Sets the elements right of the diagonal to zero.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func clearAboveDiagonal() {
    for i in 0..<Swift.min(rows, columns) {
      // In bounds: columns i + 1 and on of row i; likewise below.
      unsafe (base + i * stride + i + 1).update(repeating: 0, count: columns - i - 1)
    }
  }

  /// Sets the elements left of the diagonal to zero.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func clearBelowDiagonal() {
    for i in 0..<filledRows { unsafe (base + i * stride).update(repeating: 0, count: Swift.min(i, columns)) }
  }
}
