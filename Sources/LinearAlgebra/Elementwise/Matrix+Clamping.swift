extension Matrix {
  /// Each element clamped to `range`; NaN stays NaN.
  ///
  /// - Complexity: O(count), one allocation.
  public func clamped(to range: ClosedRange<Scalar>) -> Matrix {
    .written(rows: rows, columns: columns) { y in
      withView { y.set(clamped: $0, least: range.lowerBound, greatest: range.upperBound) }
    }
  }

  /// The larger of each element and the bound of `range`: `x.clamped(to: 0...)`; NaN and complexity as for a closed range.
  public func clamped(to range: PartialRangeFrom<Scalar>) -> Matrix { clamped(to: range.lowerBound ... .infinity) }

  /// The smaller of each element and the bound of `range`: `x.clamped(to: ...1)`; NaN and complexity as for a closed range.
  public func clamped(to range: PartialRangeThrough<Scalar>) -> Matrix { clamped(to: -.infinity...range.upperBound) }

  /// Clamps each element to `range`; NaN stays NaN.
  ///
  /// - Complexity: O(count); nothing is allocated unless elements are shared.
  public mutating func clamp(to range: ClosedRange<Scalar>) {
    withMutableView { $0.set(clamped: $0.reading, least: range.lowerBound, greatest: range.upperBound) }
  }

  /// Raises each element to at least the bound of `range`; NaN and complexity as for a closed range.
  public mutating func clamp(to range: PartialRangeFrom<Scalar>) { clamp(to: range.lowerBound ... .infinity) }

  /// Lowers each element to at most the bound of `range`; NaN and complexity as for a closed range.
  public mutating func clamp(to range: PartialRangeThrough<Scalar>) { clamp(to: -.infinity...range.upperBound) }
}

extension MutableMatrixView {
  /// Sets every element to the clamped one of `a`, which may be this matrix.
  package func set(clamped a: MatrixView<Scalar>, least: Scalar, greatest: Scalar) {
    unsafe combine(a, "clamping") { count, x, y in
      unsafe Scalar._routines.best.clamp(count, least, greatest, x, y)
    }
  }
}
