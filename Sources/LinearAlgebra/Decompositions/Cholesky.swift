/// A = L L^T of a symmetric positive definite matrix: half the work of `LU`, and no pivots.
///
/// ```swift
/// var normal = x.t * x
/// for i in 0..<normal.rows { normal[i, i] += 0.1 }
/// let weights = try Cholesky(normal).solve(x.t * y)  // ridge regression
/// ```
///
/// A and L are n x n. Only the lower triangle of A and its diagonal are read.
///
/// - Note: LAPACK `potrf`, `potrs`, `potri`, or the recursive algorithm in Swift (Gustavson 1997); Golub & Van Loan,
///   4th ed., 4.2. The lower triangle of a row-major matrix is the upper one in LAPACK's layout: nothing is transposed.
public struct Cholesky<Scalar: BLASScalar>: Sendable {
  /// L of D A D, on and below the diagonal; above it the elements that A had there.
  private let factored: Matrix<Scalar>
  /// D is diagonal: 1 / 2^exponents[i], and 1 where the element of A's diagonal is not too small. It scales each row of
  /// L by that factor and changes nothing else: no element of L exceeds the root of the diagonal element in its row.
  private let exponents: Exponents
  private let configuration: ComputeConfiguration

  /// Factors the lower triangle of `a`, n x n.
  ///
  /// - Parameters:
  ///   - a: n x n.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads, here and in later
  ///     calls.
  /// - Precondition: `a` is square.
  /// - Throws: `notFinite` for the triangle that is read; `notPositiveDefinite`.
  /// - Complexity: n^3 / 3 floating-point operations; one matrix allocated.
  public init(_ a: Matrix<Scalar>, configuration: ComputeConfiguration = .current) throws(DecompositionError) {
    try self.init(consuming: a, configuration: configuration)
  }

  /// Factors as `init(_:configuration:)` does, in place if the memory of `a` is not shared.
  ///
  /// - Precondition: `a` is square.
  /// - Throws: `notFinite` for the triangle that is read; `notPositiveDefinite`.
  /// - Complexity: n^3 / 3 floating-point operations; nothing allocated.
  public init(
    consuming a: consuming Matrix<Scalar>, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    require(a.rows == a.columns, "the Cholesky decomposition of a \(a.shapeText) matrix: it is not square")
    try a.requireFiniteLowerTriangle()
    // The diagonal of a positive definite matrix bounds its elements. Exponents are rounded down to even ones, whose
    // roots are exact.
    exponents = a.withView { view in
      guard let diagonal = view.diagonalSpan(), diagonal.least < .leastOfFactors else { return .zero }
      return Exponents(rows: 0..<view.rows) { view[$0, $0].excessSmallness(below: .leastOfFactors) >> 1 }
    }
    self.configuration = configuration
    let taken = -exponents
    let routines = Scalar.routines(configuration, for: .cholesky, rows: a.rows, columns: a.rows)
    var factored = a
    if factored.count > 0 {
      let order = factored.withMutableView { view in
        view.scaleLowerTriangle(rows: taken, columns: taken)
        return routines.factorCholesky(view)
      }
      if order > 0 { throw .notPositiveDefinite(index: order - 1) }
      // A minor that is NaN counts as not positive.
      if let index = factored.firstNonFiniteInLowerTriangle()?.row { throw .notPositiveDefinite(index: index) }
    }
    self.factored = factored
  }

  private var routines: any DecompositionRoutines<Scalar> {
    Scalar.routines(configuration, for: .cholesky, rows: order, columns: order)
  }

  /// The rows and columns of A, n.
  public var order: Int { factored.rows }

  /// L, n x n: lower triangular with a positive diagonal.
  ///
  /// - Complexity: O(n^2), one allocation.
  public func lower() -> Matrix<Scalar> {
    var lower = factored.lowerTriangle()
    lower.scale(rows: exponents)
    return lower
  }

  /// L^T, n x n: upper triangular with a positive diagonal.
  ///
  /// - Complexity: O(n^2), two allocations.
  public func upper() -> Matrix<Scalar> { lower().transposed() }

  /// L L^T, n x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 2 n^3 floating-point operations.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    let lower = factored.lowerTriangle()
    return try lower.multiplied(by: lower.transposed(), rows: exponents, columns: exponents, on: configuration)
  }

  /// X of A X = B.
  ///
  /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read in place.
  /// - Returns: n x r.
  /// - Precondition: `b.rows == order`.
  /// - Throws: `rightHandSideNotFinite`, or `overflow` where X is beyond the scalar's range.
  /// - Complexity: 2 n^2 r floating-point operations; two n x r matrices are allocated.
  public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    require(
      b.rows == order,
      "solving with the Cholesky decomposition of \(order)x\(order): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    if b.rows * b.columns == 0 { return b.matrix }
    let (restored, routines) = (-exponents, routines)
    return try factored.withView { a throws(DecompositionError) in
      try b.packed().substituting(before: restored, after: restored) { b in
        b.withMutableView { routines.solveCholesky(a, $0) }
      } wide: { b in
        a.substitute(&b, upper: true, transposed: true)
        a.substitute(&b, upper: true, transposed: false)
      }
    }.packing()
  }

  /// A^-1, n x n and symmetric.
  ///
  /// - Throws: `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 2/3 n^3 floating-point operations; one n x n matrix is allocated.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    if order == 0 { return factored }
    let routines = routines
    var inverse = factored
    let info = inverse.withMutableView { view in
      let info = routines.invertCholesky(view)
      view.mirrorLowerTriangle()
      return info
    }
    let restored = -exponents
    if info > 0 || !inverse.isFinite || inverse.hasSmallElement(restoredBy: restored, restored) {
      return try solve(Matrix.identity(order))
    }
    inverse.scale(rows: restored, columns: restored)
    return try inverse.checkingOverflow()
  }

  /// det A, the square of the product of L's diagonal.
  private var wideDeterminant: WideNumber {
    let root = WideNumber(productOf: factored.diagonal(), exponent: exponents.sum)
    return root * root
  }

  /// det A, 0 where it is too small for the scalar.
  ///
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    try wideDeterminant.determinant()
  }

  /// The natural logarithm of det A, which is positive: `sign` is 1.
  ///
  /// - Complexity: O(n).
  public func logDeterminant() -> (sign: Scalar, logarithm: Scalar) {
    (try? wideDeterminant.logarithm(zeroAt: 0)) ?? (1, 0)
  }
}
