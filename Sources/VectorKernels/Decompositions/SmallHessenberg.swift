// The reduction of a small matrix to Hessenberg form: all of it in one call, one pass over the matrix for each column.

/// Q' A Q = H, upper Hessenberg, of the n x n matrix A whose columns are the first n rows of `a`.
///
/// Both products of a reflector with A are taken in one pass, which also applies the previous reflector.
///
/// - `a`: n + 3 rows of `stride` elements, a multiple of 16 that is not below n + 3; zero beyond A. Becomes H.
/// - `vectors`: n rows of as many elements; row p becomes v_p of Q = H_0 H_1 ..., zero before element p + 1 and one there; the
///   last row is zero.
/// - `factors`: tau of each, n.
/// - `scratch`: 3 `stride` elements.
/// - Note: LAPACK `gehd2`; Golub & Van Loan, 4th ed., 7.4.2.
@inline(never)
func reduceToHessenberg<T: KernelScalar>(
  _ n: Int, _ a: UnsafeMutablePointer<T>, _ stride: Int, _ vectors: UnsafeMutablePointer<T>,
  _ factors: UnsafeMutablePointer<T>, _ scratch: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  let width = V.scalarCount
  let length = (n &+ width &- 1) / width &* width
  // A v of the previous reflector, of this one, and the products of v with the columns.
  var (w, next) = unsafe (scratch, scratch + stride)
  let products = unsafe scratch + 2 &* stride
  for j in 0..<3 &* stride { unsafe scratch[j] = 0 }
  // The previous reflector; at first there is none.
  var u = unsafe UnsafePointer(vectors)
  for j in 0..<stride { unsafe vectors[j] = 0 }
  for p in 0..<n {
    let (v, column) = unsafe (vectors + p &* stride, a + p &* stride)
    let (isFirst, start) = (p == 0, (p &+ 1) / width &* width)
    // Column p, with the pending update applied.
    if !isFirst { unsafe subtract(V.self, length, u, products[p], w, u[p], column) }
    for j in 0..<stride { unsafe v[j] = 0 }
    unsafe factors[p] = 0
    if p &+ 2 >= n {
      // The last two columns.
      if !isFirst {
        for j in p &+ 1..<n { unsafe subtract(V.self, length, u, products[j], w, u[j], a + j &* stride) }
      }
      for q in p &+ 1..<n {
        for j in 0..<stride { unsafe vectors[q &* stride &+ j] = 0 }
        unsafe factors[q] = 0
      }
      break
    }
    for i in p &+ 1..<n { unsafe v[i] = column[i] }
    let reflector = unsafe makeReflector(V.self, length &- start, v + start, pivot: p &+ 1 &- start)
    unsafe factors[p] = reflector.tau
    unsafe column[p &+ 1] = reflector.beta
    for i in p &+ 2..<n { unsafe column[i] = 0 }
    for j in 0..<length { unsafe next[j] = 0 }
    var j = p &+ 1
    while j < n {
      unsafe subtractAndMultiply(
        V.self, length, u, products, w, j, v, a + j &* stride, stride, next)
      j &+= 4
    }
    // The factor of v in the update, beside w with v_j.
    var sum = V()
    var i = start
    while i < length {
      unsafe sum = multiplyAdd(sum, load(next + i), load(v + i))
      i &+= width
    }
    let (tau, product) = (reflector.tau, reflector.tau * total(sum))
    for j in p &+ 1..<n { unsafe products[j] = tau * (products[j] - product * v[j]) }
    for j in n..<n &+ 3 { unsafe products[j] = 0 }
    i = 0
    while i < length {
      unsafe store(V(repeating: tau) * load(next + i), to: next + i)
      i &+= width
    }
    unsafe swap(&w, &next)
    unsafe u = UnsafePointer(v)
  }
}

/// y := y - c v - d w.
@inline(__always)
private func subtract<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ v: UnsafePointer<V.Scalar>, _ c: V.Scalar, _ w: UnsafePointer<V.Scalar>, _ d: V.Scalar,
  _ y: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let (first, second) = (V(repeating: -c), V(repeating: -d))
  var i = 0
  while i < count {
    let row: V = unsafe multiplyAdd(multiplyAdd(load(y + i), first, load(v + i)), second, load(w + i))
    unsafe store(row, to: y + i)
    i &+= V.scalarCount
  }
}

/// y := y - c_j u - u_j w for the four rows y from j on; c_j := y' v, and next := next + v_j y.
@inline(__always)
private func subtractAndMultiply<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ u: UnsafePointer<V.Scalar>, _ c: UnsafeMutablePointer<V.Scalar>,
  _ w: UnsafePointer<V.Scalar>, _ j: Int, _ v: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>,
  _ stride: Int, _ next: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var totals = InlineArray<4, V>(repeating: V())
  var (first, second, weights) = (totals, totals, totals)
  for l in 0..<4 {
    unsafe first[l] = V(repeating: -c[j &+ l])
    unsafe second[l] = V(repeating: -u[j &+ l])
    unsafe weights[l] = V(repeating: v[j &+ l])
  }
  var i = 0
  while i < count {
    let (a, b, direction): (V, V, V) = unsafe (load(u + i), load(w + i), load(v + i))
    var combined: V = unsafe load(next + i)
    for l in 0..<4 {
      let place = unsafe y + (l &* stride &+ i)
      let row: V = unsafe multiplyAdd(multiplyAdd(load(place), first[l], a), second[l], b)
      unsafe store(row, to: place)
      totals[l] = multiplyAdd(totals[l], row, direction)
      combined = multiplyAdd(combined, row, weights[l])
    }
    unsafe store(combined, to: next + i)
    i &+= V.scalarCount
  }
  for l in 0..<4 { unsafe c[j &+ l] = total(totals[l]) }
}
