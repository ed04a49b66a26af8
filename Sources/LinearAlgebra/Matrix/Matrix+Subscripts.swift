extension Matrix {
  /// The element in row `i`, column `j`.
  ///
  /// - Precondition: `i` is in `0..<rows`, `j` in `0..<columns`.
  /// - Complexity: O(1); writing to a matrix that shares its elements copies them first.
  @inlinable
  public subscript(i: Int, j: Int) -> Scalar {
    get {
      requireElement(i, j)
      defer { extendLifetime(self) }
      // In bounds: both indices were checked.
      return unsafe view.base[i * view.stride + j]
    }
    set {
      requireElement(i, j)
      let base = unsafe makeUnique()
      // In bounds: both indices were checked, and the rows have no gaps now.
      unsafe base[i * columns + j] = newValue
    }
  }

  /// The block of these rows and columns, as a matrix: `m[0..<2, 1...]`.
  ///
  /// Reading shares the elements, and keeps all of the matrix in memory as long as the block lives. Writing, `m[..<2,
  /// 1...] = block`, copies a block of the same shape into place; if `m` shares its elements, they are copied first.
  ///
  /// - Precondition: the ranges lie within the matrix; an assigned block has the shape of the ranges.
  /// - Complexity: O(1) for reading.
  public subscript<R: RangeExpression<Int>, C: RangeExpression<Int>>(rows: R, columns: C) -> Matrix {
    get { block(range(rows, of: self.rows, "rows"), columns: range(columns, of: self.columns, "columns")) }
    set {
      setBlock(
        range(rows, of: self.rows, "rows"), columns: range(columns, of: self.columns, "columns"), to: newValue)
    }
  }

  /// These rows, all columns: `m[2..<4, ...]`; see the subscript of two ranges.
  public subscript<R: RangeExpression<Int>>(rows: R, columns: UnboundedRange) -> Matrix {
    get { block(range(rows, of: self.rows, "rows"), columns: 0..<self.columns) }
    set { setBlock(range(rows, of: self.rows, "rows"), columns: 0..<self.columns, to: newValue) }
  }

  /// All rows, these columns: `m[..., 1...3]`; see the subscript of two ranges.
  public subscript<C: RangeExpression<Int>>(rows: UnboundedRange, columns: C) -> Matrix {
    get { block(0..<self.rows, columns: range(columns, of: self.columns, "columns")) }
    set { setBlock(0..<self.rows, columns: range(columns, of: self.columns, "columns"), to: newValue) }
  }

  /// All rows, all columns: assigning keeps the shape; see the subscript of two ranges.
  public subscript(rows: UnboundedRange, columns: UnboundedRange) -> Matrix {
    get { self }
    set { setBlock(0..<self.rows, columns: 0..<self.columns, to: newValue) }
  }

  /// Row `i`, 1 x `columns`: `m[1, ...]` is `m.row(1)`, and `m[1, ...] = row` copies a row into place.
  ///
  /// - Precondition: `i` is in `0..<rows`; an assigned row is 1 x `columns`.
  /// - Complexity: O(1) for reading.
  public subscript(i: Int, columns: UnboundedRange) -> Matrix {
    get { self[i, 0..<self.columns] }
    set { self[i, 0..<self.columns] = newValue }
  }

  /// Column `j`, `rows` x 1: `m[..., 1]` is `m.column(1)`, and `m[..., 1] = column` copies a column into place.
  ///
  /// - Precondition: `j` is in `0..<columns`; an assigned column is `rows` x 1.
  /// - Complexity: O(1) for reading.
  public subscript(rows: UnboundedRange, j: Int) -> Matrix {
    get { self[0..<self.rows, j] }
    set { self[0..<self.rows, j] = newValue }
  }

  /// A part of row `i`: `m[1, 2...]`; see the subscript of two ranges.
  public subscript<C: RangeExpression<Int>>(i: Int, columns: C) -> Matrix {
    get {
      requireRow(i)
      return self[i..<i + 1, columns]
    }
    set {
      requireRow(i)
      self[i..<i + 1, columns] = newValue
    }
  }

  /// A part of column `j`: `m[2..., 1]`; see the subscript of two ranges.
  public subscript<R: RangeExpression<Int>>(rows: R, j: Int) -> Matrix {
    get {
      requireColumn(j)
      return self[rows, j..<j + 1]
    }
    set {
      requireColumn(j)
      self[rows, j..<j + 1] = newValue
    }
  }

  /// Row `i`, as a 1 x `columns` matrix that shares the elements.
  ///
  /// - Precondition: `i` is in `0..<rows`.
  /// - Complexity: O(1).
  public func row(_ i: Int) -> Matrix {
    requireRow(i)
    return block(i..<i + 1, columns: 0..<columns)
  }

  /// Column `j`, as a `rows` x 1 matrix that shares the elements.
  ///
  /// - Precondition: `j` is in `0..<columns`.
  /// - Complexity: O(1).
  public func column(_ j: Int) -> Matrix {
    requireColumn(j)
    return block(0..<rows, columns: j..<j + 1)
  }

  private func block(_ rows: Range<Int>, columns: Range<Int>) -> Matrix {
    Matrix(view.block(rows, columns), of: self)
  }

  private mutating func setBlock(_ rows: Range<Int>, columns: Range<Int>, to block: Matrix) {
    let place = view.block(rows, columns)
    require(
      block.rows == place.rows && block.columns == place.columns,
      "assigning \(block.shapeText) to a block of \(place.shapeText): shapes differ")
    block.withView { block in withMutableView { $0.block(rows, columns).update(from: block) } }
  }

  private func requireRow(_ i: Int) { require(i >= 0 && i < rows, "row \(i) of a \(shapeText) matrix") }

  private func requireColumn(_ j: Int) { require(j >= 0 && j < columns, "column \(j) of a \(shapeText) matrix") }

  @inlinable
  func requireElement(_ i: Int, _ j: Int) {
    if i < 0 || i >= rows || j < 0 || j >= columns { trapElement(i, j) }
  }

  @usableFromInline
  func trapElement(_ i: Int, _ j: Int) -> Never { trap("element (\(i), \(j)) of a \(shapeText) matrix") }
}

/// The range that `expression` means on an axis of `size` rows or columns; the caller checks it.
///
/// `relative(to: 0..<size)` would do, but for `5...` of three rows and for `0...Int.max` the standard library traps
/// without a message.
private func range(_ expression: some RangeExpression<Int>, of size: Int, _ axis: String) -> Range<Int> {
  func end(_ last: Int) -> Int {
    require(last < .max, "\(axis) up to \(last) of \(size)")
    return last + 1
  }
  func ends(_ range: Range<Int>) -> (Int, Int) { (range.lowerBound, range.upperBound) }
  let (lower, upper) =
    switch expression {
    case let range as Range<Int>: ends(range)
    case let range as ClosedRange<Int>: (range.lowerBound, end(range.upperBound))
    case let range as PartialRangeFrom<Int>: (range.lowerBound, size)
    case let range as PartialRangeUpTo<Int>: (0, range.upperBound)
    case let range as PartialRangeThrough<Int>: (0, end(range.upperBound))
    default: ends(expression.relative(to: 0..<size))
    }
  require(lower <= upper, "\(axis) \(lower)..<\(upper) of \(size)")
  return lower..<upper
}
