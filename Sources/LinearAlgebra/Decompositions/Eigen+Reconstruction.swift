#if OpenBLAS && os(Linux)
  extension Eigen {
    /// V W V^-1, n x n: A up to rounding times the condition of the eigenvectors, which has no bound: of a matrix that has
    /// fewer than n of them, such as [0 1; 0 0], the result is far from A, or an error.
    ///
    /// - Throws: `singular` where the vectors are linearly dependent to the last bit; `overflow` where an element is beyond
    ///   the scalar's range.
    /// - Complexity: 8/3 n^3 floating-point operations.
    /// - Note: a pair x + iy of the value a + ib is two real columns: A [x y] = [x y] [a b; -b a].
    public func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
      if order == 0 { return packedRight }
      let exponent = largestPart.excessExponent
      let real = try values.real.scaled(byPowerOfTwo: -exponent)
      let imaginary = try values.imaginary.scaled(byPowerOfTwo: -exponent)
      // With P of the columns as rows, A^T = P^-1 (B^T P).
      var product = Matrix(column: real) .* packedRight
      for j in 0..<order where imaginary[j] > 0 {
        product[j...j, ...] -= imaginary[j] * packedRight.row(j + 1)
        product[j + 1...j + 1, ...] += imaginary[j] * packedRight.row(j)
      }
      var a = try LU(packedRight).solve(product).transposed()
      try a.scale(byPowerOfTwo: exponent)
      return a
    }

    /// det A, the product of the eigenvalues; 0 where it is too small for the scalar.
    ///
    /// - Throws: `overflow` where it is beyond the scalar's range; `logDeterminant` is not.
    /// - Complexity: O(n).
    public var determinant: Scalar {
      get throws(DecompositionError) { try product().value() }
    }

    /// The sign of det A, 1 or -1, and the natural logarithm of |det A|.
    ///
    /// - Throws: `singular` where a value is exactly zero.
    /// - Complexity: O(n).
    public var logDeterminant: (sign: Scalar, logarithm: Scalar) {
      get throws(DecompositionError) {
        guard let logarithm = try product().logarithm(Scalar.self) else {
          throw .singular(index: (0..<order).first { values.real[$0] == 0 && values.imaginary[$0] == 0 } ?? 0)
        }
        return logarithm
      }
    }

    /// A pair counts by its magnitude, twice.
    private func product() throws(DecompositionError) -> Determinant {
      let exponent = largestPart.excessExponent
      let real = try values.real.scaled(byPowerOfTwo: -exponent)
      let imaginary = try values.imaginary.scaled(byPowerOfTwo: -exponent)
      let factors = zip(real, imaginary).map { a, b in
        let (large, small) = (Swift.max(a.magnitude, b.magnitude), Swift.min(a.magnitude, b.magnitude))
        return b == 0 ? a : large * (1 + small / large * (small / large)).squareRoot()
      }
      return Determinant(factors, exponent: exponent * order)
    }

    private var largestPart: Scalar {
      (values.real + values.imaginary).reduce(0) { Swift.max($0, $1.magnitude) }
    }
  }
#endif
