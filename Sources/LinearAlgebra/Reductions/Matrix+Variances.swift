// Two passes over each column in Double, rounded once to the scalar. With u = 2^-53 and k = rows + 4, the relative
// error of a variance before that rounding is at most 5 gamma_k, for up to 10^9 rows and where no square leaves the
// range of Double. As with sums, the order depends on the shape alone.

extension Matrix {
  /// The variance of each column, 1 x `columns`: the mean squared deviation from the column's mean.
  ///
  /// A constant column has a variance of exactly 0. A column with a NaN or an infinity has NaN. Where the square of a
  /// deviation is beyond the range of Double, above 1e308 or below 1e-308, the variance may be 0, infinite or NaN.
  ///
  /// ```swift
  /// let ofPopulation = x.columnVariances()
  /// let ofSample = x.columnVariances(correction: 1)
  /// ```
  ///
  /// - Parameter correction: the sum of squares is divided by `rows - correction`: 0 for the variance of these rows, 1
  ///   for an unbiased estimate of the variance of the population that they are a sample of. NumPy's `ddof`.
  /// - Precondition: `correction` is not negative; there are more rows than that, or no columns.
  /// - Complexity: 8 `count` floating-point operations in Double, in an order that the shape fixes.
  /// - Note: The corrected two-pass algorithm (Chan, Golub & LeVeque, The American Statistician 37 (1983)).
  public func columnVariances(correction: Int = 0) -> Matrix {
    let divisor = divisor(correction, "variances")
    return Matrix(row: withView { $0.columnVariances(dividedBy: divisor) })
  }

  /// The standard deviation of each column, 1 x `columns`: the square root of its variance, computed in Double, which must
  /// be in the range of Double.
  ///
  /// ```swift
  /// let standardized = (x - x.columnMeans()) ./ x.columnStandardDeviations()
  /// ```
  ///
  /// - Parameter correction: as in ``columnVariances(correction:)``.
  /// - Precondition: `correction` is not negative; there are more rows than that, or no columns.
  /// - Complexity: 8 `count` floating-point operations in Double, in an order that the shape fixes.
  public func columnStandardDeviations(correction: Int = 0) -> Matrix {
    let divisor = divisor(correction, "standard deviations")
    return Matrix(row: withView { $0.columnStandardDeviations(dividedBy: divisor) })
  }

  /// The divisor of a sum of squares.
  private func divisor(_ correction: Int, _ what: String) -> Double {
    require(
      correction >= 0 && (rows > correction || columns == 0),
      "column \(what) of a \(shapeText) matrix with a correction of \(correction): it must be from 0 to below the rows")
    return Double(rows) - Double(correction)
  }
}
