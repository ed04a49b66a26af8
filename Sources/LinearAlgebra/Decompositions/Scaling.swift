// Numbers that are too small are scaled up by a power of two: that rounds nothing, and no product underflows that did
// not before. Scaling down loses small elements, and with them a pivot beside a large element (1e200 and 1e-200 on a
// diagonal). So large numbers stay as they are, and are scaled down only where the results are not finite.

extension BLASScalar {
  /// Columns of a factorization with a largest magnitude below this are scaled up to 1, so that their products are not
  /// rounded to multiples of the least number: 2^-118 for Float, 2^-1014 for Double. Above it the loss is less than a
  /// hundredth of a rounding.
  static var leastOfFactors: Self { leastNormalMagnitude * 256 }

  /// The same for a right-hand side. It is undone by scaling down, which loses nothing, so the bound may be higher:
  /// 2^-63 for Float, 2^-511 for Double.
  static var leastOfTargets: Self { leastNormalMagnitude.squareRoot() }

  /// The exponent to divide out of numbers of which this is the largest magnitude: its own below `least`, else 0.
  func excessSmallness(below least: Self) -> Int { self > 0 && self < least ? Int(exponent) : 0 }

  /// The exponent to divide out of numbers of which this is the largest magnitude, so that they may grow in a
  /// factorization: `headroom` where an element is that close to the largest number, else 0.
  var excessSize: Int {
    Int(exponent) > Int(Self.greatestFiniteMagnitude.exponent) - Self.headroom ? Self.headroom : 0
  }

  /// The powers of two of growth to allow for: a factorization that grows more has no correct digit.
  static var headroom: Int { significandBitCount + 1 }

  /// The exponent to divide out of numbers of which this is the largest magnitude, to bring it into 1 / limit...limit.
  ///
  /// LAPACK's iterations scale to the same limits, but by factors that are not powers of two.
  func excess(beyond limit: Self) -> Int {
    if self == 0 || 1 / limit...limit ~= self { return 0 }
    let bound = self < 1 ? 1 / limit : limit
    // The smallest one that reaches the limit.
    let distance = Int(exponent) - Int(bound.exponent)
    if self < 1 { return significand < bound.significand ? distance - 1 : distance }
    return significand > bound.significand ? distance + 1 : distance
  }

  /// The limit of `gesdd` and `geev`: 2^40 for Float, 2^459 for Double.
  static var limitOfSingularValues: Self { ulpOfOne / leastNormalMagnitude.squareRoot() }
  /// The limit of `syevd`: 2^51.5 for Float, 2^485 for Double.
  static var limitOfSymmetricEigenvalues: Self { limitOfLeastSquares.squareRoot() }
  /// The limit of `gelsd`, for A and for B: 2^103 for Float, 2^970 for Double.
  static var limitOfLeastSquares: Self { ulpOfOne / leastNormalMagnitude }

  /// This number times 2^exponent, rounded once.
  func scaled(byPowerOfTwo exponent: Int) -> Self {
    Self(sign: .plus, exponent: Self.Exponent(exponent), significand: self)
  }
}

extension MutableMatrixView {
  func scale(byPowerOfTwo exponent: Int) { scale(rows: Exponents(repeating: exponent, count: rows)) }

  /// Multiplies element (i, j) by 2^(rows[i] + columns[j]), rounded once.
  func scale(rows: Exponents = .zero, columns: Exponents = .zero) {
    scale(rows, columns) { _ in self.columns }
  }

  /// The same on and below the diagonal of a square matrix.
  func scaleLowerTriangle(rows: Exponents, columns: Exponents) {
    scale(rows, columns) { $0 + 1 }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func scale(_ rowExponents: Exponents, _ columnExponents: Exponents, _ count: (_ row: Int) -> Int) {
    if rowExponents.isZero && columnExponents.isZero { return }
    for i in 0..<filledRows {
      let exponent = rowExponents[i]
      if exponent == 0 && columnExponents.isZero { continue }
      // In bounds: each row has `columns` elements, and `count` is not above.
      for j in 0..<count(i) {
        let shift = exponent + columnExponents[j]
        if shift != 0 { unsafe base[i * stride + j] = base[i * stride + j].scaled(byPowerOfTwo: shift) }
      }
    }
  }
}

extension MatrixView {
  /// Whether the largest magnitude of each row is at least `least`, or 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func hasRowMagnitudes(from least: Scalar) -> Bool {
    if columns == 0 { return true }
    for i in 0..<rows {
      // In bounds: row i has `columns` elements.
      let largest = unsafe Scalar._routines.best.largestMagnitude(1, columns, base + i * stride, stride)
      if largest < least && largest != 0 { return false }
    }
    return true
  }

  /// The least and the largest magnitude on the diagonal; nil where there is none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func diagonalSpan() -> (least: Scalar, largest: Scalar)? {
    if rows == 0 || columns == 0 { return nil }
    var (least, largest) = (Scalar.infinity, Scalar(0))
    for i in 0..<Swift.min(rows, columns) {
      // In bounds: element i * stride + i is in row and column i.
      let magnitude = unsafe base[i * stride + i].magnitude
      least = Swift.min(least, magnitude)
      largest = Swift.max(largest, magnitude)
    }
    return (least, largest)
  }
}

extension Matrix {
  /// The exponents to divide out by `rule`: of each row by its largest magnitude, or, `alike`, of all rows by that of
  /// the matrix.
  func exponents(_ rule: (Scalar) -> Int, alike: Bool = false) -> Exponents {
    if count == 0 { return .zero }
    return withView { view in
      alike
        ? Exponents(repeating: rule(view.largestMagnitude()), count: rows)
        : Exponents(rows: 0..<rows) { rule(view.row($0).largestMagnitude()) }
    }
  }

  /// The exponents to divide out of rows below `least`, or, `alike`, of the matrix, by the largest magnitude.
  func exponents(below least: Scalar, alike: Bool = false) -> Exponents {
    // For nearly every matrix there is nothing to scale, which costs one pass in specialized code.
    if withView({ $0.hasRowMagnitudes(from: least) }) { return .zero }
    return exponents({ $0.excessSmallness(below: least) }, alike: alike)
  }

  mutating func scale(rows: Exponents = .zero, columns: Exponents = .zero) {
    if rows.isZero && columns.isZero { return }
    withMutableView { $0.scale(rows: rows, columns: columns) }
  }

  mutating func scale(byPowerOfTwo exponent: Int) {
    scale(rows: Exponents(repeating: exponent, count: rows))
  }

  /// This matrix times `other`, whose element (i, j) is then multiplied by 2^(rows[i] + columns[j]).
  ///
  /// - Throws: `overflow` where an element of the result is beyond the scalar's range.
  func multiplied(
    by other: Matrix, rows: Exponents = .zero, columns: Exponents = .zero,
    on configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix {
    var product = multiplied(by: other, configuration: configuration)
    if product.isFinite {
      product.scale(rows: rows, columns: columns)
    } else {
      // A sum overflowed, perhaps on the way to an element in the range.
      var small = other
      small.scale(byPowerOfTwo: -Scalar.headroom)
      product = multiplied(by: small, configuration: configuration)
      product.scale(rows: rows + Exponents(repeating: Scalar.headroom, count: self.rows), columns: columns)
    }
    return try product.checkingOverflow()
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

  var firstZero: Int? {
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    get { firstIndex(of: 0) }
  }
}
