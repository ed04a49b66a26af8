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
public struct QR<Scalar: BLASScalar>: Shaped, Sendable {
  /// A in LAPACK's layout, row j is column j: before the factorization A / 2^exponents[j], afterwards R and, below the
  /// diagonal, the reflections.
  package let packed: Matrix<Scalar>
  /// A factor for each reflection, 0 where it is the identity.
  let tau: [Scalar]
  /// The indices in A, from one on, of the columns of Q R; none where they were not pivoted.
  let order: [Int32]
  /// The powers of two that were divided out of the columns of A; they change R but not Q.
  let exponents: Exponents
  /// The provider of the factorization, and of later applications of the reflections.
  let configuration: ComputeConfiguration

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
    try self.init(configuration) { a.transposed() }
  }

  /// Factors as `init(_:configuration:)` does, in place if `a` is square and its memory is not shared.
  ///
  /// - Throws: `notFinite`; `overflow` where an element of R is beyond the scalar's range.
  /// - Complexity: as `init(_:configuration:)`, allocating only the workspace and k factors.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try a.requireFinite()
    try self.init(packed: a.packing(), configuration)
  }

  /// - Parameters:
  ///   - packed: A in LAPACK's layout.
  ///   - configuration: the provider, here and in later calls.
  ///   - kind: `qr`, or `pivotedQR`: all columns get the same power of two, because pivots depend on their lengths.
  init(
    packed: consuming Matrix<Scalar>, _ configuration: ComputeConfiguration, _ kind: DecompositionKind = .qr
  ) throws(DecompositionError) {
    let lifted = packed.exponents(below: .leastOfFactors, alike: kind == .pivotedQR)
    self.init(consume packed, configuration, kind, lifted)
    try requireRepresentable()
  }

  /// The same for a matrix that is kept; it is scaled down where the first attempt overflows.
  init(
    _ configuration: ComputeConfiguration, _ kind: DecompositionKind = .qr, _ pack: () -> Matrix<Scalar>
  ) throws(DecompositionError) {
    let a = pack()
    let lifted = a.exponents(below: .leastOfFactors, alike: kind == .pivotedQR)
    self.init(consume a, configuration, kind, lifted)
    if !isFinite {
      let again = pack()
      let headroom = again.exponents(\.excessSize, alike: kind == .pivotedQR)
      self.init(consume again, configuration, kind, lifted + headroom)
    }
    try requireRepresentable()
  }

  private init(
    _ a: consuming Matrix<Scalar>, _ configuration: ComputeConfiguration, _ kind: DecompositionKind,
    _ exponents: Exponents
  ) {
    var packed = consume a
    var tau = [Scalar](repeating: 0, count: Swift.min(packed.rows, packed.columns))
    var order = [Int32]()
    if kind == .pivotedQR {
      let columns = packed.rows
      require(columns <= Int(Int32.max), "the pivoted QR of \(columns) columns: the most are \(Int32.max)")
      // Zero marks a column that may move.
      order = packed.count > 0 ? Array(repeating: 0, count: columns) : (0..<columns).map { Int32($0 + 1) }
    }
    packed.scale(rows: -exponents)
    let routines = Scalar.routines(configuration, for: kind, rows: packed.rows, columns: packed.columns)
    if packed.count > 0 {
      packed.withMutableView { a in
        if kind == .pivotedQR {
          routines.factorPivotedQR(a, reflectors: &tau, columns: &order)
        } else {
          routines.factorQR(a, reflectors: &tau)
        }
      }
    }
    (self.packed, self.tau, self.order) = (packed, tau, order)
    (self.exponents, self.configuration) = (exponents, configuration)
  }

  var routines: any DecompositionRoutines<Scalar> {
    Scalar.routines(configuration, for: .qr, rows: rows, columns: columns)
  }

  private var isFinite: Bool { packed.isFinite && tau.isFinite }

  private func requireRepresentable() throws(DecompositionError) {
    if !isFinite || (exponents.largest > 0 && !r().isFinite) { throw .overflow }
  }

  /// The rows of A, m.
  public var rows: Int { packed.columns }
  /// The columns of A, n.
  public var columns: Int { packed.rows }

  private var k: Int { tau.count }

  /// Q, m x k, with orthonormal columns.
  ///
  /// - Complexity: 4 m n k - 2 (m + n) k^2 + 4/3 k^3 floating-point operations at most; two m x k matrices.
  public func q() -> Matrix<Scalar> {
    var q = packed[0..<k, ...]
    let routines = routines
    if k > 0 { q.withMutableView { routines.formQ($0, reflectors: tau) } }
    return q.packing()
  }

  /// The full Q, m x m and orthogonal: its columns beyond those of `q` are a basis of the complement of A's range.
  ///
  /// - Complexity: 4 m^2 k - 4 m k^2 + 4/3 k^3 floating-point operations; one m x m matrix.
  public func fullQ() -> Matrix<Scalar> {
    if k == 0 { return .identity(rows) }
    var q = Matrix<Scalar>.zeros(rows: rows, columns: rows)
    q[0..<k, ...] = packed[0..<k, ...]
    let routines = routines
    q.withMutableView { routines.formQ($0, reflectors: tau) }
    return q.packing()
  }

  /// R, k x n, upper triangular.
  ///
  /// - Complexity: O(k n), one allocation.
  public func r() -> Matrix<Scalar> {
    var r = unscaledR(rows: k)
    r.scale(columns: exponents)
    return r
  }

  /// R with `rows` rows, not scaled back.
  func unscaledR(rows: Int) -> Matrix<Scalar> {
    packed.unpackedTriangle(upper: true, rows: rows, columns: columns)
  }
}
