// QR of a matrix that stays in the cache, column by column in one call. Columns are stored as rows.
//
// A reflection is applied to a column in the same pass that takes the column's product with the next reflection, so
// each element is read and written once. The next column is known beforehand: the row of R that a reflection makes
// follows from the products with it.

/// A = Q R, or A P = Q R, from column `first` on; returns the column before which it stopped, or `end`.
///
/// Column i ends up with R down to its diagonal and, below, with v of the reflection I - tau v v', whose first element
/// is one. It stops, with all previous reflections applied, at a column whose squares, times `scale` twice, over- or
/// underflow: another scale, or other arithmetic, may work. A column of zeros below its diagonal does not stop it.
///
/// With pivoting, the next column is the first of the longest remaining ones. Lengths are downdated by the elements of
/// R; where that leaves no correct digit, the length is computed again (LAPACK Working Note 176).
///
/// - `rows`, `count`: A has `rows` columns of `count` elements, column j at `a + j * stride`; both at least `end`.
/// - `tau`: an element for each column before `end`.
/// - `scale`: a power of two that brings the length of the longest column to about one, or below.
/// - `order`: an element for each column, permuted as the columns are; nil without pivoting.
/// - `scratch`: 2 elements for each of `count`, and 5 for each of `rows`, both rounded up to 16.
@inline(never)
func factorColumns<T: KernelScalar>(
  first: Int, end: Int, rows: Int, count: Int, _ a: UnsafeMutablePointer<T>, stride: Int,
  _ tau: UnsafeMutablePointer<T>, scale: T, _ order: UnsafeMutablePointer<Int32>?, scratch: UnsafeMutablePointer<T>
) -> Int {
  let columns = unsafe CachedColumns(rows, count, a, stride, scale, scratch)
  return unsafe factor(T.Vector.self, columns, first, end, tau, order)
}

@inline(__always)
private func factor<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ whole: CachedColumns<V.Scalar>, _ first: Int, _ end: Int, _ tau: UnsafeMutablePointer<V.Scalar>,
  _ order: UnsafeMutablePointer<Int32>?
) -> Int where V.Scalar: BinaryFloatingPoint {
  var a = whole
  if first >= end { return end }
  if unsafe order != nil {
    for j in first..<a.rows {
      // In bounds, here and below: columns have `count` elements, and each array has one for each column.
      let length = unsafe squares(V.self, a.count &- first, a.scale, a.column(j) + first)
      unsafe a.squares[j] = length
      unsafe a.computed[j] = length
    }
    if unsafe !swapInLongest(V.self, a, first, order) { return first }
  }
  var (i, last) = (first, first)
  while true {
    let column = unsafe a.column(i)
    let squares = unsafe applyReflection(V.self, a, column, a.factors[i], from: last, squaresAfter: i)
    guard let reflection = unsafe ColumnReflection(column[i], squares, a.scale, column + (i &+ 1), a.count &- i &- 1)
    else {
      reflectAll(V.self, a, last, i &+ 1)
      return i
    }
    unsafe tau[i] = reflection.tau
    unsafe makeReflector(V.self, a, column, i, reflection)
    if i &+ 1 == a.rows { return end }
    reflectAll(V.self, a, last, i &+ 1)
    unsafe swap(&a.reflector, &a.next)
    for k in last / V.scalarCount &* V.scalarCount..<i &+ 1 { unsafe a.next[k] = 0 }
    last = i
    i &+= 1
    let areStale = takeFactors(V.self, a, i, reflection.tau, isPivoted: unsafe order != nil)
    if i == end { break }
    if unsafe order == nil { continue }
    if areStale { computeLengthsAgain(V.self, a, i) }
    if unsafe !swapInLongest(V.self, a, i, order) { break }
  }
  reflectAll(V.self, a, last, i)
  return i
}

/// Swaps the longest of the columns from `i` on into place i; false where all are so short that their squares may
/// underflow.
@inline(__always)
private func swapInLongest<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ i: Int, _ order: UnsafeMutablePointer<Int32>?
) -> Bool where V.Scalar: BinaryFloatingPoint {
  let longest = unsafe indexOfLargestMagnitude(V.self, a.squares, from: i, a.length)
  if unsafe !isOrdinary(a.squares[longest]) { return false }
  if longest == i { return true }
  unsafe exchange(V.self, a.count, a.column(i), a.column(longest))
  unsafe exchange(a.factors, i, longest)
  unsafe exchange(a.squares, i, longest)
  unsafe exchange(a.computed, i, longest)
  if let order = unsafe order { unsafe exchange(order, i, longest) }
  return true
}

/// Exchanges the `count` elements of two columns.
@inline(__always)
private func exchange<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafeMutablePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var k = 0
  while count &- k >= V.scalarCount {
    let (first, second): (V, V) = unsafe (load(x + k), load(y + k))
    unsafe store(second, to: x + k)
    unsafe store(first, to: y + k)
    k &+= V.scalarCount
  }
  while k < count {
    let old = unsafe x[k]
    unsafe x[k] = y[k]
    unsafe y[k] = old
    k &+= 1
  }
}

@inline(__always)
private func exchange<T>(_ x: UnsafeMutablePointer<T>, _ i: Int, _ j: Int) {
  let old = unsafe x[i]
  unsafe x[i] = x[j]
  unsafe x[j] = old
}
