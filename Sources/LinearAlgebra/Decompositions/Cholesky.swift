#if OpenBLAS && os(Linux)
  /// A = L L^T of a symmetric positive definite matrix: half the work of `LU`, and no pivots.
  ///
  /// ```swift
  /// var normal = x.t * x
  /// for i in 0..<normal.rows { normal[i, i] += 0.1 }
  /// let weights = try Cholesky(normal).solve(x.t * y)  // ridge regression
  /// ```
  ///
  /// A and L are n x n. The lower triangle of A is read, with the diagonal; what is above it is not looked at.
  ///
  /// - Note: LAPACK `potrf`, `potrs`, `potri`; Golub & Van Loan, 4th ed., 4.2. The lower triangle of a row-major matrix is
  ///   the upper one in LAPACK's layout, so that nothing is transposed.
  public struct Cholesky<Scalar: BLASScalar>: Sendable {
    /// L on and below the diagonal, of A / 2^(2 halfExponent); above it what A had there.
    private let factored: Matrix<Scalar>
    private let halfExponent: Int

    /// Factors the lower triangle of `a`, n x n.
    ///
    /// - Precondition: `a` is square.
    /// - Throws: `notFinite` for the triangle that is read; `notPositiveDefinite`.
    /// - Complexity: n^3 / 3 floating-point operations; one matrix allocated.
    public init(_ a: Matrix<Scalar>) throws(DecompositionError) {
      try self.init(consuming: a)
    }

    /// Factors the lower triangle of `a`, n x n, in its own memory where nobody shares it.
    ///
    /// - Precondition: `a` is square.
    /// - Throws: `notFinite` for the triangle that is read; `notPositiveDefinite`.
    /// - Complexity: n^3 / 3 floating-point operations; nothing allocated.
    public init(consuming a: consuming Matrix<Scalar>) throws(DecompositionError) {
      require(a.rows == a.columns, "the Cholesky decomposition of a \(a.shape) matrix: it is not square")
      let largest = try a.largestFiniteMagnitudeInLowerTriangle()
      // Rounded down to an even exponent, whose root is exact.
      halfExponent = largest.excessExponent >> 1
      let exponent = 2 * halfExponent
      var factored = a
      if factored.count > 0 {
        let order = factored.withMutableView { view in
          view.scaleLowerTriangle(byPowerOfTwo: -exponent)
          return Scalar.lapack.factorCholesky(view)
        }
        if order > 0 { throw .notPositiveDefinite(index: order - 1) }
        // A minor that is NaN is not positive either.
        if let index = factored.firstRowOfNonFiniteLowerTriangle() { throw .notPositiveDefinite(index: index) }
      }
      self.factored = factored
    }

    /// The rows and columns of A, n.
    public var order: Int { factored.rows }

    /// L, n x n: lower triangular with a positive diagonal.
    ///
    /// - Complexity: O(n^2), one allocation.
    public var lower: Matrix<Scalar> {
      var lower = unscaledLower
      lower.withMutableView { $0.scale(byPowerOfTwo: halfExponent) }
      return lower
    }

    /// L^T, n x n: upper triangular with a positive diagonal.
    ///
    /// - Complexity: O(n^2), two allocations.
    public var upper: Matrix<Scalar> { lower.transposed() }

    private var unscaledLower: Matrix<Scalar> {
      var lower = factored
      lower.withMutableView { $0.clearAboveDiagonal() }
      return lower
    }

    /// L L^T, n x n: A up to rounding.
    ///
    /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
    /// - Complexity: 2 n^3 floating-point operations.
    public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
      let lower = unscaledLower
      var a = lower * lower.t
      try a.scale(byPowerOfTwo: 2 * halfExponent)
      return a
    }

    /// X of A X = B.
    ///
    /// - Parameter b: n x r, or the transpose `b.t` of an r x n matrix, which is read as it lies.
    /// - Returns: n x r.
    /// - Precondition: `b.rows == order`.
    /// - Throws: `rightHandSideNotFinite`, or `overflow` where X is beyond the scalar's range.
    /// - Complexity: 2 n^2 r floating-point operations; two n x r matrices are allocated.
    public func solve(_ b: some MatrixOperand<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
      require(
        b.rows == order,
        "solving with the Cholesky decomposition of \(order)x\(order): the right-hand side is \(b.rows)x\(b.columns)")
      try b.requireFinite()
      if b.rows * b.columns == 0 { return b.matrix }
      var x = b.packed()
      let exponents = x.normalizeRows()
      let normalized = x
      factored.withView { a in x.withMutableView { Scalar.lapack.solveCholesky(a, $0) } }
      if !x.isFinite {
        // OpenBLAS multiplies by reciprocals, which overflow for subnormal elements of the diagonal.
        x = normalized
        factored.withView { a in
          x.withMutableView { x in
            for j in 0..<x.rows {
              a.substitute(x.row(j), upper: true, transposed: true, unitDiagonal: false)
              a.substitute(x.row(j), upper: true, transposed: false, unitDiagonal: false)
            }
          }
        }
        if !x.isFinite { throw .overflow }
      }
      try x.restoreRows(exponents.map { $0 - 2 * halfExponent })
      return x.packing()
    }

    /// A^-1, n x n and symmetric.
    ///
    /// - Throws: `overflow` where an element is beyond the scalar's range.
    /// - Complexity: 2/3 n^3 floating-point operations; one n x n matrix is allocated.
    public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
      if order == 0 { return factored }
      var inverse = factored
      inverse.withMutableView { view in
        Scalar.lapack.invertCholesky(view)
        view.mirrorLowerTriangle()
      }
      if !inverse.isFinite { return try solve(Matrix.identity(order)) }
      try inverse.scale(byPowerOfTwo: -2 * halfExponent)
      return inverse
    }

    private var rootOfDeterminant: Determinant {
      Determinant(factored.diagonalElements, exponent: halfExponent * order)
    }

    /// det A, 0 where it is too small for the scalar.
    ///
    /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
    /// - Complexity: O(n).
    public var determinant: Scalar {
      get throws(DecompositionError) { try rootOfDeterminant.squared.value() }
    }

    /// The natural logarithm of det A, which is positive: `sign` is 1.
    ///
    /// - Complexity: O(n).
    public var logDeterminant: (sign: Scalar, logarithm: Scalar) {
      rootOfDeterminant.squared.logarithm() ?? (1, 0)
    }
  }

  extension Matrix {
    /// The largest |element| on and below the diagonal of a square matrix, which are all finite.
    func largestFiniteMagnitudeInLowerTriangle() throws(DecompositionError) -> Scalar {
      if let row = firstRowOfNonFiniteLowerTriangle() {
        throw .notFinite(row: row, column: (0..<row).first { !self[row, $0].isFinite } ?? row)
      }
      return withView { $0.largestMagnitudeInLowerTriangle() }
    }

    /// The first row with an element up to the diagonal that is not finite.
    func firstRowOfNonFiniteLowerTriangle() -> Int? {
      withView { view in
        if view.largestMagnitudeInLowerTriangle().isFinite { return nil }
        return (0..<view.rows).first { !view.row($0).columns(0..<$0 + 1).largestMagnitude().isFinite }
      }
    }
  }
#endif
