/// A = Q R by Householder reflections: least squares of full rank, and orthonormal columns.
///
/// ```swift
/// let qr = try QR(a)
/// let x = try qr.solve(b)  // minimizes |a * x - b| for each column
/// ```
///
/// A is m x n with k = min(m, n); Q is m x k with orthonormal columns, R is k x n and upper triangular. As in LAPACK,
/// the elements of R's diagonal may have either sign.
///
/// - Note: LAPACK `geqrf`, `ormqr`, `orgqr`, `trtrs`, or the same in Swift; Golub & Van Loan, 4th ed., 5.2.
public struct QR<Scalar: BLASScalar>: Sendable {
  let reflections: Reflections<Scalar>

  /// Factors `a`, m x n, of any shape.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads, here and in later
  ///     calls.
  /// - Throws: `notFinite`; `overflow` where an element of R is beyond the scalar's range.
  /// - Complexity: 2 k^2 (max(m, n) - k / 3) floating-point operations; one matrix and a workspace of 32 rows.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    try a.requireFinite()
    reflections = try Reflections(configuration) { a.transposed() }
  }

  /// Factors `a`, m x n, in place if it is square and its memory is not shared.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: as of `init(_:configuration:)`.
  /// - Throws: `notFinite`; `overflow` where an element of R is beyond the scalar's range.
  /// - Complexity: as `init(_:configuration:)`, allocating only the workspace and k factors.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try a.requireFinite()
    reflections = try Reflections(consuming: a.packing(), configuration)
  }

  /// The rows of A, m.
  public var rows: Int { reflections.rows }
  /// The columns of A, n.
  public var columns: Int { reflections.columns }

  /// R and the reflections in LAPACK's packed form, for tests of memory ownership.
  package var packedElements: Matrix<Scalar> { reflections.packedElements }

  /// Q, m x k, with orthonormal columns.
  ///
  /// - Complexity: 4 m n k - 2 (m + n) k^2 + 4/3 k^3 floating-point operations at most; two m x k matrices.
  public func q() -> Matrix<Scalar> { reflections.q }

  /// The full Q, m x m and orthogonal: its columns beyond those of `q` are a basis of the complement of A's range.
  ///
  /// - Complexity: 4 m^2 k - 4 m k^2 + 4/3 k^3 floating-point operations; one m x m matrix.
  public func fullQ() -> Matrix<Scalar> { reflections.fullQ }

  /// R, k x n, upper triangular.
  ///
  /// - Complexity: O(k n), one allocation.
  public func r() -> Matrix<Scalar> { reflections.r }

  /// Q R, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 4 m n k floating-point operations at most.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    try reflections.reconstructed().packing()
  }

  /// X that minimizes |A X - B| column by column; for a square A the solution of A X = B.
  ///
  /// - Parameter b: m x r, or the transpose `b.t` of an r x m matrix, which is read in place.
  /// - Returns: n x r.
  /// - Precondition: m >= n, and `b.rows == rows`.
  /// - Throws: `singular` where an element of R's diagonal is exactly zero (`PivotedQR` and `leastSquares` handle any
  ///   rank); `rightHandSideNotFinite`; `overflow` where X is beyond the scalar's range.
  /// - Complexity: (4 m n - n^2) r floating-point operations; two m x r matrices and a workspace.
  public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    requireTall("solving with")
    require(b.rows == rows, "solving with the QR of \(reflections.shapeText): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    try reflections.requireRegular()
    return try reflections.solve(b.packed(), rank: columns).transposed()
  }

  /// X of A^T X = B, the shortest one where A has more rows than columns.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  /// - Returns: m x r.
  /// - Precondition: m >= n, and `b.rows == columns`.
  /// - Throws: `singular` where an element of R's diagonal is exactly zero; `rightHandSideNotFinite`; `overflow` where X
  ///   is beyond the scalar's range.
  /// - Complexity: (4 m n - n^2) r floating-point operations; three m x r matrices and a workspace.
  public func solveTransposed(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    requireTall("solving with the transpose and")
    require(
      b.rows == columns,
      "solving with the QR of \(reflections.shapeText), transposed: the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    try reflections.requireRegular()
    return try reflections.solveTransposed(b.packed()).transposed()
  }

  /// A^-1, n x n.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular`, or `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 3 n^3 floating-point operations; two n x n matrices and a workspace.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by")
    return try solve(Matrix.identity(rows))
  }

  /// det A, 0 where it is too small for the scalar.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by")
    return try reflections.determinant.determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where the determinant is 0.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    requireSquare("the determinant by")
    try reflections.requireRegular()
    return reflections.determinant.logarithm() ?? (1, 0)
  }

  private func requireTall(_ use: String) {
    require(rows >= columns, "\(use) the QR of a \(reflections.shapeText) matrix: it has fewer rows than columns")
  }

  private func requireSquare(_ use: String) {
    require(rows == columns, "\(use) the QR of a \(reflections.shapeText) matrix: it is not square")
  }
}
