// Three plain loops: the definition of the product, and the slow end of comparisons.

/// C := alpha A B + beta C, with the contract of `multiplyMatrices`; one ascending chain over k for each element.
@inline(never)
func multiplyNaively<T: KernelScalar>(
  m: Int, n: Int, k: Int, alpha: T,
  a: UnsafePointer<T>, aRowStride: Int, aColumnStride: Int,
  b: UnsafePointer<T>, bRowStride: Int, bColumnStride: Int,
  beta: T, c: UnsafeMutablePointer<T>, cStride: Int, scratch _: UnsafeMutablePointer<T>
) {
  unsafe loops(
    m, n, k, alpha, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, beta, c, cStride)
}

@inline(__always)
private func loops<T: BinaryFloatingPoint>(
  _ m: Int, _ n: Int, _ k: Int, _ alpha: T, _ a: UnsafePointer<T>, _ aRowStride: Int, _ aColumnStride: Int,
  _ b: UnsafePointer<T>, _ bRowStride: Int, _ bColumnStride: Int, _ beta: T, _ c: UnsafeMutablePointer<T>,
  _ cStride: Int
) {
  for i in 0..<m {
    for j in 0..<n {
      var sum: T = 0
      for p in 0..<k {
        unsafe sum += a[i &* aRowStride &+ p &* aColumnStride] * b[p &* bRowStride &+ j &* bColumnStride]
      }
      unsafe c[i &* cStride &+ j] = alpha * sum + (beta == 0 ? 0 : beta * c[i &* cStride &+ j])
    }
  }
}
