/// The half of a square matrix that a triangular solve reads.
public enum TriangleSide: Sendable {
  /// The diagonal and the elements below it.
  case lower
  /// The diagonal and the elements above it.
  case upper
}

extension MatrixOperand {
  /// X of T X = B for a triangle T of this n x n matrix; the other half is not read.
  ///
  /// ```swift
  /// let x = try l.triangularSolve(b, .lower)
  /// let y = try l.t.triangularSolve(x, .upper)  // l * l.t * y == b, up to rounding
  /// ```
  ///
  /// - Parameters:
  ///   - b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  ///   - side: the triangle of this operand: the lower one of `l` is the upper one of `l.t`.
  ///   - unitDiagonal: whether the diagonal counts as ones, whatever is stored there.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Returns: n x r.
  /// - Precondition: the matrix is square, and `b.rows == rows`.
  /// - Throws: `notFinite` for the triangle that is read (of several elements the first in memory),
  ///   `rightHandSideNotFinite`; `singular` where an element of the diagonal is exactly zero; `overflow` where X is beyond
  ///   the scalar's range.
  /// - Complexity: n^2 r floating-point operations; three n x r matrices are allocated; T is not copied.
  /// - Note: LAPACK `trtrs`, or the same in Swift.
  public func triangularSolve(
    _ b: some MatrixOperand<Scalar>, _ side: TriangleSide, unitDiagonal: Bool = false,
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix<Scalar> {
    require(rows == columns, "a triangular solve with \(rows)x\(columns): it is not square")
    require(b.rows == rows, "a triangular solve with \(rows)x\(columns): the right-hand side is \(b.shapeText)")
    let (isUpper, isTransposed, inner) = (side == .upper, _isTransposed, unitDiagonal ? 1 : 0)
    let nonFinite = _stored.withView { view in
      view.firstNonFinite { i in
        isUpper != isTransposed ? Swift.min(i + inner, view.columns)..<view.columns : 0..<i + 1 - inner
      }
    }
    if let (row, column) = nonFinite {
      throw isTransposed ? .notFinite(row: column, column: row) : .notFinite(row: row, column: column)
    }
    try b.requireFinite()
    if !unitDiagonal, let index = _stored.diagonal().firstZero { throw .singular(index: index) }
    return try substituting(b, upper: isUpper, unitDiagonal: unitDiagonal, configuration: configuration)
  }

  /// X of T X = B for a triangle whose diagonal has no zero.
  func substituting(
    _ b: some MatrixOperand<Scalar>, upper: Bool, unitDiagonal: Bool = false, configuration: ComputeConfiguration
  ) throws(DecompositionError) -> Matrix<Scalar> {
    // In LAPACK's layout this is the transpose, with the other triangle.
    try _stored.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        b.packed(), upper: upper == _isTransposed, transposed: !_isTransposed, unitDiagonal: unitDiagonal,
        configuration: configuration)
    }.transposed()
  }
}
