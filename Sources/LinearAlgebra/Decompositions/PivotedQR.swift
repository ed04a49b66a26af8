/// A P = Q R with column pivoting: QR that reveals the rank.
///
/// A is m x n with k = min(m, n); Q is m x k with orthonormal columns, R is k x n and upper triangular, and the elements
/// of its diagonal do not grow in magnitude.
///
/// - Note: LAPACK `geqp3`, `ormqr`, `orgqr`, `trtrs`, or the same in Swift; Golub & Van Loan, 4th ed., 5.4.2. The rank that
///   it shows is wrong only for matrices made to deceive it (Kahan's); `Matrix.rank` uses singular values.
public struct PivotedQR<Scalar: BLASScalar>: Shaped, Sendable {
  /// Q and R of A P.
  package let qr: QR<Scalar>

  /// The columns of A in the order of Q R, n of them: column j of Q R is column `permutation[j]` of A.
  public let permutation: [Int]

  /// Factors `a`, m x n, of any shape.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads, here and in later
  ///     calls.
  /// - Precondition: A has less than 2^31 columns.
  /// - Throws: `notFinite`; `overflow` where an element of R is beyond the scalar's range.
  /// - Complexity: 4 m n k - 2 (m + n) k^2 + 4/3 k^3 floating-point operations, half of them as matrix-vector products;
  ///   one matrix and a workspace of 35 rows.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    try a.requireFinite()
    qr = try QR(configuration, .pivotedQR) { a.transposed() }
    permutation = qr.order.map { Int($0) - 1 }
  }

  /// Factors as `init(_:configuration:)` does, in place if `a` is square and its memory is not shared.
  ///
  /// - Precondition: A has less than 2^31 columns.
  /// - Throws: `notFinite`; `overflow` where an element of R is beyond the scalar's range.
  /// - Complexity: as `init(_:configuration:)`, allocating only the workspace, n indices and k factors.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try a.requireFinite()
    qr = try QR(packed: a.packing(), configuration, .pivotedQR)
    permutation = qr.order.map { Int($0) - 1 }
  }

  /// The rows of A, m.
  public var rows: Int { qr.rows }
  /// The columns of A, n.
  public var columns: Int { qr.columns }

  /// Q, m x k, with orthonormal columns.
  ///
  /// - Complexity: 4 m n k - 2 (m + n) k^2 + 4/3 k^3 floating-point operations at most; two m x k matrices.
  public func q() -> Matrix<Scalar> { qr.q() }

  /// The full Q, m x m and orthogonal: its columns beyond those of `q` are a basis of the complement of A's range.
  ///
  /// - Complexity: 4 m^2 k - 4 m k^2 + 4/3 k^3 floating-point operations; one m x m matrix.
  public func fullQ() -> Matrix<Scalar> { qr.fullQ() }

  /// R, k x n, upper triangular.
  ///
  /// - Complexity: O(k n), one allocation.
  public func r() -> Matrix<Scalar> { qr.r() }

  /// The number of elements of R's diagonal above `tolerance` times the first.
  ///
  /// - Parameter tolerance: by default `ulpOfOne` times max(m, n), or times 4 min(m, n) + max(m, n) / 128 if that is less; at
  ///   most 1/4.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Complexity: O(k).
  public func rank(tolerance: Scalar? = nil) -> Int {
    qr.diagonal.map(\.magnitude).rank(tolerance ?? .rankTolerance(rows, columns))
  }

  /// Q R P^T, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 4 m n k floating-point operations at most.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    try qr.packedProduct().placingRows(at: permutation).packing()
  }

  /// X that minimizes |A X - B| column by column, with at most `rank` nonzero rows.
  ///
  /// `Matrix.leastSquares` gives the shortest X.
  ///
  /// - Parameters:
  ///   - b: m x r, or the transpose `b.t` of an r x m matrix, which is read in place.
  ///   - tolerance: as of `rank(tolerance:)`.
  /// - Returns: n x r.
  /// - Precondition: `b.rows == rows`.
  /// - Throws: `rightHandSideNotFinite`; `overflow` where X is beyond the scalar's range.
  /// - Complexity: (4 m k - k^2) r floating-point operations; four matrices of r columns and a workspace.
  public func solve(
    _ b: some MatrixOperand<Scalar>, tolerance: Scalar? = nil
  ) throws(DecompositionError) -> Matrix<Scalar> {
    require(b.rows == rows, "solving with the pivoted QR of \(shapeText): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    let rank = rank(tolerance: tolerance)
    var x = Matrix<Scalar>.zeros(rows: b.columns, columns: columns)
    x[..., 0..<rank] = try qr.solve(packed: b.packed(), rank: rank)
    return x.transposed().placingRows(at: permutation)
  }
}

extension Matrix {
  /// The matrix whose row `places[i]` is row i of this one.
  func placingRows(at places: [Int]) -> Matrix {
    .written(rows: rows, columns: columns) { result in
      withView { view in for (i, place) in places.enumerated() { result.row(place).update(from: view.row(i)) } }
    }
  }
}

extension BLASScalar {
  /// The fraction of the largest singular value below which one counts as zero: that of NumPy's `matrix_rank`, max(m, n)
  /// times `ulpOfOne`, but less for tall and wide matrices, which would lose directions that are well determined.
  ///
  /// A column that is the sum of two others left a singular value of at most 4 times `ulpOfOne` with 3,000 rows, 20 times
  /// with 100,000 and 2,400 times with 2,000,000 by OpenBLAS (3, 1 and 14 with the Swift kernels). It is at most a quarter: of
  /// 2^30 rows of `Float`, it would be 1.
  static func rankTolerance(_ rows: Int, _ columns: Int) -> Self {
    let (longer, shorter) = (Self(Swift.max(rows, columns)), Self(Swift.min(rows, columns)))
    return Swift.min(Swift.min(longer, 4 * shorter + longer / 128) * ulpOfOne, 0.25)
  }
}

extension Array where Element: BLASScalar {
  /// The number of these magnitudes, in descending order, above `tolerance` times the first.
  func rank(_ tolerance: Element) -> Int {
    require(tolerance >= 0, "a rank with the tolerance \(tolerance): it is negative or NaN")
    guard let first else { return 0 }
    return prefix { $0 > tolerance * first }.count
  }
}
