extension QR {
  /// Q R, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 4 m n k floating-point operations at most.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    try packedProduct().packing()
  }

  /// X that minimizes |A X - B| column by column; for a square A the solution of A X = B.
  ///
  /// - Parameter b: m x r, or the transpose `b.t` of an r x m matrix, which is read in place.
  /// - Returns: n x r.
  /// - Precondition: m >= n, and `b.rows == rows`.
  /// - Throws: `singular` where an element of R's diagonal is exactly zero (`PivotedQR` and `leastSquares` handle any
  ///   rank); `rightHandSideNotFinite`; `overflow` where X is beyond the scalar's range.
  /// - Complexity: (4 m n - n^2) r floating-point operations; two m x r matrices and a workspace, and on LAPACK
  ///   of at most 64 columns a copy of A.
  public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    requireTall("solving with")
    require(b.rows == rows, "solving with the QR of \(shapeText): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    try requireRegular()
    return try solve(packed: b.packed(), rank: columns).transposed()
  }

  /// X of A^T X = B, the shortest one where A has more rows than columns.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  /// - Returns: m x r.
  /// - Precondition: m >= n, and `b.rows == columns`.
  /// - Throws: `singular` where an element of R's diagonal is exactly zero; `rightHandSideNotFinite`; `overflow` where X
  ///   is beyond the scalar's range.
  /// - Complexity: (4 m n - n^2) r floating-point operations; three m x r matrices and a workspace, and on
  ///   LAPACK of at most 64 columns a copy of A.
  public func solveTransposed(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    requireTall("solving with the transpose and")
    require(
      b.rows == columns,
      "solving with the QR of \(shapeText), transposed: the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    try requireRegular()
    return try solveTransposed(packed: b.packed()).transposed()
  }

  /// A^-1, n x n.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular`, or `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 3 n^3 floating-point operations; two n x n matrices and a workspace.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by the QR of")
    return try solve(Matrix.identity(rows))
  }

  /// det A, 0 where it is too small for the scalar.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the QR of")
    return try wideDeterminant.determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where the determinant is 0.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    requireSquare("the determinant by the QR of")
    return try wideDeterminant.logarithm(zeroAt: diagonal.firstZero)
  }

  private func requireTall(_ use: String) {
    require(rows >= columns, "\(use) the QR of a \(shapeText) matrix: it has fewer rows than columns")
  }
}

// The same in LAPACK's layout, for `PivotedQR` too.
extension QR {
  /// The diagonal of R, not scaled back.
  var diagonal: [Scalar] { packed.diagonal() }

  func requireRegular() throws(DecompositionError) {
    if let index = diagonal.firstZero { throw .singular(index: index) }
  }

  /// det A of a square matrix: each reflection other than the identity changes the sign.
  var wideDeterminant: WideNumber {
    let sign = tau.count { $0 != 0 } % 2 == 0 ? 1 : -1
    return WideNumber(productOf: diagonal, sign: sign, exponent: exponents.sum)
  }

  /// Q R.
  func packedProduct() throws(DecompositionError) -> Matrix<Scalar> {
    var (a, headroom) = multipliedByQ(unscaledR(rows: rows).packing(), transposed: false)
    a.scale(rows: exponents + headroom)
    return try a.checkingOverflow()
  }

  /// Q C or Q^T C, with the full Q, m x m; row i of the result still has to be multiplied by 2^headroom[i].
  private func multipliedByQ(
    _ c: Matrix<Scalar>, transposed: Bool
  ) -> (product: Matrix<Scalar>, headroom: Exponents) {
    if c.count == 0 || tau.isEmpty { return (c, .zero) }
    let routines = routines
    func product(_ c: Matrix<Scalar>) -> Matrix<Scalar> {
      var c = c
      packed.withView { a in
        c.withMutableView { routines.multiplyByQ(a, reflectors: tau, $0, transposed: transposed) }
      }
      return c
    }
    let first = product(c)
    if first.isFinite { return (first, .zero) }
    // A reflection overflowed, perhaps on the way to an element in the range. Only the rows concerned are repeated.
    let headroom = first.withView { first in
      c.withView { c in
        Exponents(rows: 0..<c.rows) { i in
          first.row(i).largestMagnitude().isFinite ? 0 : c.row(i).largestMagnitude().excessSize
        }
      }
    }
    var small = c
    small.scale(rows: -headroom)
    return (product(small), headroom)
  }

  /// X of R X = Q^T B of the first `rank` rows and columns of R; row j has `rank` elements.
  func solve(packed b: Matrix<Scalar>, rank: Int) throws(DecompositionError) -> Matrix<Scalar> {
    let lifted = b.exponents(below: .leastOfTargets)
    var c = b
    c.scale(rows: -lifted)
    let (target, headroom) = multipliedByQ(c, transposed: true)
    return try packed.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        target[..., 0..<rank], upper: true, transposed: false, rows: lifted + headroom, after: -exponents,
        configuration: configuration)
    }
  }

  /// X of A^T X = B.
  func solveTransposed(packed b: Matrix<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    do throws(DecompositionError) {
      return try solveTransposed(packed: b, headroom: 0)
    } catch .overflow {
      // The elements of X may be smaller than the largest of R^-T B. Each right-hand side is repeated on its own, so
      // that the others keep their digits.
      if b.rows == 1 { return try solveTransposed(packed: b, headroom: Scalar.headroom) }
      var x = Matrix<Scalar>.zeros(rows: b.rows, columns: rows)
      for i in 0..<b.rows { x[i...i, ...] = try solveTransposed(packed: b.row(i)) }
      return x
    }
  }

  private func solveTransposed(packed b: Matrix<Scalar>, headroom: Int) throws(DecompositionError) -> Matrix<Scalar> {
    let y = try packed.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        b, upper: true, transposed: true, before: -exponents, after: Exponents(repeating: -headroom, count: columns),
        configuration: configuration)
    }
    var padded = Matrix<Scalar>.zeros(rows: y.rows, columns: rows)
    padded[..., 0..<columns] = y
    var (x, growth) = multipliedByQ(padded, transposed: false)
    x.scale(rows: growth + Exponents(repeating: headroom, count: x.rows))
    return try x.checkingOverflow()
  }
}
