// The reduction of a small matrix to bidiagonal form: all of it in one call, two passes over the matrix for each column.

/// G = Q B P' with B upper bidiagonal and Q and P products of reflectors, for the m x n matrix G with m >= n whose columns
/// are the first n rows of `a`; destroys `a`.
///
/// A step applies a right reflector while taking the products with the next left one, then applies that while taking
/// the products with the next right one. All rows are whole vectors, so there are no partial ones.
///
/// - `a`: n + 3 rows of `stride` elements, a multiple of 16 that is not below m; zero beyond G.
/// - `left`: n rows of as many elements; row p becomes v_p of Q, zero before element p and one there.
/// - `right`: n rows of `rightStride` elements, a multiple of 16 that is not below n + 3; row p becomes v_p of P, zero before
///   element p + 1 and one there; the last row is zero.
/// - `numbers`: the diagonal of B, its superdiagonal (with 0 as the last), and the factors of Q and of P, n each.
/// - `scratch`: `stride` + 2 `rightStride` elements.
/// - Note: LAPACK `gebd2`; Golub & Van Loan, 4th ed., 5.4.8.
@inline(never)
func bidiagonalize<T: KernelScalar>(
  _ n: Int, _ m: Int, _ a: UnsafeMutablePointer<T>, _ stride: Int, _ left: UnsafeMutablePointer<T>,
  _ right: UnsafeMutablePointer<T>, _ rightStride: Int, _ numbers: UnsafeMutablePointer<T>,
  _ scratch: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  let width = V.scalarCount
  let (length, rightLength) = ((m &+ width &- 1) / width &* width, (n &+ width &- 1) / width &* width)
  // The vector that the last right reflector subtracts, and the factors and sums of a pass, one for each row.
  let (w, factors, sums) = unsafe (scratch, scratch + stride, scratch + stride + rightStride)
  for i in 0..<stride { unsafe w[i] = 0 }
  for i in 0..<rightStride { unsafe (factors[i], sums[i]) = (0, 0) }
  for p in 0..<n {
    let (v, u) = unsafe (left + p &* stride, right + p &* rightStride)
    for i in 0..<stride { unsafe v[i] = 0 }
    for i in 0..<rightStride { unsafe u[i] = 0 }
    // Column p of G, with the pending update applied.
    let (start, row) = unsafe (p / width &* width, a + p &* stride)
    var i = start
    while i < length {
      let part: V = unsafe multiplyAdd(load(row + i), V(repeating: -factors[p]), load(w + i))
      unsafe store(part, to: v + i)
      i &+= width
    }
    for i in start..<p { unsafe v[i] = 0 }
    let q = unsafe makeReflector(V.self, length &- start, v + start, pivot: p &- start)
    unsafe (numbers[p], numbers[2 &* n &+ p]) = (q.beta, q.tau)
    unsafe (numbers[n &+ p], numbers[3 &* n &+ p]) = (0, 0)
    if p &+ 1 == n { break }
    i = p &+ 1
    while i < n {
      unsafe subtractAndProject(
        V.self, start, length, w, factors + i, v, a + i &* stride, stride, sums + i)
      i &+= 4
    }
    // Row p of G, and its reflector.
    for i in p &+ 1..<n {
      unsafe sums[i] *= q.tau
      unsafe u[i] = a[i &* stride &+ p] - sums[i]
    }
    for i in n..<n &+ 3 { unsafe sums[i] = 0 }
    let rightStart = (p &+ 1) / width &* width
    let r = unsafe makeReflector(
      V.self, rightLength &- rightStart, u + rightStart, pivot: p &+ 1 &- rightStart)
    unsafe (numbers[n &+ p], numbers[3 &* n &+ p]) = (r.beta, r.tau)
    i = rightStart
    while i < length {
      unsafe store(V(), to: w + i)
      i &+= width
    }
    i = p &+ 1
    while i < n {
      unsafe subtractAndCombine(
        V.self, rightStart, length, v, sums + i, u + i, a + i &* stride, stride, w)
      i &+= 4
    }
    for i in p &+ 1..<n { unsafe factors[i] = r.tau * u[i] }
  }
}

/// y := y - c w for four rows y, and their products with v.
@inline(__always)
private func subtractAndProject<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ start: Int, _ end: Int, _ w: UnsafePointer<V.Scalar>, _ factors: UnsafePointer<V.Scalar>,
  _ v: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ sums: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var (totals, negated) = (InlineArray<4, V>(repeating: V()), InlineArray<4, V>(repeating: V()))
  for l in 0..<4 { negated[l] = unsafe V(repeating: -factors[l]) }
  var i = start
  while i < end {
    let (subtracted, direction): (V, V) = unsafe (load(w + i), load(v + i))
    for l in 0..<4 {
      let place = unsafe y + (l &* stride &+ i)
      let row = unsafe multiplyAdd(load(place), negated[l], subtracted)
      unsafe store(row, to: place)
      totals[l] = multiplyAdd(totals[l], row, direction)
    }
    i &+= V.scalarCount
  }
  for l in 0..<4 { unsafe sums[l] = total(totals[l]) }
}

/// y := y - c v for four rows y, and w := w + u y.
@inline(__always)
private func subtractAndCombine<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ start: Int, _ end: Int, _ v: UnsafePointer<V.Scalar>, _ factors: UnsafePointer<V.Scalar>,
  _ u: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ w: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var (weights, negated) = (InlineArray<4, V>(repeating: V()), InlineArray<4, V>(repeating: V()))
  for l in 0..<4 { (weights[l], negated[l]) = unsafe (V(repeating: u[l]), V(repeating: -factors[l])) }
  var i = start
  while i < end {
    let subtracted: V = unsafe load(v + i)
    var combined: V = unsafe load(w + i)
    for l in 0..<4 {
      let place = unsafe y + (l &* stride &+ i)
      let row = unsafe multiplyAdd(load(place), negated[l], subtracted)
      unsafe store(row, to: place)
      combined = multiplyAdd(combined, row, weights[l])
    }
    unsafe store(combined, to: w + i)
    i &+= V.scalarCount
  }
}
