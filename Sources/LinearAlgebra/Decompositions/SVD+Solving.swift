extension SVD {
  /// The number of singular values above `tolerance` times the largest.
  ///
  /// - Parameter tolerance: by default `ulpOfOne` times max(m, n), or times 4 min(m, n) + max(m, n) / 128 if that is less; at
  ///   most 1/4.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Complexity: O(k).
  public func rank(tolerance: Scalar? = nil) -> Int {
    values.rank(tolerance ?? .rankTolerance(rows, columns))
  }

  /// U diag(s) V^T, m x n: A up to rounding.
  ///
  /// - Throws: `overflow` where rounding takes an element out of the scalar's range.
  /// - Complexity: 2 m n k floating-point operations.
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    let (exponent, scaled) = values.liftedTogether()
    return try (u[..., 0..<values.count] .* Matrix(row: scaled)).multiplied(
      by: vt[0..<values.count, ...], rows: Exponents(repeating: exponent, count: rows))
  }

  /// The shortest X that minimizes |A X - B| column by column.
  ///
  /// - Parameters:
  ///   - b: m x r, or the transpose `b.t` of an r x m matrix.
  ///   - tolerance: singular values up to this fraction of the largest count as zero; by default that of
  ///     ``rank(tolerance:)``.
  /// - Returns: n x r.
  /// - Precondition: `b.rows == rows`; the tolerance is not negative and not NaN.
  /// - Throws: `rightHandSideNotFinite`; `overflow` where X is beyond the scalar's range.
  /// - Complexity: 2 (m + n) r rank floating-point operations.
  public func solve(
    _ b: some MatrixOperand<Scalar>, tolerance: Scalar? = nil
  ) throws(DecompositionError) -> Matrix<Scalar> {
    require(b.rows == rows, "solving with the SVD of \(shapeText): the right-hand side is \(b.shapeText)")
    try b.requireFinite()
    let rank = rank(tolerance: tolerance)
    // X^T = B^T U diag(1 / s) V^T.
    return try b.packed().multiplied(
      by: u[..., 0..<rank], dividingBy: values.prefix(rank), then: vt[0..<rank, ...]
    ).transposed()
  }

  /// The pseudoinverse V diag(1 / s) U^T, n x m.
  ///
  /// - Parameter tolerance: singular values up to this fraction of the largest count as zero; by default that of
  ///   ``rank(tolerance:)``.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Throws: `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 2 m n rank floating-point operations.
  public func pseudoinverse(tolerance: Scalar? = nil) throws(DecompositionError) -> Matrix<Scalar> {
    try pseudoinverse(tolerance: tolerance, on: .current)
  }

  func pseudoinverse(
    tolerance: Scalar?, on configuration: ComputeConfiguration
  ) throws(DecompositionError) -> Matrix<Scalar> {
    let rank = rank(tolerance: tolerance)
    func inverse(_ values: [Scalar], exponent: Int) throws(DecompositionError) -> Matrix<Scalar> {
      let inverses = Matrix(row: values.map { 1 / $0 })
      return try vt[0..<rank, ...].transposed().multiplied(
        by: (u[..., 0..<rank] .* inverses).transposed(), rows: Exponents(repeating: -exponent, count: columns),
        on: configuration)
    }
    let (exponent, scaled) = values.prefix(rank).liftedTogether()
    do throws(DecompositionError) {
      return try inverse(scaled, exponent: exponent)
    } catch .overflow {
      // The reciprocal of a subnormal value may be beyond the range although no element of the inverse is.
      let headroom = 2 * Scalar.headroom
      return try inverse(scaled.map { $0.scaled(byPowerOfTwo: headroom) }, exponent: exponent - headroom)
    }
  }

  /// A^-1, n x n: the pseudoinverse with all singular values.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where a value is exactly zero; `overflow` where an element is beyond the scalar's range.
  /// - Complexity: 2 n^3 floating-point operations.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by the SVD of")
    if let index = values.firstZero { throw .singular(index: index) }
    return try pseudoinverse(tolerance: 0)
  }

  /// |det A|, the product of the singular values, which do not determine the sign; 0 on underflow.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logAbsoluteDeterminant` is not.
  /// - Complexity: O(n).
  public func absoluteDeterminant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the SVD of")
    return try WideNumber(productOf: values).determinant()
  }

  /// The natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where a value is exactly zero.
  /// - Complexity: O(n).
  public func logAbsoluteDeterminant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the SVD of")
    return try WideNumber(productOf: values).logarithm(zeroAt: values.firstZero).logarithm
  }
}

extension Matrix {
  /// This matrix times L diag(1 / values) R, for the product with the inverse of R^T diag(values) L^T.
  func multiplied(
    by left: some MatrixOperand<Scalar>, dividingBy values: some Collection<Scalar>, then right: Matrix
  ) throws(DecompositionError) -> Matrix {
    let (exponent, scaled) = values.liftedTogether()
    return try substituting(after: Exponents(repeating: -exponent, count: right.columns)) { b in
      b = ((b * left) ./ Matrix(row: scaled)) * right
      return 0
    } wide: { b in
      b = left._stored.withView { $0.multiplied(by: b, transposed: !left._isTransposed) }
      b = zip(b, scaled).map { $0 / WideNumber(Double($1)) }
      b = right.withView { $0.multiplied(by: b, transposed: true) }
    }
  }
}

extension Collection where Element: BLASScalar {
  /// These values over 2^exponent, with the exponent to divide out of the largest of them.
  func liftedTogether() -> (exponent: Int, values: [Element]) {
    let exponent = reduce(Element(0)) { Swift.max($0, $1.magnitude) }.excessSmallness(below: .leastOfFactors)
    return (exponent, exponent == 0 ? Array(self) : map { $0.scaled(byPowerOfTwo: -exponent) })
  }
}
