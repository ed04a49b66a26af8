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
    return try elimination.solve(b.packed(), transposed: transposed).transposed()
  }

  /// A^-1, n x n; to solve, `solve` is faster and more accurate.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular`, or `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 4/3 n^3 floating-point operations; two n x n matrices are allocated.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by the LU of")
    return try Elimination.inverse { () throws(DecompositionError) in elimination }.packing()
  }

  /// det A, or 0 on underflow; each factor adds a relative error of at most the scalar's unit.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the LU of")
    return try elimination.determinant.determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where the determinant is 0.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    requireSquare("the determinant by the LU of")
    return try elimination.logDeterminant()
  }
}

extension Elimination {
  /// det M.
  var determinant: WideNumber {
    WideNumber(productOf: packed.diagonalElements, sign: sign, exponent: exponents.sum - rowExponents.sum)
  }

  /// The sign and the logarithm of |det M|.
  func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    guard let logarithm = determinant.logarithm(Scalar.self) else {
      throw .singular(index: singularIndex ?? 0)
    }
    return logarithm
  }
}

extension MatrixOperand {
  /// Throws where this right-hand side is not finite.
  func requireFinite() throws(DecompositionError) {
    if _stored.isFinite { return }
    try matrix.requireFiniteRightHandSide()
  }
}
