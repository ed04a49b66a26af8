extension Matrix {
  /// The transpose, `columns` x `rows`, as a matrix of its own; `t` is the one that copies nothing.
  ///
  /// - Complexity: O(rows * columns), one allocation; a row or a column is shared instead where its elements lie side
  ///   by side.
  public func transposed() -> Matrix {
    if isContiguous, rows <= 1 || columns <= 1 { return reshaped(rows: columns, columns: rows) }
    return .written(rows: columns, columns: rows) { c in withView { c.set(transposeOf: $0) } }
  }

  /// The transpose that `operand` stands for, as a matrix of its own.
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
    // In bounds: the elements lie side by side, and there are as many.
    return Matrix(unsafe MatrixView(base: dense.view.base, rows: rows, columns: columns, stride: columns), of: dense)
  }

  /// The elements row by row, copied into an array; `withUnsafeBufferPointer` reads them where they are.
  ///
  /// - Complexity: O(count), one allocation.
  public func scalars() -> [Scalar] { withView { $0.elements() } }
}

extension Matrix {
  /// The elements of `other`: a Double as a Float is rounded to the nearest, a Float as a Double is exact.
  ///
  /// - Complexity: O(count), one allocation; O(1), elements shared, for the same scalar.
  public init<Other: BLASScalar>(_ other: Matrix<Other>) {
    if let same = other as? Matrix {
      self = same
    } else if let doubles = other as? Matrix<Double>, let floats = Matrix<Float>(rounding: doubles) as? Matrix {
      self = floats
    } else if let floats = other as? Matrix<Float>, let doubles = Matrix<Double>(widening: floats) as? Matrix {
      self = doubles
    } else {
      self = other.map { Scalar($0) }
    }
  }
}

extension Matrix<Float> {
  fileprivate init(rounding other: Matrix<Double>) {
    self = other.map { Float($0) }
  }
}

extension Matrix<Double> {
  fileprivate init(widening other: Matrix<Float>) {
    self = other.map { Double($0) }
  }
}
