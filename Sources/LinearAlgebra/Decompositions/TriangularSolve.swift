/// The half of a square matrix that a triangular solve reads.
public enum TriangleSide: Sendable {
  /// The diagonal and what is below it.
  case lower
  /// The diagonal and what is above it.
  case upper
}

extension MatrixOperand {
  /// X of T X = B for a triangle T of this n x n matrix; the other half is not looked at.
  ///
  /// ```swift
  /// let x = try l.triangularSolve(b, .lower)
  /// let y = try l.t.triangularSolve(x, .upper)  // l * l.t * y == b, up to rounding
  /// ```
  ///
  /// - Parameters:
  ///   - b: n x r, or the transpose `b.t` of an r x n matrix, which is read as it lies.
  ///   - side: the triangle, as this operand has it: the lower one of `l` is the upper one of `l.t`.
  ///   - unitDiagonal: whether the diagonal is ones, whatever the matrix has there.
  ///   - configuration: what computes: LAPACK or routines in Swift, as its backend says, on so many threads.
  /// - Returns: n x r.
  /// - Precondition: the matrix is square, and `b.rows == rows`.
  /// - Throws: `notFinite` for the triangle that is read, `rightHandSideNotFinite`; `singular` where an element of the
  ///   diagonal is exactly zero; `overflow` where X is beyond the scalar's range.
  /// - Complexity: n^2 r floating-point operations; three n x r matrices are allocated; T is not copied.
  /// - Note: LAPACK `trtrs`, or the same in Swift.
  public func triangularSolve(
    _ b: some MatrixOperand<Scalar>, _ side: TriangleSide, unitDiagonal: Bool = false,
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix<Scalar> {
    require(rows == columns, "a triangular solve with \(rows)x\(columns): it is not square")
    require(b.rows == rows, "a triangular solve with \(rows)x\(columns): the right-hand side is \(b.rows)x\(b.columns)")
    let isUpper =
      switch side {
      case .lower: false
      case .upper: true
      }
    let isTransposed = _isTransposed
    if let (row, column) = _stored.firstNonFinite(isUpper: isUpper != isTransposed, unitDiagonal: unitDiagonal) {
      throw isTransposed ? .notFinite(row: column, column: row) : .notFinite(row: row, column: column)
    }
    try b.requireFinite()
    if !unitDiagonal, let index = _stored.diagonal().firstZero { throw .singular(index: index) }
    // LAPACK's layout of a matrix is that of its transpose, whose triangle is the other one.
    return try _stored.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        b.packed(), upper: isUpper == isTransposed, transposed: !isTransposed, unitDiagonal: unitDiagonal,
        configuration: configuration)
    }.transposed()
  }
}

extension Matrix {
  /// The first element of a triangle, row by row, that is not finite.
  fileprivate func firstNonFinite(isUpper: Bool, unitDiagonal: Bool) -> (row: Int, column: Int)? {
    withView { view in
      for i in 0..<view.rows {
        let inner = unitDiagonal ? 1 : 0
        let columns = isUpper ? Swift.min(i + inner, view.columns)..<view.columns : 0..<i + 1 - inner
        let part = view.row(i).columns(columns)
        if part.largestMagnitude().isFinite { continue }
        return columns.first { !view[i, $0].isFinite }.map { (i, $0) }
      }
      return nil
    }
  }
}
