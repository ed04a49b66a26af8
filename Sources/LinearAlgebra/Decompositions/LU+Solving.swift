extension LU {
  /// X of A X = B.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  /// - Returns: n x r.
  /// - Precondition: A is square, and `b.rows == rows`.
  /// - Throws: `singular`, `rightHandSideNotFinite`, or `overflow` where X is beyond the scalar's range.
  /// - Complexity: 2 n^2 r floating-point operations; two n x r matrices are allocated.
  public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    try solve(b, transposed: false)
  }

  /// X of A^T X = B.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  /// - Returns: n x r.
  /// - Precondition: A is square, and `b.rows == rows`.
  /// - Throws: `singular`, `rightHandSideNotFinite`, or `overflow` where X is beyond the scalar's range.
  /// - Complexity: 2 n^2 r floating-point operations; two n x r matrices are allocated.
  public func solveTransposed(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    try solve(b, transposed: true)
  }

  private func solve(
    _ b: some MatrixOperand<Scalar>, transposed: Bool
  ) throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("solving with the LU of")
    require(b.rows == rows, "solving with the LU of \(shapeText): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    return try solve(packed: b.packed(), transposed: transposed).transposed()
  }

  /// A^-1, n x n; to solve, `solve` is faster and more accurate.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular`, or `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 4/3 n^3 floating-point operations; two n x n matrices are allocated.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by the LU of")
    return try Self.packedInverse { () throws(DecompositionError) in self }.packing()
  }

  /// det A, or 0 on underflow; each factor adds a relative error of at most the scalar's unit.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the LU of")
    return try wideDeterminant.determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where the determinant is 0.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    requireSquare("the determinant by the LU of")
    return try wideDeterminant.logarithm(zeroAt: singularIndex)
  }

  private var wideDeterminant: WideNumber {
    let isOdd = exchanges.indices.count { Int(exchanges[$0]) != $0 + 1 } % 2 == 1
    return WideNumber(
      productOf: packed.diagonal(), sign: isOdd ? -1 : 1, exponent: exponents.sum - rowExponents.sum)
  }

  /// Throws where a pivot is zero.
  private func requireRegular() throws(DecompositionError) {
    if let index = singularIndex { throw .singular(index: index) }
  }
}

// The same in LAPACK's layout.
extension LU {
  /// X of A X = B, or of A^T X = B.
  ///
  /// - Throws: `singular`, or `overflow` where X is beyond the scalar's range.
  func solve(packed b: Matrix<Scalar>, transposed: Bool) throws(DecompositionError) -> Matrix<Scalar> {
    try requireRegular()
    if b.count == 0 { return b }
    // The scaling of A's rows also scales the right-hand side, that of its columns X.
    let (rows, columns) = (rowExponents, -exponents)
    let routines = routines
    return try packed.withView { a throws(DecompositionError) in
      try b.substituting(before: transposed ? columns : rows, after: transposed ? rows : columns) { b in
        b.withMutableView { routines.solveLU(a, pivots: exchanges, $0, transposed: transposed) }
      } wide: { b in
        if !transposed { for (i, pivot) in exchanges.enumerated() { b.swapAt(i, Int(pivot) - 1) } }
        a.substitute(&b, upper: transposed, transposed: transposed, unitDiagonal: !transposed)
        a.substitute(&b, upper: !transposed, transposed: transposed, unitDiagonal: transposed)
        if transposed { for (i, pivot) in exchanges.enumerated().reversed() { b.swapAt(i, Int(pivot) - 1) } }
      }
    }
  }

  /// A^-1.
  ///
  /// - Parameter factor: makes the decomposition, again where the inverse by reciprocals overflows, since its memory was
  ///   overwritten.
  static func packedInverse(_ factor: () throws(DecompositionError) -> LU) throws(DecompositionError) -> Matrix<Scalar>
  {
    var lu = try factor()
    try lu.requireRegular()
    if lu.packed.count == 0 { return lu.packed }
    let (pivots, routines) = (lu.exchanges, lu.routines)
    let info = lu.packed.withMutableView { routines.invertLU($0, pivots: pivots) }
    if info > 0 { throw .singular(index: info - 1) }
    let (rows, columns) = (lu.rowExponents, -lu.exponents)
    if lu.packed.isFinite && !lu.packed.hasSmallElement(restoredBy: rows, columns) {
      lu.packed.scale(rows: rows, columns: columns)
      return try lu.packed.checkingOverflow()
    }
    return try factor().solve(packed: .identity(lu.packed.rows), transposed: false)
  }
}
