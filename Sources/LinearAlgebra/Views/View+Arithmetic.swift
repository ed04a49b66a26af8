/// An operation on two elements; its raw value is its name in traps.
package enum ElementwiseOperation: String, Sendable {
  case sum
  case difference
  case product = "elementwise product"
  case quotient = "elementwise quotient"
  case isGreater = "comparison"
  case isGreaterOrEqual = "comparison of at least"
  case isEqual = "comparison of equality"
}

extension MutableMatrixView {
  /// Sets every element to `operation` of the corresponding ones of `a` and `b`.
  ///
  /// A side of one row is repeated over the rows, a side of one column over the columns. Either side may be this matrix
  /// itself, but not overlap it otherwise.
  package func set(_ operation: ElementwiseOperation, _ a: MatrixView<Scalar>, _ b: MatrixView<Scalar>) {
    require(
      isFilled(by: a) && isFilled(by: b), "\(operation.rawValue) of \(a.shapeText) and \(b.shapeText) into \(shapeText)"
    )
    // A local copy of the table would retain every kernel in it.
    let kernel =
      switch operation {
      case .sum: unsafe Scalar._routines.best.add
      case .difference: unsafe Scalar._routines.best.subtract
      case .product: unsafe Scalar._routines.best.multiply
      case .quotient: unsafe Scalar._routines.best.divide
      case .isGreater: unsafe Scalar._routines.best.isGreater
      case .isGreaterOrEqual: unsafe Scalar._routines.best.isGreaterOrEqual
      case .isEqual: unsafe Scalar._routines.best.isEqual
      }
    if count == 0 { return }
    let (aStep, bStep) = (step(a), step(b))
    if isRun(reading), isRun(a), isRun(b) {
      // In bounds: each side holds `count` elements without gaps. One call does all rows: rows of ten elements would
      // cost a call each.
      return unsafe kernel(count, a.base, aStep, b.base, bStep, base)
    }
    let aStride = a.rows == rows ? a.stride : 0
    let bStride = b.rows == rows ? b.stride : 0
    for i in 0..<rows {
      // In bounds: row i exists on a side with `rows` rows, row 0 on a side with one; likewise for columns.
      unsafe kernel(columns, a.base + i * aStride, aStep, b.base + i * bStride, bStep, base + i * stride)
    }
  }

  /// Sets every element to `operation` of the corresponding one of `a` and `scalar`.
  package func set(_ operation: ElementwiseOperation, _ a: MatrixView<Scalar>, _ scalar: Scalar) {
    withElement(scalar) { set(operation, a, $0) }
  }

  /// Sets every element to `operation` of `scalar` and the corresponding one of `b`.
  package func set(_ operation: ElementwiseOperation, _ scalar: Scalar, _ b: MatrixView<Scalar>) {
    withElement(scalar) { set(operation, $0, b) }
  }

  package func scale(by factor: Scalar) { set(.product, reading, factor) }

  /// Sets this matrix to the transpose of `a`, which must not overlap it.
  package func update(transposing a: MatrixView<Scalar>) {
    require(rows == a.columns && columns == a.rows, "transpose of \(a.shapeText) into \(shapeText)")
    // In bounds: the shapes were checked.
    unsafe Scalar._routines.best.transpose(a.filledRows, a.columns, a.base, a.stride, base, stride)
  }

  private var count: Int { rows * columns }

  /// Whether `side` has this shape, or is repeated to it.
  private func isFilled(by side: MatrixView<Scalar>) -> Bool {
    (side.rows == rows || side.rows == 1) && (side.columns == columns || side.columns == 1)
  }

  /// The step from one element of `side` to the next: 0 if it is one column, or one element, that is repeated.
  private func step(_ side: MatrixView<Scalar>) -> Int {
    side.columns == columns && (columns > 1 || side.rows == rows) ? 1 : 0
  }

  /// Whether the elements of `side` have no gaps, or are one element.
  private func isRun(_ side: MatrixView<Scalar>) -> Bool {
    if step(side) == 0 { return side.rows == 1 }
    return rows == 1 || (side.rows == rows && side.stride == columns)
  }
}

/// Calls `body` with a 1 x 1 matrix, which must not outlive the call.
private func withElement<Scalar: BLASScalar>(_ value: Scalar, _ body: (MatrixView<Scalar>) -> Void) {
  // In bounds: one element at the pointer.
  unsafe withUnsafePointer(to: value) { body(unsafe MatrixView(base: $0, rows: 1, columns: 1, stride: 1)) }
}
