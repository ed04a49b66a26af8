extension Matrix {
  /// Each element, or the end of `range` that it lies beyond; NaN stays NaN.
  ///
  /// - Complexity: O(count), one allocation.
  public func clamped(to range: ClosedRange<Scalar>) -> Matrix {
    .written(rows: rows, columns: columns) { y in
      withView { y.set(clamped: $0, least: range.lowerBound, greatest: range.upperBound) }
    }
  }

  /// Each element that is at least the bound of `range`, or that bound: `x.clamped(to: 0...)`; NaN stays NaN.
  ///
  /// - Complexity: O(count), one allocation.
  public func clamped(to range: PartialRangeFrom<Scalar>) -> Matrix { clamped(to: range.lowerBound ... .infinity) }

  /// Each element that is at most the bound of `range`, or that bound: `x.clamped(to: ...1)`; NaN stays NaN.
  ///
  /// - Complexity: O(count), one allocation.
  public func clamped(to range: PartialRangeThrough<Scalar>) -> Matrix { clamped(to: -.infinity...range.upperBound) }

  /// Moves each element that lies beyond `range` to its nearest end; NaN stays NaN.
  ///
  /// - Complexity: O(count); nothing is allocated unless elements are shared.
  public mutating func clamp(to range: ClosedRange<Scalar>) {
    withMutableView { $0.set(clamped: $0.reading, least: range.lowerBound, greatest: range.upperBound) }
  }

  /// Raises each element to the bound of `range` at least; NaN stays NaN.
  ///
  /// - Complexity: O(count); nothing is allocated unless elements are shared.
  public mutating func clamp(to range: PartialRangeFrom<Scalar>) { clamp(to: range.lowerBound ... .infinity) }

  /// Lowers each element to the bound of `range` at most; NaN stays NaN.
  ///
  /// - Complexity: O(count); nothing is allocated unless elements are shared.
  public mutating func clamp(to range: PartialRangeThrough<Scalar>) { clamp(to: -.infinity...range.upperBound) }
}

extension MutableMatrixView {
  /// Sets every element to that of `a`, which may be this matrix, or to the bound that it lies beyond.
  package func set(clamped a: MatrixView<Scalar>, least: Scalar, greatest: Scalar) {
    require(a.rows == rows && a.columns == columns, "clamping \(a.shapeText) into \(shapeText)")
    for i in 0..<filledRows {
      // In bounds: both have `columns` elements in each of `rows` rows.
      unsafe Scalar._routines.best.clamp(columns, least, greatest, a.base + i * a.stride, base + i * stride)
    }
  }
}
