// Gaussian elimination with partial pivoting of a few columns of a matrix, which are stored as rows: the search for a
// pivot and the division of a column run along memory. It works on a copy without gaps, padded to whole vectors.

/// P A = L U for `count` columns of A, at most 16, each a row of `rows` elements here, from row `first` of A on; returns the
/// order of the first pivot that is zero, counted from one as a row of A, or 0.
///
/// Column `first + j` ends up with U above the pivot's row and L, whose diagonal is one, below. The rows above `first`
/// are not touched. A pivot is the first element of the largest magnitude; where it is zero, its column stays. The
/// products to subtract from an element are summed up first, in the order of the pivots: where columns are equal, the
/// later one's pivot is then zero as a rule. Columns are divided by their pivots.
///
/// - `columns`: column j at `columns + j * stride`; `rows - first >= count`.
/// - `pivots`: row i, from `first` on, is exchanged with row `pivots[i] - 1`, in ascending order.
/// - `scratch`: 64 elements, and for each of `rows - first + 32` the number of columns rounded up to a multiple of
///   four, and four more.
@inline(never)
func eliminate<T: KernelScalar>(
  first: Int, count: Int, rows: Int, _ columns: UnsafeMutablePointer<T>, stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, scratch: UnsafeMutablePointer<T>
) -> Int {
  let panel = unsafe Panel(T.Vector.self, first, count, rows, scratch)
  unsafe panel.read(columns, stride)
  let singular = unsafe eliminate(T.Vector.self, panel, pivots + first)
  unsafe panel.write(columns, stride)
  return singular == 0 ? 0 : first &+ singular
}

/// Eliminates in the copy; returns the order of the first zero pivot, from one on, or 0.
@inline(__always)
private func eliminate<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ panel: Panel<V.Scalar>, _ pivots: UnsafeMutablePointer<Int32>
) -> Int where V.Scalar: BinaryFloatingPoint {
  var singular = 0
  for place in 0..<panel.count {
    let (done, next) = (place / columnsAtOnce &* columnsAtOnce, place % columnsAtOnce)
    if next == 0 && done > 0 { sumProducts(V.self, panel, done) }
    if next == 0 && done == 0 { for j in 0..<columnsAtOnce { panel.clearSums(j) } }
    // In bounds: `place` and a pivot are rows of the panel, which has `length` elements in each column.
    let column = unsafe panel.base + place &* panel.stride
    unsafe combine(V.self, panel.length, column, 1, panel.sums + next &* panel.stride, 1, column) { $0 - $1 }
    let largest = unsafe indexOfLargestMagnitude(V.self, column, from: place, panel.length)
    // After an overflow the padding, which is no row, may hold NaN: infinity times zero.
    let pivot = largest < panel.rows ? largest : place
    unsafe pivots[place] = Int32(truncatingIfNeeded: panel.first &+ pivot &+ 1)
    let value = unsafe column[pivot]
    if value == 0 {
      if singular == 0 { singular = place &+ 1 }
      continue
    }
    if pivot != place {
      for j in 0..<panel.count { unsafe exchange(panel.base + j &* panel.stride, place, pivot) }
      for j in 0..<columnsAtOnce { unsafe exchange(panel.sums + j &* panel.stride, place, pivot) }
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

@inline(__always)
private func exchange<T>(_ column: UnsafeMutablePointer<T>, _ i: Int, _ j: Int) {
  let old = unsafe column[i]
  unsafe column[i] = column[j]
  unsafe column[j] = old
}

/// Divides a column below its pivot, and adds its products to the sums of the next columns of its group.
@inline(__always)
private func divide<V: SIMD & BitwiseCopyable, let others: Int>(
  _: InlineArray<others, V>.Type, _ panel: Panel<V.Scalar>, _ column: UnsafeMutablePointer<V.Scalar>, _ place: Int,
  by value: V.Scalar
) where V.Scalar: BinaryFloatingPoint {
  let divisor = V(repeating: value)
  let sums = unsafe panel.sums + (columnsAtOnce &- others) &* panel.stride
  var factors = InlineArray<others, V>(repeating: V())
  // In bounds: the panel has whole groups of columns, and whole vectors.
  for j in 0..<others {
    let factor = unsafe column[(j &+ 1) &* panel.stride &+ place] - sums[j &* panel.stride &+ place]
    factors[j] = V(repeating: factor)
  }
  var i = place / V.scalarCount &* V.scalarCount
  let mask = below(place, from: i, V.self)
  let old: V = unsafe load(column + i)
  var lower: V = vector(bits(old / divisor) & mask)
  let merged: V = vector(select(mask, bits(lower), bits(old)))
  unsafe store(merged, to: column + i)
  while true {
    for j in 0..<others {
      let sum = unsafe sums + j &* panel.stride + i
      unsafe store(multiplyAdd(load(sum), factors[j], lower), to: sum)
    }
    i &+= V.scalarCount
    if i >= panel.length { break }
    lower = unsafe load(column + i) / divisor
    unsafe store(lower, to: column + i)
  }
}

/// Sums up the products of `done` columns for the next group.
@inline(__always)
private func sumProducts<V: SIMD & BitwiseCopyable>(_: V.Type, _ panel: Panel<V.Scalar>, _ done: Int)
where V.Scalar: BinaryFloatingPoint {
  let block = unsafe panel.base + done &* panel.stride
  for j in 0..<columnsAtOnce { panel.clearSums(j) }
  // The vectors with rows of U, pivot by pivot.
  let top = (done &+ V.scalarCount &- 1) / V.scalarCount &* V.scalarCount
  for k in 0..<done {
    let lower = unsafe panel.base + k &* panel.stride
    let start = k / V.scalarCount &* V.scalarCount
    let mask = below(k, from: start, V.self)
    // In bounds: the panel has whole groups of columns and whole vectors, and 16 x 4 factors.
    for j in 0..<columnsAtOnce {
      let sums = unsafe panel.sums + j &* panel.stride
      let factor = unsafe block[j &* panel.stride &+ k] - sums[k]
      unsafe panel.factors[k &* columnsAtOnce &+ j] = factor
      let all = V(repeating: factor)
      let masked: V = unsafe vector(bits(load(lower + start) as V) & mask)
      unsafe store(multiplyAdd(load(sums + start), all, masked), to: sums + start)
      var i = start &+ V.scalarCount
      while i < top {
        unsafe store(multiplyAdd(load(sums + i), all, load(lower + i)), to: sums + i)
        i &+= V.scalarCount
      }
    }
  }
  var i = top
  while panel.length &- i >= 2 &* V.scalarCount {
    unsafe sumUp(Sums<V, 4, 2>.self, done, panel.base + i, panel.sums + i, panel.stride, panel.factors)
    i &+= 2 &* V.scalarCount
  }
  if i < panel.length {
    unsafe sumUp(Sums<V, 4, 1>.self, done, panel.base + i, panel.sums + i, panel.stride, panel.factors)
  }
}

/// c := the sum of the products of `k` columns and their factors, for some vectors of four columns.
@inline(__always)
private func sumUp<V: SIMD & BitwiseCopyable, let columns: Int, let vectors: Int>(
  _: Sums<V, columns, vectors>.Type, _ k: Int, _ a: UnsafePointer<V.Scalar>, _ c: UnsafeMutablePointer<V.Scalar>,
  _ stride: Int, _ factors: UnsafePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var sums = Sums<V, columns, vectors>(repeating: InlineArray(repeating: V()))
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
