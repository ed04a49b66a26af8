extension Matrix {
  /// Calls `body` with the elements in row-major order without gaps; the buffer must not outlive the call.
  ///
  /// - Throws: what `body` throws.
  /// - Complexity: O(1); a slice with gaps between its rows is copied first.
  public func withUnsafeBufferPointer<R, E: Error>(
    _ body: (UnsafeBufferPointer<Scalar>) throws(E) -> R
  ) throws(E) -> R {
    if !isContiguous { return try unsafe copy().withUnsafeBufferPointer(body) }
    return try withView { view throws(E) -> R in
      // In bounds: without gaps the elements are `count` from the first on.
      try unsafe body(UnsafeBufferPointer(start: view.base, count: view.rows * view.columns))
    }
  }

  /// Calls `body` with the elements for writing, in row-major order without gaps; the buffer must not outlive the call.
  ///
  /// - Throws: what `body` throws.
  /// - Complexity: O(1); a slice or shared elements are copied first.
  public mutating func withUnsafeMutableBufferPointer<R, E: Error>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws(E) -> R
  ) throws(E) -> R {
    try withMutableView { view throws(E) -> R in
      // In bounds: a view for writing covers storage of exactly its own elements.
      try unsafe body(UnsafeMutableBufferPointer(start: view.base, count: view.rows * view.columns))
    }
  }
}
