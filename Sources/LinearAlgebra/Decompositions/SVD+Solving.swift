#if OpenBLAS && os(Linux)
  extension SVD {
    /// How many singular values are above `tolerance` times the largest.
    ///
    /// - Parameter tolerance: by default max(m, n) times the scalar's `ulpOfOne`.
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
      let exponent = (values.first ?? 0).excessExponent
      let scaled = try values.scaled(byPowerOfTwo: -exponent)
      var a = (u[..., 0..<values.count] .* Matrix(row: scaled)) * vt[0..<values.count, ...]
      try a.scale(byPowerOfTwo: exponent)
      return a
    }

    /// The shortest X that minimizes |A X - B| column by column.
    ///
    /// - Parameters:
    ///   - b: m x r, or the transpose `b.t` of an r x m matrix.
    ///   - tolerance: singular values up to this part of the largest count as zero; by default max(m, n) times the scalar's
    ///     `ulpOfOne`.
    /// - Returns: n x r.
    /// - Precondition: `b.rows == rows`; the tolerance is not negative and not NaN.
    /// - Throws: `rightHandSideNotFinite`; `overflow` where X is beyond the scalar's range.
    /// - Complexity: 2 (m + n) r rank floating-point operations.
    public func solve(
      _ b: some MatrixOperand<Scalar>, tolerance: Scalar? = nil
    ) throws(DecompositionError) -> Matrix<Scalar> {
      require(
        b.rows == rows, "solving with the SVD of \(rows)x\(columns): the right-hand side is \(b.rows)x\(b.columns)")
      try b.requireFinite()
      let rank = rank(tolerance: tolerance)
      var target = b.packed()
      let exponents = target.normalizeRows()
      let (exponent, inverses) = try inverseValues(rank)
      // X^T = B^T U diag(1 / s) V^T.
      var x = ((target * u[..., 0..<rank]) .* inverses) * vt[0..<rank, ...]
      if !x.isFinite { throw .overflow }
      try x.restoreRows(exponents.map { $0 - exponent })
      return x.transposed()
    }

    /// The pseudoinverse V diag(1 / s) U^T, n x m.
    ///
    /// - Parameter tolerance: singular values up to this part of the largest count as zero; by default max(m, n) times the
    ///   scalar's `ulpOfOne`.
    /// - Precondition: the tolerance is not negative and not NaN.
    /// - Throws: `overflow` where an element is beyond the scalar's range.
    /// - Complexity: 2 m n rank floating-point operations.
    public func pseudoinverse(tolerance: Scalar? = nil) throws(DecompositionError) -> Matrix<Scalar> {
      let rank = rank(tolerance: tolerance)
      let (exponent, inverses) = try inverseValues(rank)
      var inverse = vt[0..<rank, ...].t * (u[..., 0..<rank] .* inverses).transposed()
      if !inverse.isFinite { throw .overflow }
      try inverse.scale(byPowerOfTwo: -exponent)
      return inverse
    }

    /// A^-1, n x n: the pseudoinverse with all singular values.
    ///
    /// - Precondition: A is square.
    /// - Throws: `singular` where a value is exactly zero; `overflow` where an element is beyond the scalar's range.
    /// - Complexity: 2 n^3 floating-point operations.
    public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
      requireSquare("inverting by")
      if let index = values.firstZero { throw .singular(index: index) }
      return try pseudoinverse(tolerance: 0)
    }

    /// |det A|, the product of the singular values, which do not tell the sign; 0 where it is too small for the scalar.
    ///
    /// - Precondition: A is square.
    /// - Throws: `overflow` where it is beyond the scalar's range; `logAbsoluteDeterminant` is not.
    /// - Complexity: O(n).
    public var absoluteDeterminant: Scalar {
      get throws(DecompositionError) {
        requireSquare("the determinant by")
        return try Determinant(values).value()
      }
    }

    /// The natural logarithm of |det A|.
    ///
    /// - Precondition: A is square.
    /// - Throws: `singular` where a value is exactly zero.
    /// - Complexity: O(n).
    public var logAbsoluteDeterminant: Scalar {
      get throws(DecompositionError) {
        requireSquare("the determinant by")
        if let index = values.firstZero { throw .singular(index: index) }
        return Determinant(values).logarithm()?.logarithm ?? 0
      }
    }

    private func requireSquare(_ use: String) {
      require(rows == columns, "\(use) the SVD of a \(rows)x\(columns) matrix: it is not square")
    }

    /// The reciprocals of the first `rank` values times 2^exponent, 1 x rank.
    private func inverseValues(
      _ rank: Int
    ) throws(DecompositionError) -> (exponent: Int, inverses: Matrix<Scalar>) {
      let exponent = (values.first ?? 0).excessExponent
      let inverses = values.prefix(rank).map { 1 / $0.scaled(byPowerOfTwo: -exponent) }
      if !inverses.isFinite { throw .overflow }
      return (exponent, Matrix(row: inverses))
    }
  }
#endif
