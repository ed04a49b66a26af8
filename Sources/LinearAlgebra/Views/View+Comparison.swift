extension MatrixView {
  /// Whether `other` has this shape and equal elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func isEqual(to other: MatrixView) -> Bool {
    if rows != other.rows || columns != other.columns { return false }
    for i in 0..<filledRows {
      // In bounds: both have `columns` elements in each of `rows` rows.
      let (a, b) = unsafe (base + i * stride, other.base + i * other.stride)
      for j in 0..<columns where unsafe a[j] != b[j] { return false }
    }
    return true
  }

  /// The largest |a - b| over elements that differ, and the largest finite |a| or |b|; nil if the shapes differ, an
  /// element is NaN, or a difference is infinite.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func distance(to other: MatrixView) -> (difference: Scalar, magnitude: Scalar)? {
    if rows != other.rows || columns != other.columns { return nil }
    var (difference, magnitude) = (Scalar(0), Scalar(0))
    for i in 0..<filledRows {
      // In bounds: both have `columns` elements in each of `rows` rows.
      let (a, b) = unsafe (base + i * stride, other.base + i * other.stride)
      for j in 0..<columns {
        let (x, y) = unsafe (a[j], b[j])
        if x != y {
          if !(x - y).isFinite { return nil }
          difference = Swift.max(difference, (x - y).magnitude)
        }
        if x.isFinite { magnitude = Swift.max(magnitude, x.magnitude, y.magnitude) }
      }
    }
    return (difference, magnitude)
  }
}
