extension Matrix {
  /// The matrix of `transform` applied to each element, in row-major order.
  ///
  /// ```swift
  /// let tanhOfX = x.map { tanh($0) }
  /// ```
  ///
  /// - Throws: what `transform` throws.
  /// - Complexity: O(count) calls and one allocation; a slice with gaps between its rows is copied first.
  @inlinable
  public func map<Result: BLASScalar, E: Error>(
    _ transform: (Scalar) throws(E) -> Result
  ) throws(E) -> Matrix<Result> {
    let dense = isContiguous ? self : copy()
    var results = Matrix<Result>(unwrittenRows: rows, columns: columns)
    let target = unsafe results.makeUnique()
    defer { extendLifetime(dense) }
    // In bounds: without gaps both are `count` elements.
    for i in 0..<count { unsafe target[i] = try transform(dense.view.base[i]) }
    return results
  }

  /// Replaces each element by `transform` of it, in row-major order.
  ///
  /// If `transform` throws, the elements before it are already changed.
  ///
  /// - Throws: what `transform` throws.
  /// - Complexity: O(count) calls; nothing is allocated unless elements are shared.
  @inlinable
  public mutating func mapInPlace<E: Error>(_ transform: (Scalar) throws(E) -> Scalar) throws(E) {
    try unsafe withUnsafeMutableBufferPointer { elements throws(E) in
      // In bounds: the buffer's own indices.
      for i in elements.indices { unsafe elements[i] = try transform(elements[i]) }
    }
  }
}
