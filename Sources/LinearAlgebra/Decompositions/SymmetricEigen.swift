/// A = V diag(values) V^T of a symmetric matrix: real eigenvalues, orthonormal eigenvectors.
///
/// A and V are n x n; the values ascend. Only the lower triangle of A and its diagonal are read. The sign of each
/// vector is arbitrary. For values alone use `Matrix.symmetricEigenvalues`.
///
/// - Note: LAPACK `syevd` (divide and conquer), or the same in Swift; Golub & Van Loan, 4th ed., 8.4. The lower
///   triangle of a row-major matrix is the upper one in LAPACK's layout: nothing is transposed except V, by `vectors()`.
public struct SymmetricEigen<Scalar: BLASScalar>: Sendable {
  /// The eigenvalues, n of them, ascending.
  public let values: [Scalar]
  /// The eigenvectors as rows, V^T, n x n: row j belongs to `values[j]`.
  ///
  /// - Complexity: O(1): it is V in LAPACK's layout.
  public let vt: Matrix<Scalar>

  /// Factors the lower triangle of `a`, n x n.
  ///
  /// - Parameters:
  ///   - a: n x n.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Precondition: `a` is square.
  /// - Throws: `notFinite` for the triangle that is read; `notConverged`; `overflow` where a value is beyond the scalar's
  ///   range.
  /// - Complexity: about 9 n^3 floating-point operations at most; a copy of A and a workspace of 2 n^2 + 6 n elements.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    let (values, vectors) = try a.decomposedSymmetric(vectors: true, configuration)
    try self.init(values: values, vt: vectors)
  }

  /// Factors the lower triangle of `a`, n x n, in place if its memory is not shared.
  ///
  /// - Parameters:
  ///   - a: n x n.
  ///   - configuration: as of `init(_:configuration:)`.
  /// - Precondition: `a` is square.
  /// - Throws: as `init(_:configuration:)`; `notConverged` also where `init(_:configuration:)` would use its copy for a
  ///   second attempt.
  /// - Complexity: as `init(_:configuration:)`, without the copy.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    let exponent = try a.symmetricExponent()
    var vectors = a
    let values = try vectors.decomposeSymmetric(vectors: true, takingOut: exponent, configuration)
    try self.init(values: values, vt: vectors)
  }

  private init(values: [Scalar], vt: Matrix<Scalar>) throws(DecompositionError) {
    if !vt.isFinite { throw .overflow }
    (self.values, self.vt) = (values, vt)
  }

  /// The rows and columns of A, n.
  public var order: Int { values.count }

  /// V, n x n: column j is the eigenvector of `values[j]`.
  ///
  /// - Complexity: O(n^2), one allocation.
  public func vectors() -> Matrix<Scalar> { vt.transposed() }

  /// V diag(values) V^T, n x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 2 n^3 floating-point operations.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    let (exponent, scaled) = values.liftedTogether()
    return try vectors().multiplied(
      by: Matrix(column: scaled) .* vt, rows: Exponents(repeating: exponent, count: order))
  }

  /// X of A X = B.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix.
  /// - Returns: n x r.
  /// - Precondition: `b.rows == order`.
  /// - Throws: `singular` where a value is exactly zero; `rightHandSideNotFinite`; `overflow` where X is beyond the
  ///   scalar's range.
  /// - Complexity: 4 n^2 r floating-point operations.
  public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    require(
      b.rows == order, "solving with the eigenvectors of \(order)x\(order): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    if let index = values.firstZero { throw .singular(index: index) }
    let (exponent, scaled) = values.liftedTogether()
    // X^T = B^T V diag(1 / values) V^T.
    return try b.packed().substituting(after: Exponents(repeating: -exponent, count: order)) { b in
      b = ((b * vt.t) ./ Matrix(row: scaled)) * vt
      return 0
    } wide: { b in
      b = zip(vt.multiplied(by: b, transposed: false), scaled).map { $0 / WideNumber(Double($1)) }
      b = vt.multiplied(by: b, transposed: true)
    }.transposed()
  }

  /// A^-1, n x n.
  ///
  /// - Throws: `singular`, or `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 4 n^3 floating-point operations.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    try solve(Matrix<Scalar>.identity(order))
  }

  /// det A, 0 where it is too small for the scalar.
  ///
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    try WideNumber(productOf: values).determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Throws: `singular` where a value is exactly zero.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    if let index = values.firstZero { throw .singular(index: index) }
    return WideNumber(productOf: values).logarithm() ?? (1, 0)
  }
}

extension Matrix {
  /// The ascending eigenvalues of the symmetric n x n matrix with this lower triangle.
  ///
  /// - Parameter configuration: as of `SymmetricEigen`.
  /// - Precondition: the matrix is square.
  /// - Throws: `notFinite` for the triangle that is read; `notConverged`; `overflow` where a value is beyond the scalar's
  ///   range.
  /// - Complexity: 4/3 n^3 floating-point operations; a copy of the matrix and a workspace.
  /// - Note: LAPACK `syevd` without vectors, or the same in Swift.
  public func symmetricEigenvalues(
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> [Scalar] {
    try decomposedSymmetric(vectors: false, configuration).values
  }

  /// The eigenvalues of the symmetric matrix with this lower triangle and, on request, its eigenvectors as rows.
  fileprivate func decomposedSymmetric(
    vectors: Bool, _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> (values: [Scalar], vectors: Matrix) {
    let exponent = try symmetricExponent()
    do throws(DecompositionError) {
      var work = self
      return (try work.decomposeSymmetric(vectors: vectors, takingOut: exponent, configuration), work)
    } catch .notConverged {
      // LAPACK's QL iteration does not end on some matrices whose squares underflow beside others. Elements below the
      // square of the unit roundoff, relative to the largest, are negligible.
      var work = self
      let largest = withView { $0.largestMagnitudeInLowerTriangle() }
      work.withMutableView { $0.clearElements(below: largest * Scalar.ulpOfOne * Scalar.ulpOfOne) }
      return (try work.decomposeSymmetric(vectors: vectors, takingOut: exponent, configuration), work)
    }
  }

  /// The exponent to divide out before a routine iterates.
  fileprivate func symmetricExponent() throws(DecompositionError) -> Int {
    require(rows == columns, "the symmetric eigenvalues of a \(shapeText) matrix: it is not square")
    try requireFiniteLowerTriangle()
    return withView { $0.largestMagnitudeInLowerTriangle() }.excess(beyond: .limitOfSymmetricEigenvalues)
  }

  /// Replaces the symmetric matrix by its eigenvectors as rows; returns the eigenvalues.
  fileprivate mutating func decomposeSymmetric(
    vectors: Bool, takingOut exponent: Int, _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> [Scalar] {
    var values = [Scalar](repeating: 0, count: rows)
    if count == 0 { return values }
    let routines = Scalar.routines(configuration, for: .symmetricEigen, rows: rows, columns: columns)
    let unconverged = withMutableView { view in
      view.scaleLowerTriangle(rows: Exponents(repeating: -exponent, count: view.rows), columns: .zero)
      return routines.decomposeSymmetric(view, values: &values, vectors: vectors)
    }
    if unconverged > 0 { throw .notConverged(count: unconverged) }
    if !values.isFinite { throw .overflow }
    return try values.scaled(byPowerOfTwo: exponent)
  }
}

extension MutableMatrixView {
  /// Sets elements smaller than `least` to zero, on and below the diagonal of a square matrix.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func clearElements(below least: Scalar) {
    for i in 0..<rows {
      for j in 0...i where self[i, j].magnitude < least { self[i, j] = 0 }
    }
  }
}
