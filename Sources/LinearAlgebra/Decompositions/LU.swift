/// P A = L U with partial pivoting: the decomposition of a general matrix for solving, inverting and determinants.
///
/// ```swift
/// let lu = try LU(a)
/// let x = try lu.solve(b)  // a * x == b, up to rounding
/// ```
///
/// A is m x n with k = min(m, n); L is m x k with ones on its diagonal, U is k x n. Singular matrices are factored too;
/// then `solve` and `inverse` throw. For one system, `Matrix.solve` is shorter and transposes nothing.
///
/// - Note: LAPACK `getrf`, `getrs`, `getri`, or recursive elimination in Swift (Toledo 1997); Golub & Van Loan, 4th ed.,
///   3.4.
public struct LU<Scalar: BLASScalar>: Shaped, Sendable {
  /// In LAPACK's layout, row j is column j: before the elimination of A / 2^exponents[j], afterwards of L (below the
  /// diagonal) and U.
  package var packed: Matrix<Scalar>
  /// Row i was exchanged with row `exchanges[i]`, in ascending order of i; counted from one.
  var exchanges: [Int32]
  /// The provider of the elimination, and of later solutions.
  let configuration: ComputeConfiguration
  /// The powers of two that were divided out of the columns of A. This changes neither the pivots nor L, only the columns
  /// of U.
  let exponents: Exponents
  /// The powers of two that multiplied the rows of A, where only a result is needed, not the factors.
  var rowExponents = Exponents.zero

  /// Factors `a`, m x n, of any shape.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads, here and in later
  ///     calls.
  /// - Precondition: A has less than 2^31 rows.
  /// - Throws: `notFinite`; `overflow` where an element of U is beyond the scalar's range.
  /// - Complexity: m n k - (m + n) k^2 / 2 + k^3 / 3 multiplications and additions each; one matrix allocated.
  /// - Note: where OpenBLAS overflows on subnormal pivots, plain loops with divisions repeat the factorization.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    try a.requireFinite()
    try self.init(of: { a.transposed() }, configuration)
    try requireRepresentableFactors()
  }

  /// Factors as `init(_:configuration:)` does, in place if `a` is square and its memory is not shared.
  ///
  /// - Precondition: A has less than 2^31 rows.
  /// - Throws: `notFinite`; `overflow` where a factor is beyond the scalar's range. OpenBLAS may overflow where the
  ///   factors do not, by the reciprocal of a subnormal pivot, and A is then lost: `init(_:configuration:)` has a copy
  ///   and repeats with divisions.
  /// - Complexity: as `init(_:configuration:)`, allocating only the k pivots and, in Swift, 20 columns of workspace.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try a.requireFinite()
    let packed = a.packing()
    let exponents = packed.exponents(below: .leastOfFactors)
    self.init(consume packed, exponents, configuration) { $0.factor() }
    if !self.packed.isFinite { throw .overflow }
    try requireRepresentableFactors()
  }

  private func requireRepresentableFactors() throws(DecompositionError) {
    if exponents.largest > 0 && !upper().isFinite { throw .overflow }
  }

  /// The rows of A, m.
  public var rows: Int { packed.columns }
  /// The columns of A, n.
  public var columns: Int { packed.rows }

  private var k: Int { Swift.min(rows, columns) }

  /// The index of the first pivot that is exactly zero; nil for a regular matrix.
  public var singularIndex: Int? { packed.diagonal().firstZero }

  /// L, m x k: lower triangular with ones on its diagonal.
  ///
  /// - Complexity: O(m k), one allocation.
  public func lower() -> Matrix<Scalar> {
    var lower = packed.unpackedTriangle(upper: false, rows: rows, columns: k)
    lower.withMutableView { view in for i in 0..<k { view[i, i] = 1 } }
    return lower
  }

  /// U, k x n: upper triangular.
  ///
  /// - Complexity: O(k n), one allocation.
  public func upper() -> Matrix<Scalar> {
    var upper = packed.unpackedTriangle(upper: true, rows: k, columns: columns)
    upper.scale(columns: exponents)
    return upper
  }

  /// The exchanges, k of them: row i with row `pivots[i]`, in ascending order of i.
  public func pivots() -> [Int] { exchanges.map { Int($0) - 1 } }

  /// P as the order of A's rows in L U, m indices: row i of L U is row `permutation()[i]` of A.
  public func permutation() -> [Int] {
    var rows = Array(0..<arrayCount(rows, of: Int.self))
    for (i, pivot) in pivots().enumerated() { rows.swapAt(i, pivot) }
    return rows
  }

  /// P^T L U, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 2 m n k floating-point operations.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    let upper = packed.unpackedTriangle(upper: true, rows: k, columns: columns)
    let product = try lower().multiplied(by: upper, columns: exponents, on: configuration)
    var a = Matrix<Scalar>.zeros(rows: rows, columns: columns)
    for (i, row) in permutation().enumerated() { a[row...row, ...] = product.row(i) }
    return a
  }
}
