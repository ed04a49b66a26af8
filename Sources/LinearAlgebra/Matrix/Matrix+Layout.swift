extension Matrix {
  /// The transpose, `columns` x `rows`, as a matrix; `t` is the one that copies nothing.
  ///
  /// - Complexity: O(rows * columns), one allocation; a row or a column without gaps is shared instead.
  public func transposed() -> Matrix {
    if isContiguous, rows <= 1 || columns <= 1 { return reshaped(rows: columns, columns: rows) }
    return .written(rows: columns, columns: rows) { c in withView { c.update(transposing: $0) } }
  }

  /// The transpose that `operand` stands for, as a matrix.
  ///
  /// - Complexity: O(rows * columns), one allocation.
  public init(_ operand: TransposedMatrix<Scalar>) {
    self = operand.t.transposed()
  }

  /// The same elements, row by row, in another shape.
  ///
  /// - Precondition: `rows * columns == count`.
  /// - Complexity: O(1), elements shared; O(count) for a slice with gaps between its rows, which is copied.
  public func reshaped(rows: Int, columns: Int) -> Matrix {
    let newCount = Self.count(rows, columns)
    require(newCount == count, "reshaping \(shapeText) to \(rows)x\(columns): \(count) elements become \(newCount)")
    let dense = isContiguous ? self : copy()
    // In bounds: the elements have no gaps, and there are as many.
    return Matrix(unsafe MatrixView(base: dense.view.base, rows: rows, columns: columns, stride: columns), of: dense)
  }

  /// The elements in row-major order, copied into an array; `withUnsafeBufferPointer` reads them in place.
  ///
  /// - Complexity: O(count), one allocation.
  public func scalars() -> [Scalar] { withView { $0.elements() } }

  /// The elements of `other`, converted: a Double is rounded to the nearest Float, a Float is exact as a Double.
  ///
  /// - Complexity: O(count), one allocation; for the same scalar O(1), with shared elements.
  public init<Other: BLASScalar>(_ other: Matrix<Other>) {
    if let same = other as? Matrix {
      self = same
    } else if let doubles = other as? Matrix<Double>, let floats = doubles.map({ Float($0) }) as? Matrix {
      self = floats
    } else if let floats = other as? Matrix<Float>, let doubles = floats.map({ Double($0) }) as? Matrix {
      self = doubles
    } else {
      self = other.map { Scalar($0) }
    }
  }
}
