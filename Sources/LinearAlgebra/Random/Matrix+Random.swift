extension Matrix {
  /// A `rows` x `columns` matrix of independent numbers, uniform in `range`, drawn row by row.
  ///
  /// Each element takes one word of the generator, of which the upper 24 bits (`Float`) or 53 (`Double`) are used; rarely,
  /// where a number rounds to the upper bound, one more. No other random source takes part, so a `SeededGenerator` gives
  /// the same bits everywhere.
  ///
  /// - Precondition: neither size is negative or beyond memory; `range` is not empty, its bounds and its width are finite.
  @specialized(where Scalar == Float, G == SeededGenerator)
  @specialized(where Scalar == Double, G == SeededGenerator)
  public static func uniform<G: RandomNumberGenerator>(
    rows: Int, columns: Int, in range: Range<Scalar>, using generator: inout G
  ) -> Matrix {
    let (lower, width) = (range.lowerBound, range.upperBound - range.lowerBound)
    require(
      width > 0 && width.isFinite,
      "uniform numbers in \(lower)..<\(range.upperBound): the range needs a finite width above zero")
    return Matrix(rows: rows, columns: columns) { _, _ in
      while true {
        let x = lower + width * Scalar(generator.unitInterval(bits: Scalar.significandBitCount + 1))
        // The sum may round up to the upper bound, which is excluded.
        if x < range.upperBound { return x }
      }
    }
  }

  /// A `rows` x `columns` matrix of independent numbers of a normal distribution, drawn row by row.
  ///
  /// Drawn in Double and rounded once: matrices of `Float` and `Double` from one seed agree to the precision of
  /// `Float`, and a `SeededGenerator` gives the same bits on every CPU.
  ///
  /// - Precondition: neither size is negative or beyond memory; `mean` and `standardDeviation` are finite, the latter not negative.
  /// - Note: the polar method (Marsaglia & Bray 1964); 1.27 words of the generator an element on average.
  @specialized(where Scalar == Float, G == SeededGenerator)
  @specialized(where Scalar == Double, G == SeededGenerator)
  public static func normal<G: RandomNumberGenerator>(
    rows: Int, columns: Int, mean: Scalar = 0, standardDeviation: Scalar = 1, using generator: inout G
  ) -> Matrix {
    require(
      mean.isFinite && standardDeviation.isFinite && standardDeviation >= 0,
      "normal numbers of mean \(mean), standard deviation \(standardDeviation): both must be finite, "
        + "the latter not negative")
    var distribution = NormalDistribution()
    let (center, scale) = (Double(mean), Double(standardDeviation))
    return Matrix(rows: rows, columns: columns) { _, _ in
      Scalar(center + scale * distribution.next(using: &generator))
    }
  }
}
