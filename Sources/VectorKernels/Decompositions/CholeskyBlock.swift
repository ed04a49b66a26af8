// The Cholesky decomposition of a small block. Its rows are loaded as 16 lanes, the columns of L: a step is one vector
// times each of its own elements.

/// A = L L^T in place for the lower triangle of `order` rows, at most 16; returns the order of the first minor that is not
/// positive, counted from one, or 0. What is above the diagonal is neither read nor written.
///
/// - `a`: element (i, j) at `a[i * stride + j]`.
/// - `scratch`: 256 elements.
@inline(never)
func factorCholesky<T: KernelScalar>(
  order: Int, _ a: UnsafeMutablePointer<T>, stride: Int, scratch u: UnsafeMutablePointer<T>
) -> Int {
  precondition(order <= largestTriangle, "a block that is too large")
  // In bounds: row j of U, which is column j of L, has 16 elements in the scratch; i and j are below the order.
  for j in 0..<order { unsafe store(T.Lanes(), to: u + j &* largestTriangle) }
  for i in 0..<order { for j in 0...i { unsafe u[j &* largestTriangle &+ i] = a[i &* stride &+ j] } }
  for j in 0..<order {
    let row = unsafe u + j &* largestTriangle
    let pivot = unsafe row[j]
    // Also true for NaN.
    if !(pivot > 0) { return j &+ 1 }
    let root = pivot.squareRoot()
    let column: T.Lanes = unsafe load(row) / T.Lanes(repeating: root)
    unsafe store(column, to: row)
    unsafe row[j] = root
    for i in (j &+ 1)..<max(order, j &+ 1) {
      // The vector's elements left of the diagonal do not belong to A.
      let target = unsafe u + i &* largestTriangle
      let factor = unsafe T.Lanes(repeating: -row[i])
      unsafe store(multiplyAdd(load(target) as T.Lanes, factor, column), to: target)
    }
  }
  for i in 0..<order { for j in 0...i { unsafe a[i &* stride &+ j] = u[j &* largestTriangle &+ i] } }
  return 0
}
