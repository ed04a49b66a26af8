extension Matrix {
  /// X of A X = B for this m x n matrix A, by the cheapest method that its elements allow.
  ///
  /// ```swift
  /// let x = try a.solve(b)
  /// ```
  ///
  /// The elements of a square matrix are examined first: a triangular one is solved by substitution; a symmetric one
  /// with a positive diagonal by Cholesky, if it is positive definite; any other by LU. For a rectangular matrix X is
  /// that of `leastSquares`, the shortest that minimizes |A X - B|.
  ///
  /// - Parameters:
  ///   - b: m x r, or the transpose `b.t` of an r x m matrix, which is read in place.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Returns: n x r.
  /// - Precondition: `b.rows == rows`.
  /// - Throws: `notFinite`, `rightHandSideNotFinite`; `singular` where a pivot of a square matrix is exactly zero;
  ///   `overflow` where X is beyond the scalar's range; `notConverged` for a rectangular matrix.
  /// - Complexity: n^2 r floating-point operations for a triangle, else n^3 / 3 or 2/3 n^3 and 2 n^2 r; a copy of A and
  ///   two n x r matrices are allocated. A is not transposed: its row-major layout is LAPACK's of A^T, and that is
  ///   factored.
  /// - Note: LAPACK `trtrs`, `potrf` and `potrs`, `getrf` and `getrs`, or `gelsd`.
  public func solve(
    _ b: some MatrixOperand<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix {
    require(b.rows == rows, "solving with \(shapeText): the right-hand side is \(b.shapeText)")
    if rows != columns { return try fitting(b, configuration).solution }
    if !configuration.usesLAPACK(for: .elimination, rows: rows, columns: columns),
      let x = solvingSmallSystem(b._stored, isTransposed: b._isTransposed)
    {
      return x
    }
    try requireFinite()
    try b.requireFinite()
    let form = withView { $0.form() }
    switch form {
    case .upperTriangular, .lowerTriangular:
      if let index = diagonal().firstZero { throw .singular(index: index) }
      return try substituting(b, upper: form == .upperTriangular, configuration: configuration)
    case .symmetric:
      do throws(DecompositionError) {
        return try Cholesky(self, configuration: configuration).solve(b)
      } catch .notPositiveDefinite {
        break
      }
    case .general: break
    }
    let packed = b.packed()
    do throws(DecompositionError) {
      return try LU(equilibrating: { self }, configuration).solve(packed: packed, transposed: true).transposed()
    } catch .overflow {
      // For a nearly singular system other pivots may give a solution in the range.
      return try LU(of: { self }, configuration).solve(packed: packed, transposed: true).transposed()
    }
  }

  /// The inverse of this n x n matrix; to solve a system, `solve` is faster and more accurate.
  ///
  /// - Parameter configuration: as of `solve`.
  /// - Precondition: the matrix is square.
  /// - Throws: `notFinite`; `singular` where a pivot is exactly zero; `overflow` where an element is beyond the scalar's
  ///   range.
  /// - Complexity: 2 n^3 floating-point operations; one matrix and a workspace of 64 rows are allocated.
  /// - Note: LAPACK `getrf` and `getri` of the transpose, whose column-major layout this is. For a nearly singular A
  ///   the small residual is that of A X = 1 (of `LU.inverse` that of X A = 1; Higham, Accuracy and Stability, 14.3).
  public func inverse(configuration: ComputeConfiguration = .current) throws(DecompositionError) -> Matrix {
    try LU.packedInverse { () throws(DecompositionError) in
      try luOfTranspose("the inverse of", configuration)
    }
  }

  /// The determinant of this n x n matrix, or 0 on underflow.
  ///
  /// - Parameter configuration: as of `solve`.
  /// - Precondition: the matrix is square.
  /// - Throws: `notFinite`; `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: 2/3 n^3 floating-point operations; one matrix is allocated.
  /// - Note: LAPACK `getrf` of the transpose, which has the same determinant and whose column-major layout this is.
  public func determinant(configuration: ComputeConfiguration = .current) throws(DecompositionError) -> Scalar {
    try luOfTranspose("the determinant of", configuration).determinant()
  }

  /// The sign of the determinant of this n x n matrix, 1 or -1, and the natural logarithm of its magnitude.
  ///
  /// - Parameter configuration: as of `solve`.
  /// - Precondition: the matrix is square.
  /// - Throws: `notFinite`; `singular` where the determinant is 0.
  /// - Complexity: 2/3 n^3 floating-point operations; one matrix is allocated.
  /// - Note: LAPACK `getrf` of the transpose.
  public func logDeterminant(
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    try luOfTranspose("the determinant of", configuration).logDeterminant()
  }

  private func luOfTranspose(
    _ what: String, _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> LU<Scalar> {
    require(rows == columns, "\(what) a \(shapeText) matrix: it is not square")
    try requireFinite()
    return try LU(equilibrating: { self }, configuration)
  }
}
