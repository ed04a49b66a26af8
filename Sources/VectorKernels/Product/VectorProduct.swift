// Products of a matrix and a vector: bound by memory, so each matrix is read once, in place.

/// The number of columns of C that a row times B can compute in place: full vectors, eight at a time.
///
/// The chains over k are those of the tiles, so a row alone has the bits of the row in its batch.
@inline(__always)
func rowTimesMatrix<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ problem: Problem<V.Scalar>, scratch: UnsafeMutablePointer<V.Scalar>
) -> Int where V.Scalar: FloatingPoint {
  if problem.bColumnStride != 1 || problem.cColumnStride != 1 { return 0 }
  var j = 0
  while problem.n &- j >= 8 &* V.scalarCount {
    var sums = Sums<V, 1, 8>(repeating: InlineArray(repeating: V()))
    // In bounds: eight vectors of each row; one row needs no offsets.
    unsafe accumulate(
      &sums, k: problem.k, a: problem.a, rowOffsets: UnsafeRawPointer(scratch).assumingMemoryBound(to: Int.self),
      aColumnStride: problem.aColumnStride, b: problem.b + j, bStride: problem.bRowStride)
    for v in 0..<8 {
      unsafe update(
        problem.c + j + v &* V.scalarCount, with: sums[0][v], alpha: problem.alpha, adds: problem.addsToC)
    }
    j &+= 8 &* V.scalarCount
  }
  return j
}

/// The product with a single column, for contiguous rows of A: a dot product for each row.
///
/// The order of summation depends on k alone: four vectors of partial sums, added at the end. `scratch` holds x.
@inline(__always)
func matrixTimesColumn<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ problem: Problem<V.Scalar>, scratch: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  var x = unsafe problem.b
  // In bounds: x has k elements, and so has each row of A.
  if problem.bRowStride != 1 {
    for p in 0..<problem.k { unsafe scratch[p] = x[p &* problem.bRowStride] }
    unsafe x = UnsafePointer(scratch)
  }
  for i in 0..<problem.m {
    let sum = unsafe dot(V.self, problem.k, problem.a + i &* problem.aRowStride, x)
    let (target, alpha) = unsafe (problem.c + i &* problem.cRowStride, problem.alpha)
    unsafe target.pointee = problem.addsToC ? multiplyAdd(target.pointee, sum, alpha) : alpha * sum
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
