// The copy in which a few columns are eliminated.

/// Columns that are updated together, and then eliminated one by one.
let columnsAtOnce = 4

/// A copy of some columns, from the row `first` on, padded with zeros to whole vectors and whole groups of columns.
@safe struct Panel<Scalar: BinaryFloatingPoint> {
  let first: Int
  let count: Int
  let rows: Int
  /// The columns, rounded up to whole groups.
  let paddedCount: Int
  /// The rows, rounded up to whole vectors.
  let length: Int
  /// Elements from one column to the next: no power of two, with which columns would share a few sets of the cache.
  let stride: Int
  let factors: UnsafeMutablePointer<Scalar>
  let base: UnsafeMutablePointer<Scalar>
  /// The sums to be subtracted from the columns of the current group.
  let sums: UnsafeMutablePointer<Scalar>

  @inline(__always)
  init<V: SIMD>(_: V.Type, _ first: Int, _ count: Int, _ rows: Int, _ scratch: UnsafeMutablePointer<Scalar>) {
    precondition(count <= largestTriangle, "too many columns at once")
    (self.first, self.count, self.rows) = (first, count, rows &- first)
    paddedCount = (count &+ columnsAtOnce &- 1) / columnsAtOnce &* columnsAtOnce
    length = (self.rows &+ V.scalarCount &- 1) / V.scalarCount &* V.scalarCount
    stride = (self.rows &+ 15) / 16 &* 16 &+ 16
    unsafe (factors, base) = unsafe (scratch, scratch + 4 &* largestTriangle)
    unsafe sums = base + paddedCount &* stride
  }

  @inline(__always)
  func clearSums(_ j: Int) {
    // In bounds: there are sums for four columns.
    unsafe (sums + j &* stride).update(repeating: 0, count: length)
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

/// All bits set in the lanes of rows below `row`, in a vector that begins with the row `start`.
@inline(__always)
func below<V: SIMD>(_ row: Int, from start: Int, _: V.Type) -> V.MaskStorage
where V.Scalar: BinaryFloatingPoint {
  var rows = V.MaskStorage()
  for lane in 0..<V.scalarCount { rows[lane] = V.MaskStorage.Scalar(truncatingIfNeeded: lane) }
  return signs(V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: row &- start)) &- rows)
}

/// The index, from `first` on, of the first element with the largest magnitude, in whole vectors of `length` elements
/// that are zero beyond the rows. The bits of magnitudes are ordered as they are, NaN above infinity.
@inline(__always)
func indexOfLargestMagnitude<V: SIMD & BitwiseCopyable>(
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
  // Zero minus one has its sign set; excluded lanes had it set before.
  let difference = largest ^ Integers(repeating: most)
  let isMost = signs(difference &- Integers(repeating: 1)) & ~signs(difference)
  var index = Int.max
  for lane in 0..<V.scalarCount where isMost[lane] != 0 {
    index = min(index, Int(truncatingIfNeeded: places[lane]) &+ lane)
  }
  return index
}
