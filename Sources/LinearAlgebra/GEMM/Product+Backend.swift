extension Product {
  /// Computes on the calling thread.
  ///
  /// - Precondition: the backend is available.
  func run(on backend: GEMMBackend) {
    if let instructionSet = backend.instructionSet { return runSwift(instructionSet) }
    if backend == .reference { return runReference() }
    if backend.isAutomatic && isBeyondOpenBLAS { return runSwift(.best) }
    guard let openBLAS = Scalar._routines.openBLAS else {
      trap("the backend openblas: this build has no OpenBLAS (its trait is off); use swift or reference")
    }
    openBLAS(self)
  }

  /// Whether a size or a stride does not fit into 32 bits.
  private var isBeyondOpenBLAS: Bool { (m | n | k | a.view.stride | b.view.stride | c.stride) >> 31 != 0 }

  /// The product by the Swift kernels of one instruction set.
  private func runSwift(_ instructionSet: InstructionSet) {
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

  /// The product by plain loops.
  private func runReference() {
    // In bounds: the shapes were checked. This kernel uses no scratch.
    unsafe Scalar._routines.naiveProduct(
      m, n, k, alpha, a.view.base, a.rowStride, a.columnStride, b.view.base, b.rowStride, b.columnStride,
      beta, c.base, c.stride, c.base)
  }
}
