extension PivotedQR {
  /// A^-1, n x n.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where an element of R's diagonal is exactly zero; `overflow` where an element is beyond the
  ///   scalar's range.
  /// - Complexity: 3 n^3 floating-point operations; three n x n matrices and a workspace.
  public func inverse() throws(DecompositionError) -> Matrix<Scalar> {
    requireSquare("inverting by the pivoted QR of")
    try qr.requireRegular()
    return try solve(Matrix<Scalar>.identity(rows), tolerance: 0)
  }

  /// det A, 0 where it is too small for the scalar.
  ///
  /// - Precondition: A is square.
  /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
  /// - Complexity: O(n).
  public func determinant() throws(DecompositionError) -> Scalar {
    requireSquare("the determinant by the pivoted QR of")
    let determinant: Scalar = try qr.wideDeterminant.determinant()
    return exchangesAreOdd ? -determinant : determinant
  }

  /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
  ///
  /// - Precondition: A is square.
  /// - Throws: `singular` where the determinant is 0.
  /// - Complexity: O(n).
  public func logDeterminant() throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    requireSquare("the determinant by the pivoted QR of")
    let (sign, logarithm): (Scalar, Scalar) = try qr.wideDeterminant.logarithm(zeroAt: qr.diagonal.firstZero)
    return (exchangesAreOdd ? -sign : sign, logarithm)
  }

  /// Whether the permutation is odd: a cycle of c columns takes c - 1 exchanges.
  private var exchangesAreOdd: Bool {
    var (places, isOdd) = (permutation, false)
    for i in places.indices {
      while places[i] != i {
        places.swapAt(i, places[i])
        isOdd.toggle()
      }
    }
    return isOdd
  }
}
