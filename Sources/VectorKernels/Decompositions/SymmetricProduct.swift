// The product of a symmetric matrix and a vector from one triangle: bound by memory, so each element is read once, for
// its row and for its column.

/// y := the contribution of rows `first`..<`last` of the lower triangle of A to A x: an element a at (i, j) below the
/// diagonal adds a x[j] to y[i] and a x[i] to y[j].
///
/// `first` is a multiple of 4. The first `last` elements of x are read, and as many of y are written; they do not
/// overlap. The order of summation depends on `first` and `last` alone.
@inline(never)
func symmetricProduct<T: KernelScalar>(
  _ first: Int, _ last: Int, _ a: UnsafePointer<T>, _ stride: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>
) {
  // Four rows at a time: each element of x and y is loaded once for four of A. Quads are for the columns that do not fill
  // a vector.
  typealias V = T.Vector
  typealias Quad = SIMD4<T>
  for j in 0..<last { unsafe y[j] = 0 }
  var i = first
  while last &- i >= 4 {
    let rows = unsafe a + i &* stride
    var (sums, rest) = (InlineArray<4, V>(repeating: V()), InlineArray<4, Quad>(repeating: Quad()))
    var weights = InlineArray<4, T>(repeating: 0)
    for r in 0..<4 { weights[r] = unsafe x[i &+ r] }
    var j = 0
    // In bounds: the columns left of the diagonal block, a multiple of four.
    while i &- j >= V.scalarCount { unsafe addColumns(&sums, &j, rows, stride, x, y, weights) }
    while j < i { unsafe addColumns(&rest, &j, rows, stride, x, y, weights) }
    for r in 0..<4 {
      unsafe y[i &+ r] += sums[r].sum() + rest[r].sum()
      unsafe addDiagonalBlock(r, rows + r &* stride + i, x + i, y + i)
    }
    i &+= 4
  }
  let left = last &- i
  for r in 0..<left {
    let row = unsafe a + (i &+ r) &* stride
    var sum: T = 0
    for j in 0..<i {
      unsafe sum = multiplyAdd(sum, row[j], x[j])
      unsafe y[j] = multiplyAdd(y[j], row[j], x[i &+ r])
    }
    unsafe y[i &+ r] += sum
    unsafe addDiagonalBlock(r, row + i, x + i, y + i)
  }
}

/// Processes the next vector of columns of four rows, and advances.
@inline(__always)
private func addColumns<V: SIMD & BitwiseCopyable>(
  _ sums: inout InlineArray<4, V>, _ j: inout Int, _ rows: UnsafePointer<V.Scalar>, _ stride: Int,
  _ x: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ weights: InlineArray<4, V.Scalar>
) where V.Scalar: FloatingPoint {
  let source: V = unsafe load(x + j)
  var target: V = unsafe load(y + j)
  for r in 0..<4 {
    let elements: V = unsafe load(rows + r &* stride + j)
    sums[r] = multiplyAdd(sums[r], elements, source)
    target = multiplyAdd(target, elements, V(repeating: weights[r]))
  }
  unsafe store(target, to: y + j)
  j &+= V.scalarCount
}

/// Row r of the block on the diagonal: its elements left of the diagonal count twice, the diagonal once.
@inline(__always)
private func addDiagonalBlock<T: FloatingPoint>(
  _ r: Int, _ row: UnsafePointer<T>, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>
) {
  for s in 0..<r {
    unsafe y[r] = multiplyAdd(y[r], row[s], x[s])
    unsafe y[s] = multiplyAdd(y[s], row[s], x[r])
  }
  unsafe y[r] = multiplyAdd(y[r], row[r], x[r])
}
