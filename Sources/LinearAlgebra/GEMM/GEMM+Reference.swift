extension Product {
  /// The product by plain loops.
  func runReference() {
    // In bounds: the shapes were checked. This kernel uses no scratch.
    unsafe Scalar._routines.naiveProduct(
      m, n, k, alpha, a.view.base, a.rowStride, a.columnStride, b.view.base, b.rowStride, b.columnStride,
      beta, c.base, c.stride, c.base)
  }
}
