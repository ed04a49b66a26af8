extension Eigen {
  /// V W V^-1, n x n: A up to rounding times the condition number of the eigenvectors, which has no bound. For a matrix
  /// that has fewer than n of them, such as [0 1; 0 0], the result is far from A, or an error.
  ///
  /// - Throws: `singular` where the vectors are linearly dependent to the last bit; `overflow` where an element is beyond
  ///   the scalar's range.
  /// - Complexity: 8/3 n^3 floating-point operations.
  /// - Note: a pair x + iy for the value a + ib is stored as two real columns: A [x y] = [x y] [a b; -b a].
  public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    if order == 0 { return packedRight }
    let exponent = (values.real + values.imaginary).liftedTogether().exponent
    let real = values.real.map { $0.scaled(byPowerOfTwo: -exponent) }
    let imaginary = values.imaginary.map { $0.scaled(byPowerOfTwo: -exponent) }
    // Where the rows of P are these columns, A^T = P^-1 (B^T P).
    var product = Matrix(column: real) .* packedRight
    for j in 0..<order where startsPair[j] {
      product[j...j, ...] -= imaginary[j] * packedRight.row(j + 1)
      product[j + 1...j + 1, ...] += imaginary[j] * packedRight.row(j)
    }
    if !product.isFinite { throw .overflow }
    var a = try LU(packedRight).solve(product).transposed()
    a.scale(byPowerOfTwo: exponent)
    return try a.checkingOverflow()
  }

  /// det A, the product of the eigenvalues; 0 where it is too small for the scalar.
  ///
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    try product.determinant()
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Throws: `singular` where a value is exactly zero.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    try product.logarithm(zeroAt: (0..<order).first { values.real[$0] == 0 && values.imaginary[$0] == 0 })
  }

  /// The product of the eigenvalues; a pair of a + ib is a^2 + b^2.
  private var product: WideNumber {
    var product = WideNumber(1)
    for j in 0..<order {
      let (a, b) = (WideNumber(Double(values.real[j])), WideNumber(Double(values.imaginary[j])))
      if startsPair[j] { product *= a * a + b * b } else if j == 0 || !startsPair[j - 1] { product *= a }
    }
    return product
  }
}
