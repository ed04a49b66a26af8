// QR of a matrix that stays in the cache, column after column in one call. Columns lie as rows.
//
// A reflection is applied to a column in the pass that takes its product with the next reflection: elements are read and
// written once for each. Which column is next is known before: the row of R that a reflection makes follows from the
// products with it.

/// A = Q R, or A P = Q R, from column `first` on; returns the column before which it stopped, `end` where it did not.
///
/// Column i is left with R up to its diagonal and, below, with v of the reflection I - tau v v', whose first element is one.
/// It stops, with all reflections before applied, at a column whose squares, times `scale` twice, are not ordinary numbers:
/// another scale, or other arithmetic, may do. A column of zeros below its diagonal is none.
///
/// The next column is the first of the longest of those that are left. Squares of lengths lose the elements of R; where what
/// is left has no correct digit, the length is computed again (LAPACK Working Note 176).
///
/// - `rows`, `count`: A has `rows` columns of `count` elements, column j at `a + j * stride`; both at least `end`.
/// - `tau`: an element for each column before `end`.
/// - `scale`: a power of two that makes the longest column's length about one, or less.
/// - `order`: an element for each column, exchanged as the columns are; nil where no column is.
/// - `scratch`: 2 elements for each of `count`, and 5 for each of `rows`, both rounded up to 16.
@inline(never)
package func factorColumns(
  first: Int, end: Int, rows: Int, count: Int, _ a: UnsafeMutablePointer<Float>, stride: Int,
  _ tau: UnsafeMutablePointer<Float>, scale: Float, _ order: UnsafeMutablePointer<Int32>?,
  scratch: UnsafeMutablePointer<Float>
) -> Int {
  let columns = unsafe Columns(rows, count, a, stride, scale, scratch)
  return unsafe factor(FloatVector.self, columns, first, end, tau, order)
}

@inline(never)
package func factorColumns(
  first: Int, end: Int, rows: Int, count: Int, _ a: UnsafeMutablePointer<Double>, stride: Int,
  _ tau: UnsafeMutablePointer<Double>, scale: Double, _ order: UnsafeMutablePointer<Int32>?,
  scratch: UnsafeMutablePointer<Double>
) -> Int {
  let columns = unsafe Columns(rows, count, a, stride, scale, scratch)
  return unsafe factor(DoubleVector.self, columns, first, end, tau, order)
}

/// The matrix and what belongs to its columns.
@safe private struct Columns<T: BinaryFloatingPoint> {
  let rows: Int
  let count: Int
  let base: UnsafeMutablePointer<T>
  let stride: Int
  let scale: T
  /// v of the reflection that is being applied, and of the next one; zero before their ones.
  var reflector: UnsafeMutablePointer<T>
  var next: UnsafeMutablePointer<T>
  /// An element for each column, and zeros up to whole vectors: what v is subtracted with, the products with the next v, the
  /// elements beside its one, and the squares of lengths, of which the last are those that were computed.
  let factors: UnsafeMutablePointer<T>
  let products: UnsafeMutablePointer<T>
  let heads: UnsafeMutablePointer<T>
  let squares: UnsafeMutablePointer<T>
  let computed: UnsafeMutablePointer<T>
  let length: Int

  @inline(__always)
  init(
    _ rows: Int, _ count: Int, _ a: UnsafeMutablePointer<T>, _ stride: Int, _ scale: T,
    _ scratch: UnsafeMutablePointer<T>
  ) {
    let (height, length) = ((count &+ 15) / 16 &* 16, (rows &+ 15) / 16 &* 16)
    (self.rows, self.count, self.stride, self.scale, self.length) = (rows, count, stride, scale, length)
    unsafe base = a
    unsafe reflector = scratch
    unsafe next = scratch + height
    unsafe factors = scratch + 2 &* height
    unsafe products = factors + length
    unsafe heads = products + length
    unsafe squares = heads + length
    unsafe computed = squares + length
    // In bounds: the scratch has so many elements.
    for k in 0..<2 &* height &+ 5 &* length { unsafe scratch[k] = 0 }
  }

  @inline(__always)
  func column(_ j: Int) -> UnsafeMutablePointer<T> { unsafe base + j &* stride }
}

@inline(__always)
private func factor<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ whole: Columns<V.Scalar>, _ first: Int, _ end: Int, _ tau: UnsafeMutablePointer<V.Scalar>,
  _ order: UnsafeMutablePointer<Int32>?
) -> Int where V.Scalar: BinaryFloatingPoint {
  var a = whole
  if first >= end { return end }
  if unsafe order != nil {
    for j in first..<a.rows {
      // In bounds, here and below: columns have `count` elements, and there is one of each array for each of them.
      let length = unsafe squares(V.self, a.count &- first, a.scale, a.column(j) + first)
      unsafe a.squares[j] = length
      unsafe a.computed[j] = length
    }
    if unsafe !bringLongest(V.self, a, first, order) { return first }
  }
  var (i, last) = (first, first)
  while true {
    let column = unsafe a.column(i)
    let squares = unsafe reflect(V.self, a, column, a.factors[i], from: last, squaresAfter: i)
    guard let reflection = unsafe Reflection(column[i], squares, a.scale, column + (i &+ 1), a.count &- i &- 1) else {
      reflectAll(V.self, a, last, i &+ 1)
      return i
    }
    unsafe tau[i] = reflection.tau
    unsafe begin(V.self, a, column, i, reflection)
    if i &+ 1 == a.rows { return end }
    reflectAll(V.self, a, last, i &+ 1)
    unsafe swap(&a.reflector, &a.next)
    for k in last / V.scalarCount &* V.scalarCount..<i &+ 1 { unsafe a.next[k] = 0 }
    last = i
    i &+= 1
    let areStale = prepare(V.self, a, i, reflection.tau, isPivoted: unsafe order != nil)
    if i == end { break }
    if unsafe order == nil { continue }
    if areStale { computeAgain(V.self, a, i) }
    if unsafe !bringLongest(V.self, a, i, order) { break }
  }
  reflectAll(V.self, a, last, i)
  return i
}

/// Puts the longest of the columns from `i` on there; false where all are so short that their squares may be none.
@inline(__always)
private func bringLongest<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ i: Int, _ order: UnsafeMutablePointer<Int32>?
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

/// No square that counts has been lost to underflow, and none is infinite.
@inline(__always)
private func isOrdinary<T: BinaryFloatingPoint>(_ squares: T) -> Bool {
  let least = T.leastNormalMagnitude / (T.ulpOfOne * T.ulpOfOne)
  return squares >= least && squares <= 1 / least
}

/// (alpha, x) becomes (beta, 0); the sign of beta is not that of alpha.
private struct Reflection<T: BinaryFloatingPoint> {
  let beta: T
  let tau: T
  /// What x is multiplied by to become v.
  let multiplier: T

  /// Nil where the squares of x, times `scale` twice, are not ordinary and x is not zero.
  @inline(__always)
  init?(_ alpha: T, _ squares: T, _ scale: T, _ x: UnsafePointer<T>, _ count: Int) {
    if isOrdinary(squares) {
      let first = alpha * scale
      let length = (first * first + squares).squareRoot()
      let b = first.sign == .minus ? length : -length
      beta = b / scale
      tau = (b - first) / b
      multiplier = scale / (first - b)
      return
    }
    for k in 0..<count where unsafe x[k] != 0 { return nil }
    (beta, tau, multiplier) = (alpha, 0, 0)
  }
}

/// Applies the reflection before to one column, whose next element on the diagonal is `i` or before; the sum of the squares
/// of what is below `i`, times `scale` twice.
@inline(__always)
private func reflect<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ factor: V.Scalar, from last: Int,
  squaresAfter i: Int
) -> V.Scalar where V.Scalar: BinaryFloatingPoint {
  let (negated, scales, width) = (V(repeating: -factor), V(repeating: a.scale), V.scalarCount)
  var totals = V()
  // A loop over nearly all vectors without a mask, after one or two with it.
  @inline(__always)
  func step(_ k: Int, _ left: Int, isMasked: Bool) {
    let isWhole = left >= width
    var row: V = unsafe isWhole ? load(y + k) : loadPrefix(y + k, left)
    row = unsafe multiplyAdd(row, negated, load(a.reflector + k))
    if isWhole { unsafe store(row, to: y + k) } else { unsafe storePrefix(row, left, to: y + k) }
    if isMasked { row = vector(bits(row) & below(i, from: k, V.self)) }
    let part = row * scales
    totals = multiplyAdd(totals, part, part)
  }
  var k = last / width &* width
  while k <= i && k < a.count {
    step(k, a.count &- k, isMasked: true)
    k &+= width
  }
  while a.count &- k >= width {
    step(k, width, isMasked: false)
    k &+= width
  }
  if k < a.count { step(k, a.count &- k, isMasked: false) }
  return total(totals)
}

/// Makes v of column `i`, in place and in `next`, whose elements before are zero.
@inline(__always)
private func begin<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ i: Int, _ reflection: Reflection<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let (multipliers, width) = (V(repeating: reflection.multiplier), V.scalarCount)
  var k = i / width &* width
  let mask = below(i, from: k, V.self)
  let one = bits(of: 1, V.self) & ~mask & below(i &- 1, from: k, V.self)
  var isFirst = true
  while k < a.count {
    let (left, isWhole) = (a.count &- k, a.count &- k >= width)
    let old: V = unsafe isWhole ? load(y + k) : loadPrefix(y + k, left)
    var v = old * multipliers
    var row = v
    if isFirst {
      row = vector(select(mask, bits(v), bits(old)))
      v = vector((bits(v) & mask) | one)
      isFirst = false
    }
    if isWhole { unsafe store(row, to: y + k) } else { unsafe storePrefix(row, left, to: y + k) }
    unsafe store(v, to: a.next + k)
    k &+= width
  }
  unsafe y[i] = reflection.beta
}

/// Factors from the products with the reflection before column `i`; of pivots also the squares of the lengths that are left.
/// Whether there is one without a correct digit.
@inline(__always)
private func prepare<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ i: Int, _ tau: V.Scalar, isPivoted: Bool
) -> Bool where V.Scalar: BinaryFloatingPoint {
  let (taus, scales) = (V(repeating: tau), V(repeating: a.scale))
  let limit = V(repeating: (V.Scalar.ulpOfOne / 2).squareRoot())
  let start = i / V.scalarCount &* V.scalarCount
  var stale = V.MaskStorage()
  var l = start
  while l < a.length {
    let factors: V = unsafe taus * load(a.products + l)
    unsafe store(factors, to: a.factors + l)
    if isPivoted {
      let element: V = unsafe scales * (load(a.heads + l) - factors)
      let left: V = unsafe multiplyAdd(load(a.squares + l), -element, element)
      unsafe store(left, to: a.squares + l)
      let least: V = unsafe limit * load(a.computed + l)
      // Numbers not below zero are ordered as their bits are.
      let isLess = signs(bits(left)) | signs(bits(left) &- bits(least))
      stale |= l == start ? isLess & below(i &- 1, from: start, V.self) : isLess
    }
    l &+= V.scalarCount
  }
  var any: V.MaskStorage.Scalar = 0
  for lane in 0..<V.scalarCount { any |= stale[lane] }
  return any != 0
}

/// Applies the reflection before column `i` at once to columns without a correct length, and computes that.
@inline(__always)
private func computeAgain<V: SIMD & BitwiseCopyable>(_: V.Type, _ a: Columns<V.Scalar>, _ i: Int)
where V.Scalar: BinaryFloatingPoint {
  let limit = (V.Scalar.ulpOfOne / 2).squareRoot()
  for l in i..<a.rows {
    let (left, least) = unsafe (a.squares[l], limit * a.computed[l])
    if left >= least { continue }
    let squares = unsafe reflect(V.self, a, a.column(l), a.factors[l], from: i &- 1, squaresAfter: i &- 1)
    unsafe a.factors[l] = 0
    unsafe a.squares[l] = squares
    unsafe a.computed[l] = squares
  }
}

/// Applies the reflection of column `last` to the columns from `first` on, and takes their products with the next one.
///
/// One time upwards, the next time downwards: what was read last is still in the cache.
@inline(__always)
private func reflectAll<V: SIMD & BitwiseCopyable>(_: V.Type, _ a: Columns<V.Scalar>, _ last: Int, _ first: Int)
where V.Scalar: BinaryFloatingPoint {
  // With the code for a last part of a vector in the same loop, sums would be kept in memory.
  if a.count % V.scalarCount == 0 {
    reflectAll(V.self, a, last, first, haveRest: false)
  } else {
    reflectAll(V.self, a, last, first, haveRest: true)
  }
}

@inline(__always)
private func reflectAll<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ last: Int, _ first: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  let (start, whole) = (last / V.scalarCount &* V.scalarCount, (a.rows &- first) / 4)
  let isUpwards = first % 2 == 0
  if !isUpwards { reflectFew(V.self, a, first &+ 4 &* whole, from: start, head: first &- 1, haveRest: haveRest) }
  for group in 0..<whole {
    let l = first &+ 4 &* (isUpwards ? group : whole &- 1 &- group)
    reflectGroup(InlineArray<4, V>.self, a, l, from: start, head: first &- 1, haveRest: haveRest)
  }
  if isUpwards { reflectFew(V.self, a, first &+ 4 &* whole, from: start, head: first &- 1, haveRest: haveRest) }
}

/// The last columns, fewer than four.
@inline(__always)
private func reflectFew<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: Columns<V.Scalar>, _ l: Int, from start: Int, head: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  switch a.rows &- l {
  case 3: reflectGroup(InlineArray<3, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  case 2: reflectGroup(InlineArray<2, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  case 1: reflectGroup(InlineArray<1, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  default: break
  }
}

/// Four columns are as many sums as a multiply-add takes cycles.
@inline(__always)
private func reflectGroup<V: SIMD & BitwiseCopyable, let columns: Int>(
  _: InlineArray<columns, V>.Type, _ a: Columns<V.Scalar>, _ l: Int, from start: Int, head: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  var totals = InlineArray<columns, V>(repeating: V())
  var negated = InlineArray<columns, V>(repeating: V())
  for c in 0..<columns { negated[c] = unsafe V(repeating: -a.factors[l &+ c]) }
  let (y, stride) = unsafe (a.column(l), a.stride)
  var k = start
  while a.count &- k >= V.scalarCount {
    let (reflector, next): (V, V) = unsafe (load(a.reflector + k), load(a.next + k))
    for c in 0..<columns {
      let place = unsafe y + (c &* stride &+ k)
      let row = unsafe multiplyAdd(load(place), negated[c], reflector)
      unsafe store(row, to: place)
      totals[c] = multiplyAdd(totals[c], next, row)
    }
    k &+= V.scalarCount
  }
  if haveRest {
    let left = a.count &- k
    let (reflector, next): (V, V) = unsafe (load(a.reflector + k), load(a.next + k))
    for c in 0..<columns {
      let place = unsafe y + (c &* stride &+ k)
      let row = unsafe multiplyAdd(loadPrefix(place, left), negated[c], reflector)
      unsafe storePrefix(row, left, to: place)
      totals[c] = multiplyAdd(totals[c], next, row)
    }
  }
  for c in 0..<columns {
    unsafe a.products[l &+ c] = total(totals[c])
    unsafe a.heads[l &+ c] = y[c &* stride &+ max(head, 0)]
  }
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
