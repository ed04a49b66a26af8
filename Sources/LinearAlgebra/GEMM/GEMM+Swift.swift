extension Product {
  /// The product by the Swift kernels of one instruction set.
  func runSwift(_ instructionSet: InstructionSet) {
    let (multiplyMatrices, scratchCount) = unsafe Scalar._routines.matrixProduct(instructionSet)
    let count = scratchCount(
      m, n, k, a.columnStride != 1, b.columnStride != 1, MemoryLayout<Scalar>.size)
    unsafe Scratch.product.withElements(of: Scalar.self, count: count) { scratch in
      // In bounds: the shapes were checked, and the scratch has the size that the kernel requires.
      unsafe multiplyMatrices(
        m, n, k, alpha, a.view.base, a.rowStride, a.columnStride, b.view.base, b.rowStride, b.columnStride,
        beta, c.base, c.stride, scratch)
    }
  }
}
