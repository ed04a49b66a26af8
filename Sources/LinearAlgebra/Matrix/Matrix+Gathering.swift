extension Matrix {
  /// Copies of the rows at `indices`, in their order: `x.rows(at: [4, 0, 0])`.
  ///
  /// ```swift
  /// let shuffled = x.rows(at: (0..<x.rows).shuffled(using: &generator))
  /// ```
  ///
  /// - Parameter indices: any collection: an array, a slice of one, a range. An index may be repeated.
  /// - Precondition: every index is in `0..<rows`.
  /// - Complexity: O(the number of indices and copied elements), two allocations.
  public func rows(at indices: some Collection<Int>) -> Matrix {
    let count = indices.count
    _ = Self.count(count, columns)
    _ = arrayCount(count, of: Int.self)
    return gathered(Array(indices))
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func gathered(_ indices: [Int]) -> Matrix {
    for index in indices { require(index >= 0 && index < rows, "row \(index) of a \(shapeText) matrix") }
    return withView { source in
      .written(rows: indices.count, columns: columns) { $0.gather(indices[...], of: source) }
    }
  }
}
