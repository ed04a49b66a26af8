// LAPACK takes reciprocals and squares of elements. A matrix whose largest element is far from 1 is therefore factored as
// 2^exponent times one near 1; results are scaled back. Upwards nothing is rounded; downwards only elements below the
// largest one times the least normal number are.

#if OpenBLAS && os(Linux)
  extension BLASScalar {
    /// The exponent to take out of a matrix with this largest |element|; 0 where squares and reciprocals are safe as it
    /// is: from 2^-40 to 2^40 for Float, from 2^-459 to 2^459 for Double.
    var excessExponent: Int {
      let least = Self.leastNormalMagnitude.squareRoot() / Self.ulpOfOne
      if self == 0 || least...(1 / least) ~= self { return 0 }
      let limit = Int(Self.greatestFiniteMagnitude.exponent) - 1
      return Swift.min(Swift.max(Int(exponent), -limit), limit)
    }

    /// This number times 2^exponent, rounded once.
    func scaled(byPowerOfTwo exponent: Int) -> Self {
      Self(sign: .plus, exponent: Self.Exponent(exponent), significand: self)
    }
  }

  extension MutableMatrixView {
    /// Multiplies every element by 2^exponent.
    func scale(byPowerOfTwo exponent: Int) {
      if exponent != 0 { scaleRows(byPowerOfTwo: exponent, triangle: false) }
    }

    /// Multiplies what is on and below the diagonal of a square matrix by 2^exponent.
    func scaleLowerTriangle(byPowerOfTwo exponent: Int) {
      if exponent != 0 { scaleRows(byPowerOfTwo: exponent, triangle: true) }
    }

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private func scaleRows(byPowerOfTwo exponent: Int, triangle: Bool) {
      for i in 0..<rows {
        // In bounds: each row has `columns` elements.
        for j in 0..<(triangle ? Swift.min(i + 1, columns) : columns) {
          unsafe base[i * stride + j] = base[i * stride + j].scaled(byPowerOfTwo: exponent)
        }
      }
    }
  }

  extension Matrix {
    /// The largest |element| of a matrix that is all finite.
    func largestFiniteMagnitude() throws(DecompositionError) -> Scalar {
      let largest = withView { $0.largestMagnitude() }
      if !largest.isFinite {
        let (row, column) = firstNonFiniteElement()
        throw .notFinite(row: row, column: column)
      }
      return largest
    }

    /// Throws where this right-hand side is not finite.
    func requireFiniteRightHandSide() throws(DecompositionError) {
      if isFinite { return }
      let (row, column) = firstNonFiniteElement()
      throw .rightHandSideNotFinite(row: row, column: column)
    }

    /// Whether every element is finite.
    var isFinite: Bool { withView { $0.largestMagnitude() }.isFinite }

    private func firstNonFiniteElement() -> (row: Int, column: Int) {
      let rowMagnitudes = withView { view in (0..<rows).map { view.row($0).largestMagnitude() } }
      let row = rowMagnitudes.firstIndex { !$0.isFinite } ?? 0
      return (row, (0..<columns).first { !self[row, $0].isFinite } ?? 0)
    }

    /// Multiplies every element by 2^exponent.
    ///
    /// - Throws: `overflow` where an element becomes too large.
    mutating func scale(byPowerOfTwo exponent: Int) throws(DecompositionError) {
      if exponent == 0 { return }
      withMutableView { $0.scale(byPowerOfTwo: exponent) }
      if !isFinite { throw .overflow }
    }

    /// Takes out of each row its excess exponent, and returns what was taken.
    mutating func normalizeRows() -> [Int] {
      let exponents = withView { view in (0..<rows).map { view.row($0).largestMagnitude().excessExponent } }
      scaleRows(exponents.map { -$0 })
      return exponents
    }

    /// Multiplies row i by 2^exponents[i].
    ///
    /// - Throws: `overflow` where an element becomes too large.
    mutating func restoreRows(_ exponents: [Int]) throws(DecompositionError) {
      if exponents.allSatisfy({ $0 == 0 }) { return }
      scaleRows(exponents)
      if !isFinite { throw .overflow }
    }

    private mutating func scaleRows(_ exponents: [Int]) {
      if exponents.allSatisfy({ $0 == 0 }) { return }
      withMutableView { view in
        for i in 0..<view.rows { view.row(i).scale(byPowerOfTwo: exponents[i]) }
      }
    }
  }

  extension Array where Element: BLASScalar {
    /// Multiplies every element by 2^exponent.
    ///
    /// - Throws: `overflow` where an element becomes too large.
    func scaled(byPowerOfTwo exponent: Int) throws(DecompositionError) -> [Element] {
      if exponent == 0 { return self }
      let scaled = map { $0.scaled(byPowerOfTwo: exponent) }
      if !scaled.isFinite { throw .overflow }
      return scaled
    }

    /// Whether every element is finite.
    var isFinite: Bool { Matrix(row: self).isFinite }

    /// The index of the first zero.
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    func indexOfZero() -> Int? { firstIndex(of: 0) }

    /// The index of the first zero.
    var firstZero: Int? { indexOfZero() }
  }
#endif
