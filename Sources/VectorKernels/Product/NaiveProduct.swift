// Three plain loops: the definition of the product, and the slow end of comparisons.

/// C := alpha A B + beta C, with the contract of `multiplyMatrices`; one ascending chain over k for each element.
@inline(never)
func multiplyNaively<T: KernelScalar>(
  m: Int, n: Int, k: Int, alpha: T, a: UnsafePointer<T>, aRowStride: Int, aColumnStride: Int, b: UnsafePointer<T>,
  bRowStride: Int, bColumnStride: Int, beta: T, c: UnsafeMutablePointer<T>, cStride: Int,
  scratch _: UnsafeMutablePointer<T>
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
