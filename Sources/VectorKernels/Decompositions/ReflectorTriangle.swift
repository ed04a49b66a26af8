// The small triangle T of a block reflector, by vectors over its columns.

/// T of I - V T V' = H_1 H_2 ... H_count, an upper triangle, from V' V and the factors of the reflections.
///
/// LAPACK's `larft`: column i of T is -tau_i T V' v_i above tau_i. A factor of zero makes it zero: H_i is the identity.
///
/// - `products`: element p of row i is v_i' v_p, read for p < i.
/// - `t`: row i holds column i of T. Elements beyond the diagonal are not written.
@inline(never)
func reflectorTriangle<T: KernelScalar>(
  _ count: Int, _ tau: UnsafePointer<T>, _ products: UnsafePointer<T>, _ productStride: Int,
  _ t: UnsafeMutablePointer<T>, _ stride: Int
) {
  typealias V = T.Vector
  for i in 0..<count {
    let (row, factor) = unsafe (t + i &* stride, tau[i])
    let inner = unsafe products + i &* productStride
    for q in 0..<i { unsafe row[q] = 0 }
    for p in 0..<i {
      // In bounds: row p ends at its diagonal, before that of row i.
      let (above, scale) = unsafe (t + p &* stride, V(repeating: -factor * inner[p]))
      var q = 0
      while p &+ 1 &- q >= V.scalarCount {
        unsafe store(multiplyAdd(load(row + q), scale, load(above + q)), to: row + q)
        q &+= V.scalarCount
      }
      let left = p &+ 1 &- q
      if left > 0 {
        let sum: V = unsafe multiplyAdd(loadPrefix(row + q, left), scale, loadPrefix(above + q, left))
        unsafe storePrefix(sum, left, to: row + q)
      }
    }
    unsafe row[i] = factor
  }
}
