extension MatrixView {
  /// The sum of all elements.
  package func sum() -> Double {
    // In bounds: the shape is this view's own; likewise below.
    unsafe Scalar._routines.best.sum(rows, columns, base, stride)
  }

  /// The sum of each row.
  package func rowSums() -> [Double] {
    let sum = unsafe Scalar._routines.best.sum
    // In bounds: each row has `columns` elements.
    return (0..<rows).map { unsafe sum(1, columns, base + $0 * stride, stride) }
  }

  /// The sum of each column.
  package func columnSums() -> [Double] {
    unsafe [Double](unsafeUninitializedCapacity: columns) { buffer, count in
      count = columns
      guard let sums = buffer.baseAddress else { return }
      // In bounds: the buffer has room for a sum of each column.
      unsafe Scalar._routines.best.columnSums(rows, columns, base, stride, sums)
    }
  }

  /// The largest element of each row; NaN where one of them is.
  package func rowMaxima() -> [Scalar] {
    requireElementsInRows("the largest elements")
    let maximum = unsafe Scalar._routines.best.maximum
    // In bounds: each row has `columns` elements.
    return (0..<rows).map { unsafe maximum(1, columns, base + $0 * stride, stride) }
  }

  /// The smallest element of each row; NaN where one of them is.
  package func rowMinima() -> [Scalar] {
    requireElementsInRows("the smallest elements")
    let minimum = unsafe Scalar._routines.best.minimum
    // In bounds: each row has `columns` elements.
    return (0..<rows).map { unsafe minimum(1, columns, base + $0 * stride, stride) }
  }

  /// The largest element of at least one; NaN where one of them is.
  package func max() -> Scalar {
    require(rows > 0 && columns > 0, "the largest element of a \(shape) matrix: it is empty")
    return unsafe Scalar._routines.best.maximum(rows, columns, base, stride)
  }

  /// The smallest element of at least one; NaN where one of them is.
  package func min() -> Scalar {
    require(rows > 0 && columns > 0, "the smallest element of a \(shape) matrix: it is empty")
    return unsafe Scalar._routines.best.minimum(rows, columns, base, stride)
  }

  /// The largest |element|; 0 of none, NaN where one is NaN.
  package func largestMagnitude() -> Scalar {
    unsafe Scalar._routines.best.largestMagnitude(rows, columns, base, stride)
  }

  private func requireElementsInRows(_ what: String) {
    require(columns > 0 || rows == 0, "\(what) of each row of a \(shape) matrix: its rows are empty")
  }
}
