// The two products with the whole matrix in a step of the reduction to bidiagonal form, in one pass over it.

/// y := y + tau A v, z := z - y and w := A' z for the `rows` x `columns` matrix A, which is read once.
///
/// Four rows of A are still in the cache when they are added to w. y and z have `rows` elements, v and w `columns`; none of
/// them overlap. The order of summation depends on the sizes alone.
@inline(never)
func reflectPair<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ tau: T, _ a: UnsafePointer<T>, _ stride: Int, _ v: UnsafePointer<T>,
  _ y: UnsafeMutablePointer<T>, _ z: UnsafeMutablePointer<T>, _ w: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  for j in 0..<columns { unsafe w[j] = 0 }
  var i = 0
  while rows &- i >= 4 {
    unsafe passRows(V.self, 4, columns, tau, a + i &* stride, stride, v, y + i, z + i, w)
    i &+= 4
  }
  while i < rows {
    unsafe passRows(V.self, 1, columns, tau, a + i &* stride, stride, v, y + i, z + i, w)
    i &+= 1
  }
}

/// The same for one row, or for four, accumulating into w.
@inline(__always)
private func passRows<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ height: Int, _ columns: Int, _ tau: V.Scalar, _ a: UnsafePointer<V.Scalar>, _ stride: Int,
  _ v: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ z: UnsafeMutablePointer<V.Scalar>,
  _ w: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let width = V.scalarCount
  // Two chains for each row: a multiply-add takes four cycles.
  var (even, odd) = (InlineArray<4, V>(repeating: V()), InlineArray<4, V>(repeating: V()))
  var j = 0
  while columns &- j >= 2 &* width {
    let (first, second): (V, V) = unsafe (load(v + j), load(v + j + width))
    for r in 0..<height {
      let row = unsafe a + (r &* stride &+ j)
      even[r] = unsafe multiplyAdd(even[r], load(row), first)
      odd[r] = unsafe multiplyAdd(odd[r], load(row + width), second)
    }
    j &+= 2 &* width
  }
  if columns &- j >= width {
    let first: V = unsafe load(v + j)
    for r in 0..<height { even[r] = unsafe multiplyAdd(even[r], load(a + (r &* stride &+ j)), first) }
    j &+= width
  }
  let rest = columns &- j
  if rest > 0 {
    let last: V = unsafe loadPrefix(v + j, rest)
    for r in 0..<height { odd[r] = unsafe multiplyAdd(odd[r], loadPrefix(a + (r &* stride &+ j), rest), last) }
  }
  var scales = InlineArray<4, V>(repeating: V())
  for r in 0..<height {
    unsafe y[r] = multiplyAdd(y[r], tau, (even[r] + odd[r]).sum())
    unsafe z[r] -= y[r]
    scales[r] = unsafe V(repeating: z[r])
  }
  j = 0
  while columns &- j >= width {
    var sum: V = unsafe load(w + j)
    for r in 0..<height { sum = unsafe multiplyAdd(sum, load(a + (r &* stride &+ j)), scales[r]) }
    unsafe store(sum, to: w + j)
    j &+= width
  }
  if rest > 0 {
    var sum: V = unsafe loadPrefix(w + j, rest)
    for r in 0..<height { sum = unsafe multiplyAdd(sum, loadPrefix(a + (r &* stride &+ j), rest), scales[r]) }
    unsafe storePrefix(sum, rest, to: w + j)
  }
}
