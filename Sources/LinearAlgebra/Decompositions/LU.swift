/// P A = L U with partial pivoting: the decomposition of a general matrix for solving, inverting and determinants.
///
/// ```swift
/// let lu = try LU(a)
/// let x = try lu.solve(b)  // a * x == b, up to rounding
/// ```
///
/// A is m x n with k = min(m, n); L is m x k with ones on its diagonal, U is k x n. Singular matrices are factored too;
/// `solve` and `inverse` throw then. To solve one system, `Matrix.solve` is shorter and transposes nothing.
///
/// - Note: LAPACK `getrf`, `getrs`, `getri`, or recursive elimination in Swift (Toledo 1997); Golub & Van Loan, 4th ed.,
///   3.4.
public struct LU<Scalar: BLASScalar>: Sendable {
  let elimination: Elimination<Scalar>

  /// Factors `a`, m x n, of any shape.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: what computes here and in what is asked of the factors later: LAPACK or routines in
  ///     Swift, as its backend says, on so many threads.
  /// - Throws: `notFinite`; `overflow` where an element of U is beyond the scalar's range.
  /// - Complexity: m n k - (m + n) k^2 / 2 + k^3 / 3 multiplications and additions each; one matrix allocated.
  /// - Note: where OpenBLAS overflows on subnormal pivots, plain loops that divide take over.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    try a.requireFinite()
    elimination = try Elimination(of: { a.transposed() }, configuration)
    try requireRepresentableFactors()
  }

  /// Factors `a`, m x n, in its own memory where it is square and nobody shares it.
  ///
  /// - Parameters:
  ///   - a: m x n.
  ///   - configuration: as of `init(_:configuration:)`.
  /// - Throws: `notFinite`; `overflow` where a factor is beyond the scalar's range. That may be one of OpenBLAS's own
  ///   making, by the reciprocal of a subnormal pivot, and A is gone then: `init(_:configuration:)` has a copy to try by
  ///   divisions.
  /// - Complexity: as `init(_:configuration:)`, with nothing allocated but the k pivots and, in Swift, 20 columns of
  ///   workspace.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try a.requireFinite()
    elimination = try Elimination(consuming: a.packing(), configuration)
    try requireRepresentableFactors()
  }

  private func requireRepresentableFactors() throws(DecompositionError) {
    if elimination.exponents.largest > 0 && !upper().isFinite { throw .overflow }
  }

  /// The rows of A, m.
  public var rows: Int { elimination.packed.columns }
  /// The columns of A, n.
  public var columns: Int { elimination.packed.rows }
  var shapeText: String { "\(rows)x\(columns)" }
  /// L and U as LAPACK left them, for tests of who owns the memory.
  package var packedElements: Matrix<Scalar> { elimination.packed }
  private var k: Int { Swift.min(rows, columns) }

  /// The index of the first pivot that is exactly zero; nil of a matrix that can be solved with.
  public var singularIndex: Int? { elimination.singularIndex }

  /// L, m x k: lower triangular with ones on its diagonal.
  ///
  /// - Complexity: O(m k), one allocation.
  public func lower() -> Matrix<Scalar> {
    var lower = elimination.packed.unpackedTriangle(upper: false, rows: rows, columns: k)
    lower.withMutableView { view in for i in 0..<k { view[i, i] = 1 } }
    return lower
  }

  /// U, k x n: upper triangular.
  ///
  /// - Complexity: O(k n), one allocation.
  public func upper() -> Matrix<Scalar> {
    var upper = elimination.packed.unpackedTriangle(upper: true, rows: k, columns: columns)
    upper.scale(columns: elimination.exponents)
    return upper
  }

  /// The exchanges, k of them: row i with row `pivots[i]`, in ascending order of i.
  public func pivots() -> [Int] { elimination.pivots.map { Int($0) - 1 } }

  /// P as the rows of A in the order of L U, m of them: row i of L U is row `permutation()[i]` of A.
  public func permutation() -> [Int] {
    var rows = Array(0..<arrayCount(rows, of: Int.self))
    for (i, pivot) in pivots().enumerated() { rows.swapAt(i, pivot) }
    return rows
  }

  /// L U with its rows where A has them, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 2 m n k floating-point operations.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    let upper = elimination.packed.unpackedTriangle(upper: true, rows: k, columns: columns)
    let product = try lower().multiplied(by: upper, columns: elimination.exponents)
    var a = Matrix<Scalar>.zeros(rows: rows, columns: columns)
    for (i, row) in permutation().enumerated() { a[row...row, ...] = product.row(i) }
    return a
  }
}
