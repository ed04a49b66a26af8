extension Span where Element: BLASScalar {
  /// Calls `body` with the elements as a matrix of one row, which must not outlive the call.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  package func withRowView(_ body: (MatrixView<Element>) -> Void) {
    unsafe withUnsafeBufferPointer { buffer in
      // In bounds: the row has as many elements as the buffer.
      let base = unsafe buffer.baseAddress ?? MatrixView<Element>.nowhere
      body(unsafe MatrixView(base: base, rows: 1, columns: buffer.count, stride: buffer.count))
    }
  }
}

extension MutableSpan where Element: BLASScalar {
  /// Calls `body` with the elements as a matrix of one row for writing, which must not outlive the call.
  @specialized(where Element == Float)
  @specialized(where Element == Double)
  package mutating func withRowView(_ body: (MutableMatrixView<Element>) -> Void) {
    unsafe withUnsafeMutableBufferPointer { buffer in
      // In bounds: the row has as many elements as the buffer.
      let base = unsafe buffer.baseAddress ?? UnsafeMutablePointer(mutating: MatrixView<Element>.nowhere)
      body(unsafe MutableMatrixView(base: base, rows: 1, columns: buffer.count, stride: buffer.count))
    }
  }
}
