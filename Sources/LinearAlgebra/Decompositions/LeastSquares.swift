/// The X of smallest norm that minimizes |A X - B| column by column, with its residuals and the rank.
///
/// A is m x n of any shape and rank, B is m x r.
public struct LeastSquares<Scalar: BLASScalar>: Sendable {
  /// X, n x r.
  public let solution: Matrix<Scalar>
  /// |A X - B| of each column, r Euclidean norms; NumPy's `lstsq` gives their squares.
  public let residualNorms: [Scalar]
  /// The number of singular values above the tolerance times the largest.
  public let rank: Int
  /// The singular values of A in descending order, min(m, n) of them.
  public let singularValues: [Scalar]
}

extension Matrix {
  /// The X of smallest norm that minimizes |A X - B| column by column, for this m x n matrix A of any shape and rank.
  ///
  /// ```swift
  /// let fit = try x.leastSquares(y)
  /// print(fit.solution, fit.rank, fit.residualNorms)
  /// ```
  ///
  /// - Parameters:
  ///   - b: m x r, or the transpose `b.t` of an r x m matrix.
  ///   - tolerance: singular values up to this fraction of the largest count as zero; by default that of
  ///     ``rank(tolerance:configuration:)``.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Precondition: `b.rows == rows`; the tolerance is not negative and not NaN.
  /// - Throws: `notFinite`, `rightHandSideNotFinite`, `notConverged`; `overflow` where a result is beyond the scalar's
  ///   range.
  /// - Complexity: about 4 m n k + 8 k^3 floating-point operations, k = min(m, n); copies of A and B and a workspace.
  /// - Note: LAPACK `gelsd`, or the same in Swift: singular values by divide and conquer. The residuals are computed from X.
  public func leastSquares(
    _ b: some MatrixOperand<Scalar>, tolerance: Scalar? = nil, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> LeastSquares<Scalar> {
    let fit = try fitting(b, tolerance: tolerance, configuration)
    if !fit.residualNorms.isFinite || !fit.singularValues.isFinite { throw .overflow }
    return fit
  }

  /// The result of `leastSquares`, of which only the solution is known to be in the range.
  func fitting(
    _ b: some MatrixOperand<Scalar>, tolerance: Scalar? = nil, _ configuration: ComputeConfiguration
  ) throws(DecompositionError) -> LeastSquares<Scalar> {
    require(b.rows == rows, "least squares of \(shapeText): the right-hand side is \(b.shapeText)")
    let tolerance = tolerance ?? .rankTolerance(rows, columns)
    require(tolerance >= 0, "least squares with the tolerance \(tolerance): it is negative or NaN")
    let exponent = try largestFiniteMagnitude().excess(beyond: .limitOfLeastSquares)
    try b.requireFinite()
    var a = transposed()
    a.scale(byPowerOfTwo: -exponent)
    var target = b.packed()
    let exponents = target.exponents { $0.excess(beyond: .limitOfLeastSquares) }
    target.scale(rows: -exponents)
    var values = [Scalar](repeating: 0, count: Swift.min(rows, columns))
    var x = Matrix.zeros(rows: b.columns, columns: Swift.max(rows, columns))
    x[..., 0..<rows] = target
    var rank = 0
    if count > 0 {
      // Without a right-hand side there are still singular values.
      if x.rows == 0 { x = .zeros(rows: 1, columns: x.columns) }
      let routines = Scalar.routines(configuration, for: .leastSquares, rows: rows, columns: columns)
      let result = x.withMutableView { x in
        var factored = a
        return factored.withMutableView {
          routines.solveLeastSquares($0, x, values: &values, tolerance: tolerance)
        }
      }
      if result.unconverged > 0 { throw .notConverged(count: result.unconverged) }
      rank = result.rank
    }
    var solution = count > 0 ? x[0..<b.columns, 0..<columns] : .zeros(rows: b.columns, columns: columns)
    if !solution.isFinite || !values.isFinite { throw .overflow }
    let difference = target - solution.multiplied(by: a, configuration: configuration)
    // A residual and an exponent for each right-hand side.
    let norms = (0..<arrayCount(difference.rows, of: Int.self)).map {
      difference.row($0).norm(.frobenius).scaled(byPowerOfTwo: exponents[$0])
    }
    solution.scale(rows: exponents + Exponents(repeating: -exponent, count: solution.rows))
    return LeastSquares(
      solution: try solution.checkingOverflow().transposed(), residualNorms: norms, rank: rank,
      singularValues: values.map { $0.scaled(byPowerOfTwo: exponent) })
  }
}
