// A diagonal has an offset: 0 is the main one, k > 0 the kth above it, k < 0 the -kth below.

extension Matrix {
  /// The elements (i, i + offset) from the top down; none if the diagonal lies outside the matrix.
  ///
  /// `Matrix.diagonal(_:)` makes a matrix of them.
  ///
  /// - Complexity: O(the number of elements).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func diagonal(offset: Int = 0) -> [Scalar] {
    guard let onset = onset(of: offset) else { return [] }
    return (0..<Swift.min(rows - onset.row, columns - onset.column)).map { self[onset.row + $0, onset.column + $0] }
  }

  /// The sum of the elements of the main diagonal, added in Double and rounded once; 0 for a 0 x 0 matrix.
  ///
  /// - Precondition: the matrix is square.
  public func trace() -> Scalar {
    require(rows == columns, "the trace of a \(shapeText) matrix: it is not square")
    return Scalar(diagonal().reduce(0.0) { $0 + Double($1) })
  }

  /// A copy with zeros below the diagonal at `offset`, which is kept.
  ///
  /// - Complexity: O(count), one allocation.
  public func upperTriangle(offset: Int = 0) -> Matrix {
    triangle { i, columns in 0..<clamp(offset, plus: i, columns) }
  }

  /// A copy with zeros above the diagonal at `offset`, which is kept.
  ///
  /// - Complexity: O(count), one allocation.
  public func lowerTriangle(offset: Int = 0) -> Matrix {
    triangle { i, columns in clamp(offset, plus: i + 1, columns)..<columns }
  }

  /// The first element of the diagonal; nil if it lies outside the matrix.
  private func onset(of offset: Int) -> (row: Int, column: Int)? {
    if offset >= columns || offset <= -rows { return nil }
    return offset >= 0 ? (0, offset) : (-offset, 0)
  }

  /// `offset + i`, clamped to `0...limit`.
  private func clamp(_ offset: Int, plus i: Int, _ limit: Int) -> Int {
    // In this order nothing overflows: i is not negative.
    offset >= limit - i ? limit : Swift.max(offset + i, 0)
  }

  /// A copy with zeros in the columns `zeros(i, columns)` of each row i.
  private func triangle(_ zeros: (_ i: Int, _ columns: Int) -> Range<Int>) -> Matrix {
    .written(rows: rows, columns: columns) { result in
      withView { result.update(from: $0) }
      for i in 0..<result.filledRows { result.block(i..<i + 1, zeros(i, columns)).fill(0) }
    }
  }
}
