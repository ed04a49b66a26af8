/// A = U diag(s) V^T: singular values, with orthonormal bases of the row and column spaces of A and, full, of its null
/// spaces.
///
/// ```swift
/// let svd = try SVD(x - x.columnMeans())
/// let components = svd.vt  // principal components, row by row
/// ```
///
/// A is m x n with k = min(m, n) singular values in descending order. Thin: U is m x k, V^T is k x n. Full: U is m x m,
/// V^T is n x n, both orthogonal. The sign of each pair of vectors is arbitrary. For values alone use
/// `Matrix.singularValues`.
///
/// - Note: LAPACK `gesdd` (divide and conquer), or the same in Swift; Golub & Van Loan, 4th ed., 8.6. A row-major A is
///   LAPACK's layout of A^T = V diag(s) U^T, whose factors are U and V^T by rows: nothing is transposed.
public struct SVD<Scalar: BLASScalar>: Shaped, Sendable {
  /// How many vectors are computed.
  public enum Vectors: Sendable {
    /// One for each singular value.
    case thin
    /// A basis of the whole space.
    case full
  }

  /// U, m x k or m x m, with orthonormal columns.
  public let u: Matrix<Scalar>
  /// The singular values in descending order, k of them.
  public let values: [Scalar]
  /// V^T, k x n or n x n, with orthonormal rows.
  public let vt: Matrix<Scalar>

  /// The rows of A, m.
  public var rows: Int { u.rows }
  /// The columns of A, n.
  public var columns: Int { vt.columns }

  /// Factors `a`, m x n, of any shape.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - vectors: thin or full.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Throws: `notFinite`, `notConverged`; `overflow` where a value is beyond the scalar's range.
  /// - Complexity: about 4 m n k + 22 k^3 floating-point operations, thin; a copy of A, U, V^T and a workspace of about
  ///   4 k^2 elements.
  public init(
    _ a: Matrix<Scalar>, vectors: Vectors = .thin, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try self.init(consuming: a, vectors: vectors, configuration: configuration)
  }

  /// Factors as `init(_:vectors:configuration:)` does, destroying the contents of `a` if its memory is not shared.
  ///
  /// - Throws: as `init(_:vectors:configuration:)`.
  /// - Complexity: as `init(_:vectors:configuration:)`, without the copy.
  public init(
    consuming a: consuming Matrix<Scalar>, vectors: Vectors = .thin, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    let (m, n) = (a.rows, a.columns)
    let isFull = vectors == .full
    let exponent = try a.largestFiniteMagnitude().excess(beyond: .limitOfSingularValues)
    let k = Swift.min(m, n)
    if k == 0 {
      u = isFull ? .identity(m) : .zeros(rows: m, columns: 0)
      vt = isFull ? .identity(n) : .zeros(rows: 0, columns: n)
      values = []
      return
    }
    var u = Matrix<Scalar>.zeros(rows: m, columns: isFull ? m : k)
    var vt = Matrix<Scalar>.zeros(rows: isFull ? n : k, columns: n)
    var work = a
    let values = try u.withMutableView { u throws(DecompositionError) in
      try vt.withMutableView { vt throws(DecompositionError) in
        try work.decomposeSingular(scaledBy: exponent, u: u, vt: vt, full: isFull, configuration)
      }
    }
    if !u.isFinite || !vt.isFinite || !values.isFinite { throw .overflow }
    (self.u, self.values, self.vt) = (u, try values.scaled(byPowerOfTwo: exponent), vt)
  }
}

extension Matrix {
  /// The singular values of this m x n matrix in descending order, min(m, n) of them.
  ///
  /// - Parameter configuration: as of `SVD`.
  /// - Throws: `notFinite`, `notConverged`; `overflow` where a value is beyond the scalar's range.
  /// - Complexity: about 4 m n k - 4/3 k^3 floating-point operations; a copy of the matrix and a workspace.
  /// - Note: LAPACK `gesdd` without vectors, or the same in Swift.
  public func singularValues(
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> [Scalar] {
    let (values, exponent) = try scaledSingularValues(configuration)
    return try values.scaled(byPowerOfTwo: exponent)
  }

  /// The singular values over 2^exponent.
  func scaledSingularValues(
    _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> (values: [Scalar], exponent: Int) {
    let exponent = try largestFiniteMagnitude().excess(beyond: .limitOfSingularValues)
    if count == 0 { return ([], exponent) }
    var work = self
    return (try work.decomposeSingular(scaledBy: exponent, u: nil, vt: nil, full: false, configuration), exponent)
  }

  /// The singular values of this matrix / 2^exponent and, on request, its vectors; destroys the matrix.
  fileprivate mutating func decomposeSingular(
    scaledBy exponent: Int, u: MutableMatrixView<Scalar>?, vt: MutableMatrixView<Scalar>?, full: Bool,
    _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> [Scalar] {
    var values = [Scalar](repeating: 0, count: Swift.min(rows, columns))
    let routines = Scalar.routines(configuration, for: .singularValues, rows: rows, columns: columns)
    let unconverged = withMutableView { a in
      a.scale(byPowerOfTwo: -exponent)
      // The routine sees A^T: its U is our V, its V^T our U^T.
      return routines.decomposeSingular(a, values: &values, u: vt, vt: u, full: full)
    }
    if unconverged > 0 { throw .notConverged(count: unconverged) }
    return values
  }
}
