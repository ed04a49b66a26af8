import LinearAlgebra

extension ProductCase where Scalar: BLASScalar {
  /// The memory of C after the product on a configuration.
  public func result(_ configuration: ComputeConfiguration) -> [Scalar] {
    var result = c
    // In bounds: the arrays hold the rows of the shapes that are given, each followed by its padding.
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe result.withUnsafeMutableBufferPointer { c in
          let nowhere = unsafe MatrixView<Scalar>.nowhere
          let left = unsafe MatrixView(
            base: a.baseAddress ?? nowhere, rows: aShape.rows, columns: aShape.columns, stride: aStride)
          let right = unsafe MatrixView(
            base: b.baseAddress ?? nowhere, rows: bShape.rows, columns: bShape.columns, stride: bStride)
          let target = unsafe MutableMatrixView(
            base: c.baseAddress ?? UnsafeMutablePointer(mutating: nowhere), rows: m, columns: n, stride: cStride)
          multiply(
            transposesA ? left.t : left.operand, transposesB ? right.t : right.operand, into: target, alpha: alpha,
            beta: beta, configuration: configuration)
        }
      }
    }
    return result
  }
}
