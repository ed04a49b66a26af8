// Gaussian elimination with partial pivoting of a few columns of a matrix, which lie as rows: a pivot is looked for, and a
// column divided, along memory. It is done in a copy without gaps that ends with whole vectors.

/// P A = L U for `count` columns of A, at most 16, each a row of `rows` elements here, from row `first` of A on; returns the
/// order of the first pivot that is zero, counted from one as a row of A, or 0.
///
/// Column `first + j` is left with U above the pivot's row and L, whose diagonal is one, below. The rows above `first` are
/// not touched. A pivot is the first element of the largest magnitude; where it is zero, its column stays. An element's
/// updates are one chain, in the order of the pivots. A pivot without a normal reciprocal divides.
///
/// - `columns`: column j at `columns + j * stride`; `rows - first >= count`.
/// - `pivots`: row i, from `first` on, is exchanged with row `pivots[i] - 1`, in ascending order.
/// - `scratch`: 64 elements, and 16 for each of `rows - first + 32`.
@inline(never)
package func eliminate(
  first: Int, count: Int, rows: Int, _ columns: UnsafeMutablePointer<Float>, stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, scratch: UnsafeMutablePointer<Float>
) -> Int {
  let panel = unsafe Panel(FloatVector.self, first, count, rows, scratch)
  unsafe panel.read(columns, stride)
  let singular = unsafe eliminate(FloatVector.self, panel, pivots + first)
  unsafe panel.write(columns, stride)
  return singular == 0 ? 0 : first &+ singular
}

@inline(never)
package func eliminate(
  first: Int, count: Int, rows: Int, _ columns: UnsafeMutablePointer<Double>, stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, scratch: UnsafeMutablePointer<Double>
) -> Int {
  let panel = unsafe Panel(DoubleVector.self, first, count, rows, scratch)
  unsafe panel.read(columns, stride)
  let singular = unsafe eliminate(DoubleVector.self, panel, pivots + first)
  unsafe panel.write(columns, stride)
  return singular == 0 ? 0 : first &+ singular
}

/// Exchanges elements i and `pivots[i] - 1` of each of `rows` rows, for i from `first` up to `end`, or back.
@inline(never)
package func exchangeColumns(
  _ rows: Int, _ x: UnsafeMutablePointer<Float>, stride: Int, first: Int, end: Int, _ pivots: UnsafePointer<Int32>,
  backwards: Bool
) {
  unsafe exchange(rows, x, stride, first, end, pivots, backwards)
}

@inline(never)
package func exchangeColumns(
  _ rows: Int, _ x: UnsafeMutablePointer<Double>, stride: Int, first: Int, end: Int, _ pivots: UnsafePointer<Int32>,
  backwards: Bool
) {
  unsafe exchange(rows, x, stride, first, end, pivots, backwards)
}

@inline(__always)
private func exchange<T>(
  _ rows: Int, _ x: UnsafeMutablePointer<T>, _ stride: Int, _ first: Int, _ end: Int, _ pivots: UnsafePointer<Int32>,
  _ backwards: Bool
) {
  for r in 0..<rows {
    let row = unsafe x + r &* stride
    for step in first..<max(end, first) {
      let i = backwards ? end &- 1 &- (step &- first) : step
      // In bounds: a pivot is a row of A, of which each row here has an element.
      let other = unsafe Int(truncatingIfNeeded: pivots[i]) &- 1
      let old = unsafe row[i]
      unsafe row[i] = row[other]
      unsafe row[other] = old
    }
  }
}

/// Columns that are brought up to date together, and then eliminated one by one.
private let columnsAtOnce = 4

/// A copy of some columns, from the row `first` on: whole vectors, with zeros behind the rows, and whole groups of columns.
@safe private struct Panel<Scalar: BinaryFloatingPoint> {
  let first: Int
  let count: Int
  let rows: Int
  /// The columns of whole groups.
  let paddedCount: Int
  /// The rows of whole vectors.
  let length: Int
  /// Elements from a column to the next: no power of two, by which they would share a few sets of the cache.
  let stride: Int
  let factors: UnsafeMutablePointer<Scalar>
  let base: UnsafeMutablePointer<Scalar>

  @inline(__always)
  init<V: SIMD>(_: V.Type, _ first: Int, _ count: Int, _ rows: Int, _ scratch: UnsafeMutablePointer<Scalar>) {
    precondition(count <= largestTriangle, "too many columns at once")
    (self.first, self.count, self.rows) = (first, count, rows &- first)
    paddedCount = (count &+ columnsAtOnce &- 1) / columnsAtOnce &* columnsAtOnce
    length = (self.rows &+ V.scalarCount &- 1) / V.scalarCount &* V.scalarCount
    stride = (self.rows &+ 15) / 16 &* 16 &+ 16
    unsafe (factors, base) = unsafe (scratch, scratch + 4 &* largestTriangle)
  }

  @inline(__always)
  func read(_ columns: UnsafePointer<Scalar>, _ stride: Int) {
    for j in 0..<paddedCount {
      let column = unsafe base + j &* self.stride
      // In bounds: each column has `rows` elements from `first` on, and room for `length`.
      let filled = j < count ? rows : 0
      if filled > 0 { unsafe column.update(from: columns + j &* stride + first, count: filled) }
      for i in filled..<length { unsafe column[i] = 0 }
    }
  }

  @inline(__always)
  func write(_ columns: UnsafeMutablePointer<Scalar>, _ stride: Int) {
    for j in 0..<count { unsafe (columns + j &* stride + first).update(from: base + j &* self.stride, count: rows) }
  }
}

/// The elimination in the copy; the order of the first zero pivot from one on, or 0.
@inline(__always)
private func eliminate<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ panel: Panel<V.Scalar>, _ pivots: UnsafeMutablePointer<Int32>
) -> Int where V.Scalar: BinaryFloatingPoint {
  var singular = 0
  for place in 0..<panel.count {
    let (done, next) = (place / columnsAtOnce &* columnsAtOnce, place % columnsAtOnce)
    if next == 0 && done > 0 { catchUp(V.self, panel, done) }
    // In bounds: `place` and a pivot are rows of the panel, which has `length` elements in each column.
    let column = unsafe panel.base + place &* panel.stride
    let pivot = unsafe indexOfLargestMagnitude(V.self, column, from: place, panel.length)
    unsafe pivots[place] = Int32(truncatingIfNeeded: panel.first &+ pivot &+ 1)
    let value = unsafe column[pivot]
    if value == 0 {
      if singular == 0 { singular = place &+ 1 }
      continue
    }
    if pivot != place {
      for j in 0..<panel.count {
        let other = unsafe panel.base + j &* panel.stride
        let old = unsafe other[place]
        unsafe other[place] = other[pivot]
        unsafe other[pivot] = old
      }
    }
    switch columnsAtOnce &- 1 &- next {
    case 3: unsafe divide(InlineArray<3, V>.self, panel, column, place, by: value)
    case 2: unsafe divide(InlineArray<2, V>.self, panel, column, place, by: value)
    case 1: unsafe divide(InlineArray<1, V>.self, panel, column, place, by: value)
    default: unsafe divide(InlineArray<0, V>.self, panel, column, place, by: value)
    }
  }
  return singular
}

/// All bits set in the lanes of rows below `row`, of a vector that begins with the row `start`.
@inline(__always)
private func below<V: SIMD>(_ row: Int, from start: Int, _: V.Type) -> V.MaskStorage
where V.Scalar: BinaryFloatingPoint {
  var rows = V.MaskStorage()
  for lane in 0..<V.scalarCount { rows[lane] = V.MaskStorage.Scalar(truncatingIfNeeded: lane) }
  return signs(V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: row &- start)) &- rows)
}

/// Divides a column below its pivot, and takes it out of the next ones of its group.
@inline(__always)
private func divide<V: SIMD & BitwiseCopyable, let others: Int>(
  _: InlineArray<others, V>.Type, _ panel: Panel<V.Scalar>, _ column: UnsafeMutablePointer<V.Scalar>, _ place: Int,
  by value: V.Scalar
) where V.Scalar: BinaryFloatingPoint {
  let reciprocal = 1 / value
  let isNormal = reciprocal.magnitude >= V.Scalar.leastNormalMagnitude && reciprocal.isFinite
  let (factor, divisor) = (V(repeating: reciprocal), V(repeating: value))
  var factors = InlineArray<others, V>(repeating: V())
  // In bounds: the panel has whole groups of columns, and whole vectors.
  for j in 0..<others { factors[j] = unsafe V(repeating: -column[(j &+ 1) &* panel.stride &+ place]) }
  var i = place / V.scalarCount &* V.scalarCount
  let mask = below(place, from: i, V.self)
  var old: V = unsafe load(column + i)
  var quotient = isNormal ? old * factor : old / divisor
  var lower: V = vector(bits(quotient) & mask)
  let merged: V = vector(select(mask, bits(quotient), bits(old)))
  unsafe store(merged, to: column + i)
  while true {
    for j in 0..<others {
      let other = unsafe column + (j &+ 1) &* panel.stride + i
      unsafe store(multiplyAdd(load(other), factors[j], lower), to: other)
    }
    i &+= V.scalarCount
    if i >= panel.length { break }
    old = unsafe load(column + i)
    quotient = isNormal ? old * factor : old / divisor
    unsafe store(quotient, to: column + i)
    lower = quotient
  }
}

/// Takes `done` columns out of the next group.
@inline(__always)
private func catchUp<V: SIMD & BitwiseCopyable>(_: V.Type, _ panel: Panel<V.Scalar>, _ done: Int)
where V.Scalar: BinaryFloatingPoint {
  let block = unsafe panel.base + done &* panel.stride
  // The vectors with rows of U, pivot by pivot.
  let top = (done &+ V.scalarCount &- 1) / V.scalarCount &* V.scalarCount
  for k in 0..<done {
    let lower = unsafe panel.base + k &* panel.stride
    let start = k / V.scalarCount &* V.scalarCount
    let mask = below(k, from: start, V.self)
    // In bounds: the panel has whole groups of columns and whole vectors, and 16 x 4 factors.
    for j in 0..<columnsAtOnce {
      let column = unsafe block + j &* panel.stride
      let factor = unsafe -column[k]
      unsafe panel.factors[k &* columnsAtOnce &+ j] = factor
      let all = V(repeating: factor)
      let masked: V = unsafe vector(bits(load(lower + start) as V) & mask)
      unsafe store(multiplyAdd(load(column + start), all, masked), to: column + start)
      var i = start &+ V.scalarCount
      while i < top {
        unsafe store(multiplyAdd(load(column + i), all, load(lower + i)), to: column + i)
        i &+= V.scalarCount
      }
    }
  }
  var i = top
  while panel.length &- i >= 2 &* V.scalarCount {
    unsafe subtract(Sums<V, 4, 2>.self, done, panel.base + i, block + i, panel.stride, panel.factors)
    i &+= 2 &* V.scalarCount
  }
  if i < panel.length {
    unsafe subtract(Sums<V, 4, 1>.self, done, panel.base + i, block + i, panel.stride, panel.factors)
  }
}

/// c := c + the products of `k` columns and their factors, for some vectors of four columns.
@inline(__always)
private func subtract<V: SIMD & BitwiseCopyable, let columns: Int, let vectors: Int>(
  _: Sums<V, columns, vectors>.Type, _ k: Int, _ a: UnsafePointer<V.Scalar>, _ c: UnsafeMutablePointer<V.Scalar>,
  _ stride: Int, _ factors: UnsafePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var sums = Sums<V, columns, vectors>(repeating: InlineArray(repeating: V()))
  for j in 0..<columns {
    for v in 0..<vectors { sums[j][v] = unsafe load(c + j &* stride + v &* V.scalarCount) }
  }
  for p in 0..<k {
    var lower = InlineArray<vectors, V>(repeating: V())
    for v in 0..<vectors { lower[v] = unsafe load(a + p &* stride + v &* V.scalarCount) }
    for j in 0..<columns {
      let factor = unsafe V(repeating: factors[p &* columns &+ j])
      for v in 0..<vectors { sums[j][v] = multiplyAdd(sums[j][v], factor, lower[v]) }
    }
  }
  for j in 0..<columns {
    for v in 0..<vectors { unsafe store(sums[j][v], to: c + j &* stride + v &* V.scalarCount) }
  }
}

/// The index, from `first` on, of the first element with the largest magnitude among whole vectors of `length` elements; what
/// is behind the rows is zero. The bits of magnitudes are ordered as they are, NaN above infinity.
@inline(__always)
private func indexOfLargestMagnitude<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ x: UnsafePointer<V.Scalar>, from first: Int, _ length: Int
) -> Int where V.Scalar: BinaryFloatingPoint {
  typealias Integers = V.MaskStorage
  @inline(__always)
  func magnitudes(_ i: Int) -> Integers { unsafe bits(load(x + i) as V) & ~bits(of: -0.0, V.self) }
  let start = first / V.scalarCount &* V.scalarCount
  var place = Integers(repeating: Integers.Scalar(truncatingIfNeeded: start))
  let step = Integers(repeating: Integers.Scalar(truncatingIfNeeded: V.scalarCount))
  // -1 in the lanes before the first element, so that zeros win over them.
  var largest = magnitudes(start) | ~below(first &- 1, from: start, V.self)
  var places = place
  var i = start &+ V.scalarCount
  while i < length {
    place &+= step
    let next = magnitudes(i)
    let isLarger = signs(largest &- next)
    largest = select(isLarger, next, largest)
    places = select(isLarger, place, places)
    i &+= V.scalarCount
  }
  var most = largest[0]
  for lane in 1..<V.scalarCount { most = max(most, largest[lane]) }
  // Zero minus one has its sign set; lanes that were none have a sign before.
  let difference = largest ^ Integers(repeating: most)
  let isMost = signs(difference &- Integers(repeating: 1)) & ~signs(difference)
  var index = Int.max
  for lane in 0..<V.scalarCount where isMost[lane] != 0 {
    index = min(index, Int(truncatingIfNeeded: places[lane]) &+ lane)
  }
  return index
}
