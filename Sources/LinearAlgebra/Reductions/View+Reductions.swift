extension MatrixView {
  /// The sum of all elements.
  package func sum() -> Double {
    // In bounds: the shape is this view's own, and there is room for a number for each row or column; likewise below.
    unsafe Scalar._routines.best.sum(filledRows, columns, base, stride)
  }

  /// The sum of each row divided by `divisor`, as an array.
  package func rowSums(dividedBy divisor: Double = 1) -> [Scalar] {
    unsafe numbers(rows) { unsafe Scalar._routines.best.rowSums(rows, columns, base, stride, divisor, $0) }
  }

  /// The sum of each column divided by `divisor`.
  package func columnSums(dividedBy divisor: Double = 1) -> [Scalar] {
    unsafe numbers(columns) { unsafe Scalar._routines.best.columnSums(rows, columns, base, stride, divisor, $0) }
  }

  /// The squared deviations of each column from its mean, of at least one row, summed and divided by `divisor`.
  package func columnVariances(dividedBy divisor: Double) -> [Scalar] {
    unsafe numbers(columns) { unsafe Scalar._routines.best.columnVariances(rows, columns, base, stride, divisor, $0) }
  }

  /// The square roots of the same.
  package func columnStandardDeviations(dividedBy divisor: Double) -> [Scalar] {
    unsafe numbers(columns) {
      unsafe Scalar._routines.best.columnStandardDeviations(rows, columns, base, stride, divisor, $0)
    }
  }

  /// The largest element of each row; NaN where one of them is.
  package func rowMaxima() -> [Scalar] {
    requireElementsInRows("the largest elements")
    return unsafe numbers(rows) { unsafe Scalar._routines.best.rowMaxima(rows, columns, base, stride, $0) }
  }

  /// The smallest element of each row; NaN where one of them is.
  package func rowMinima() -> [Scalar] {
    requireElementsInRows("the smallest elements")
    return unsafe numbers(rows) { unsafe Scalar._routines.best.rowMinima(rows, columns, base, stride, $0) }
  }

  /// The largest element of each column, of at least one row; NaN where one of them is.
  package func columnMaxima() -> [Scalar] {
    unsafe numbers(columns) { unsafe Scalar._routines.best.columnMaxima(rows, columns, base, stride, $0) }
  }

  /// The smallest element of each column, of at least one row; NaN where one of them is.
  package func columnMinima() -> [Scalar] {
    unsafe numbers(columns) { unsafe Scalar._routines.best.columnMinima(rows, columns, base, stride, $0) }
  }

  /// The column of each row's largest element: the first of equals, or of the first NaN.
  package func rowArgmax(run: Int = longestRun) -> [Int] {
    requireElementsInRows("the place of the largest element")
    return unsafe places(run, Scalar._routines.best.rowArgmax) { $0 > $1 }
  }

  /// The same for a matrix of one row; nothing is allocated.
  package func argmax() -> Int {
    require(
      rows == 1 && columns > 0, "the place of the largest element of a \(shapeText) matrix: it needs one row, not empty"
    )
    if columns > Self.longestRun { return rowArgmax()[0] }
    var index = 0
    // In bounds: there is room for the index of one row.
    unsafe Scalar._routines.best.rowArgmax(1, columns, base, stride, &index)
    return index
  }

  /// The column of each row's smallest element: the first of equals, or of the first NaN.
  package func rowArgmin(run: Int = longestRun) -> [Int] {
    requireElementsInRows("the place of the smallest element")
    return unsafe places(run, Scalar._routines.best.rowArgmin) { $0 < $1 }
  }

  /// The most columns that a kernel searches; tests take fewer.
  package static var longestRun: Int { 1 << 29 }

  /// The index that `kernel` finds in each row, searching `run` columns at a time.
  @unsafe private func places(
    _ run: Int, _ kernel: KernelTable<Scalar>.RowIndices, _ isBetter: (Scalar, Scalar) -> Bool
  ) -> [Int] {
    if rows == 0 { return [] }
    var places = unsafe numbers(rows) { unsafe kernel(rows, Swift.min(run, columns), base, stride, $0) }
    for start in Swift.stride(from: run, to: columns, by: run) {
      let part = self.columns(start..<Swift.min(start + run, columns))
      let others = unsafe numbers(rows) { unsafe kernel(rows, part.columns, part.base, stride, $0) }
      for i in 0..<rows {
        let (old, new) = (self[i, places[i]], part[i, others[i]])
        if !old.isNaN && (new.isNaN || isBetter(new, old)) { places[i] = start + others[i] }
      }
    }
    return places
  }

  /// The largest element of at least one; NaN where one of them is.
  package func max() -> Scalar {
    require(rows > 0 && columns > 0, "the largest element of a \(shapeText) matrix: it is empty")
    return unsafe Scalar._routines.best.maximum(rows, columns, base, stride)
  }

  /// The smallest element of at least one; NaN where one of them is.
  package func min() -> Scalar {
    require(rows > 0 && columns > 0, "the smallest element of a \(shapeText) matrix: it is empty")
    return unsafe Scalar._routines.best.minimum(rows, columns, base, stride)
  }

  /// The largest |element|; 0 for none, NaN where one is NaN.
  package func largestMagnitude() -> Scalar {
    unsafe Scalar._routines.best.largestMagnitude(filledRows, columns, base, stride)
  }

  /// The largest |element| on and below the diagonal of a square matrix; 0 for none, NaN where one is NaN.
  package func largestMagnitudeInLowerTriangle() -> Scalar {
    require(rows == columns, "the lower triangle of a \(shapeText) matrix: it is not square")
    return unsafe Scalar._routines.best.largestMagnitudeInTriangle(rows, base, stride)
  }

  private func requireElementsInRows(_ what: String) {
    require(columns > 0 || rows == 0, "\(what) of each row of a \(shapeText) matrix: its rows are empty")
  }

  /// An array of `size` numbers, all set by `write`, which is not called for none.
  @unsafe private func numbers<Number>(
    _ size: Int, _ write: (UnsafeMutablePointer<Number>) -> Void
  ) -> [Number] {
    unsafe [Number](unsafeUninitializedCapacity: size) { buffer, count in
      count = size
      guard size > 0, let start = buffer.baseAddress else { return }
      unsafe write(start)
    }
  }
}
