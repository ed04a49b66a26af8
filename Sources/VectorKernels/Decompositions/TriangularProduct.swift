// Products with a small triangle, in place.

/// x := U x for an upper triangle U of `order` rows, at most 16, and `columns` columns of x.
///
/// - `u`: U(i, k) at `u[i * targetStride + k * sourceStride]`.
/// - `x`: element (i, j) at `x[i * stride + j]`.
@inline(never)
func multiplyByTriangle<T: KernelScalar>(
  order: Int, columns: Int, _ u: UnsafePointer<T>, targetStride: Int, sourceStride: Int,
  _ x: UnsafeMutablePointer<T>, stride: Int
) {
  // From the first row to the last: the rows below are still unchanged.
  typealias V = T.Vector
  var j = 0
  while j < columns {
    let count = min(V.scalarCount, columns &- j)
    for i in 0..<order {
      let row = unsafe u + i &* targetStride
      // In bounds: `count` elements of each row from the column j on.
      @inline(__always)
      func element(_ k: Int) -> V {
        let source = unsafe x + k &* stride + j
        return unsafe count == V.scalarCount ? load(source) : loadPrefix(source, count)
      }
      var sum = unsafe element(i) * row[i &* sourceStride]
      for k in (i &+ 1)..<max(order, i &+ 1) {
        sum = unsafe multiplyAdd(sum, V(repeating: row[k &* sourceStride]), element(k))
      }
      let target = unsafe x + i &* stride + j
      if count == V.scalarCount { unsafe store(sum, to: target) } else { unsafe storePrefix(sum, count, to: target) }
    }
    j &+= count
  }
}
