// The reduction of a small symmetric matrix to tridiagonal form: all of it in one call, one pass for each row.

/// A = Q T Q' for the symmetric n x n matrix A, of which `a` holds both triangles. Row i, from the last to the first,
/// is reduced to a multiple of e(i-1) by 1 - tau v v'; it then holds v: i elements, the last of which is one, and
/// zeros.
///
/// One pass applies the update of a row and multiplies the result with v of the next.
///
/// - `a`: n rounded up to a multiple of four rows of `stride` elements, a multiple of 16; zero beyond A.
/// - `numbers`: the diagonal of T, its off-diagonal (with 0 as the last), and tau of each row, n each.
/// - `scratch`: 4 `stride` elements.
/// - Note: LAPACK `sytd2`; Golub & Van Loan, 4th ed., 8.3.1.
@inline(never)
func tridiagonalize<T: KernelScalar>(
  _ n: Int, _ a: UnsafeMutablePointer<T>, _ stride: Int, _ numbers: UnsafeMutablePointer<T>,
  _ scratch: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  let width = V.scalarCount
  // v and w of the row before, the products of v, and v of this row.
  let (v, w) = unsafe (scratch, scratch + stride)
  let (products, x) = unsafe (scratch + 2 &* stride, scratch + 3 &* stride)
  for j in 0..<4 &* stride { unsafe scratch[j] = 0 }
  if n > 0 { unsafe numbers[2 &* n &- 1] = 0 }
  for step in 0..<n {
    let i = n &- 1 &- step
    let (row, length) = unsafe (a + i &* stride, (i &+ width) / width &* width)
    // Row i, with the pending update applied.
    var j = 0
    let (first, second) = unsafe (V(repeating: -v[i]), V(repeating: -w[i]))
    while j < length {
      let part: V = unsafe multiplyAdd(multiplyAdd(load(row + j), first, load(w + j)), second, load(v + j))
      unsafe store(part, to: x + j)
      j &+= width
    }
    unsafe (numbers[i], numbers[2 &* n &+ i]) = (x[i], 0)
    // Finished rows take no further part.
    for j in i..<stride { unsafe (x[j], v[j], w[j]) = (0, 0, 0) }
    if i == 0 {
      for j in 0..<stride { unsafe row[j] = 0 }
      break
    }
    let reflector = unsafe makeReflector(V.self, length, x, pivot: i &- 1)
    unsafe (numbers[n &+ i &- 1], numbers[2 &* n &+ i]) = (reflector.beta, reflector.tau)
    j = 0
    while j < i {
      unsafe subtractAndProject(
        V.self, (i &+ width &- 1) / width &* width, v, w, j, x, a + j &* stride, stride, products + j)
      j &+= 4
    }
    for j in 0..<stride { unsafe row[j] = x[j] }
    // w := tau p - tau^2 (p'v) / 2 v.
    for j in i..<stride { unsafe products[j] = 0 }
    var sums = V()
    j = 0
    while j < i {
      unsafe sums = multiplyAdd(sums, load(products + j), load(x + j))
      j &+= width
    }
    let (tau, half) = (V(repeating: reflector.tau), V(repeating: -reflector.tau * reflector.tau * total(sums) / 2))
    j = 0
    while j < i {
      let direction: V = unsafe load(x + j)
      unsafe store(multiplyAdd(tau * load(products + j), half, direction), to: w + j)
      unsafe store(direction, to: v + j)
      j &+= width
    }
  }
}

/// y := y - v_j w - w_j v for the four rows y from j on, and their products with x.
@inline(__always)
private func subtractAndProject<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ end: Int, _ v: UnsafePointer<V.Scalar>, _ w: UnsafePointer<V.Scalar>, _ j: Int,
  _ x: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ sums: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var totals = InlineArray<4, V>(repeating: V())
  var (first, second) = (totals, totals)
  for l in 0..<4 { (first[l], second[l]) = unsafe (V(repeating: -v[j &+ l]), V(repeating: -w[j &+ l])) }
  var i = 0
  while i < end {
    let (a, b, direction): (V, V, V) = unsafe (load(w + i), load(v + i), load(x + i))
    for l in 0..<4 {
      let place = unsafe y + (l &* stride &+ i)
      let row: V = unsafe multiplyAdd(multiplyAdd(load(place), first[l], a), second[l], b)
      unsafe store(row, to: place)
      totals[l] = multiplyAdd(totals[l], row, direction)
    }
    i &+= V.scalarCount
  }
  for l in 0..<4 { unsafe sums[l] = total(totals[l]) }
}
