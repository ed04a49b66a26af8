// Products with a vector on one side: bound by memory, so each matrix is read once, in place.

/// The columns of C that a row times B can make in place: full vectors, eight at a time; returns their number.
///
/// The chains over k are those of the tiles, so a row alone has the bits of the row in its batch.
@inline(__always)
func rowTimesMatrix<V: SIMD & BitwiseCopyable>(
  _: V.Type, n: Int, k: Int, alpha: V.Scalar, a: UnsafePointer<V.Scalar>, aStride: Int,
  b: UnsafePointer<V.Scalar>, bStride: Int, beta: V.Scalar, c: UnsafeMutablePointer<V.Scalar>
) -> Int where V.Scalar: FloatingPoint {
  var j = 0
  while n &- j >= 8 &* V.scalarCount {
    unsafe tile(
      Sums<V, 1, 8>.self, k: k, alpha: alpha, a: a, aRowStride: 0, aColumnStride: aStride, b: b + j, bStride: bStride,
      beta: beta, c: c + j, cStride: 0)
    j &+= 8 &* V.scalarCount
  }
  return j
}

/// C := alpha A x + beta C for rows of A and a vector x that lie contiguous: a dot product for each row.
///
/// The order of summation depends on k alone: four vectors of partial sums, added at the end.
@inline(__always)
func matrixTimesColumn<V: SIMD & BitwiseCopyable>(
  _: V.Type, m: Int, k: Int, alpha: V.Scalar, a: UnsafePointer<V.Scalar>, aStride: Int, x: UnsafePointer<V.Scalar>,
  beta: V.Scalar, c: UnsafeMutablePointer<V.Scalar>, cStride: Int
) where V.Scalar: FloatingPoint {
  for i in 0..<m {
    let product = unsafe alpha * dot(V.self, k, a + i &* aStride, x)
    let target = unsafe c + i &* cStride
    let old = unsafe beta == 0 ? 0 : target.pointee
    unsafe target.pointee = multiplyAdd(V(repeating: product), V(repeating: old), V(repeating: beta))[0]
  }
}

@inline(__always)
private func dot<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ a: UnsafePointer<V.Scalar>, _ x: UnsafePointer<V.Scalar>
) -> V.Scalar where V.Scalar: FloatingPoint {
  let width = V.scalarCount
  var sums = InlineArray<4, V>(repeating: V())
  var p = 0
  while count &- p >= 4 &* width {
    for s in 0..<4 { unsafe sums[s] = multiplyAdd(sums[s], load(a + p + s &* width), load(x + p + s &* width)) }
    p &+= 4 &* width
  }
  while count &- p >= width {
    unsafe sums[0] = multiplyAdd(sums[0], load(a + p), load(x + p))
    p &+= width
  }
  if p < count {
    unsafe sums[1] = multiplyAdd(sums[1], loadPrefix(a + p, count &- p), loadPrefix(x + p, count &- p))
  }
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])).sum()
}
