// Gaussian elimination with partial pivoting of a few columns of a matrix, which lie as rows: a pivot is looked for, and a
// column divided, along memory.

/// P A = L U for `count` columns of A, each a row of `rows` elements here, from row `first` of A on; returns the order of the
/// first pivot that is zero, counted from one as a row of A, or 0.
///
/// Column `first + j` is left with U above the pivot's row and L, whose diagonal is one, below. The rows above `first` are
/// not touched. A pivot is the first element of the largest magnitude that is not NaN; where it is zero, its column stays.
///
/// - `columns`: column j at `columns + j * stride`; `rows - first >= count`.
/// - `pivots`: row i, from `first` on, is exchanged with row `pivots[i] - 1`, in ascending order.
/// - `scratch`: 64 elements.
@inline(never)
package func eliminate(
  first: Int, count: Int, rows: Int, _ columns: UnsafeMutablePointer<Float>, stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, scratch: UnsafeMutablePointer<Float>
) -> Int {
  unsafe eliminate(FloatVector.self, first, count, rows, columns, stride, pivots, scratch)
}

@inline(never)
package func eliminate(
  first: Int, count: Int, rows: Int, _ columns: UnsafeMutablePointer<Double>, stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, scratch: UnsafeMutablePointer<Double>
) -> Int {
  unsafe eliminate(DoubleVector.self, first, count, rows, columns, stride, pivots, scratch)
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

/// The columns that are brought up to date together, and then eliminated one by one.
private let columnsAtOnce = 4

@inline(__always)
private func eliminate<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ first: Int, _ count: Int, _ rows: Int, _ columns: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ pivots: UnsafeMutablePointer<Int32>, _ scratch: UnsafeMutablePointer<V.Scalar>
) -> Int where V.Scalar: LaneScalar {
  precondition(count <= largestTriangle, "too many columns at once")
  var singular = 0
  var done = 0
  while done < count {
    let width = min(columnsAtOnce, count &- done)
    let block = unsafe columns + done &* stride
    if done > 0 {
      unsafe exchange(width, block, stride, first, first &+ done, UnsafePointer(pivots), false)
      unsafe catchUp(V.self, first, done, width, rows, columns, stride, scratch)
    }
    for j in 0..<width {
      // In bounds: `place` is a row of A, below `rows`.
      let (place, column) = unsafe (first &+ done &+ j, block + j &* stride)
      let pivot = unsafe place &+ indexOfLargestMagnitude(rows &- place, column + place)
      unsafe pivots[place] = Int32(truncatingIfNeeded: pivot &+ 1)
      let value = unsafe column[pivot]
      if value == 0 {
        if singular == 0 { singular = place &+ 1 }
        continue
      }
      if pivot != place {
        unsafe exchange(done &+ width, columns, stride, place, place &+ 1, UnsafePointer(pivots), false)
      }
      let (rest, below) = unsafe (rows &- place &- 1, column + place + 1)
      unsafe divide(V.self, rest, below, by: value)
      for next in (j &+ 1)..<max(width, j &+ 1) {
        let other = unsafe block + next &* stride + place
        let factor = unsafe V(repeating: -other[0])
        unsafe combine(V.self, rest, below, 1, other + 1, 1, other + 1) { multiplyAdd($1, $0, factor) }
      }
    }
    done &+= width
  }
  return singular
}

/// x := x / value, by the reciprocal where that is a normal number.
@inline(__always)
private func divide<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafeMutablePointer<V.Scalar>, by value: V.Scalar
) where V.Scalar: BinaryFloatingPoint {
  let reciprocal = 1 / value
  if reciprocal.magnitude >= V.Scalar.leastNormalMagnitude && reciprocal.isFinite {
    let factor = V(repeating: reciprocal)
    unsafe apply(V.self, count, x, x) { $0 * factor }
  } else {
    let divisor = V(repeating: value)
    unsafe apply(V.self, count, x, x) { $0 / divisor }
  }
}

/// Takes the eliminations of `done` columns to the next `width`: U above, then what is left below.
@inline(__always)
private func catchUp<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ first: Int, _ done: Int, _ width: Int, _ rows: Int, _ columns: UnsafeMutablePointer<V.Scalar>,
  _ stride: Int, _ scratch: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let block = unsafe columns + done &* stride
  for j in 0..<columnsAtOnce {
    let column = unsafe block + (j < width ? j : 0) &* stride + first
    for k in 0..<done {
      // In bounds: rows first + k and first + i of columns k and j; the scratch has 16 x 4 elements.
      let (factor, lower) = unsafe (-column[k], columns + k &* stride + first)
      if j < width {
        for i in (k &+ 1)..<max(done, k &+ 1) { unsafe column[i] = multiplyAdd(column[i], factor, lower[i]) }
      }
      unsafe scratch[k &* columnsAtOnce &+ j] = factor
    }
  }
  var i = first &+ done
  while rows &- i >= 2 &* V.scalarCount && width == columnsAtOnce {
    unsafe subtract(Sums<V, 4, 2>.self, done, columns + i, block + i, stride, scratch)
    i &+= 2 &* V.scalarCount
  }
  while rows &- i >= V.scalarCount && width == columnsAtOnce {
    unsafe subtract(Sums<V, 4, 1>.self, done, columns + i, block + i, stride, scratch)
    i &+= V.scalarCount
  }
  while i < rows {
    let count = min(V.scalarCount, rows &- i)
    for j in 0..<width {
      let target = unsafe block + j &* stride + i
      var sum: V = unsafe count == V.scalarCount ? load(target) : loadPrefix(target, count)
      for k in 0..<done {
        let source = unsafe columns + k &* stride + i
        let lower: V = unsafe count == V.scalarCount ? load(source) : loadPrefix(source, count)
        sum = unsafe multiplyAdd(sum, V(repeating: scratch[k &* columnsAtOnce &+ j]), lower)
      }
      if count == V.scalarCount { unsafe store(sum, to: target) } else { unsafe storePrefix(sum, count, to: target) }
    }
    i &+= count
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

/// The index of the first element with the largest magnitude; a NaN does not count, but where there is nothing else.
@inline(__always)
private func indexOfLargestMagnitude<T: LaneScalar>(
  _ count: Int, _ x: UnsafePointer<T>
) -> Int {
  // Block by block: then only one of them has to be searched for the place.
  let block = 64
  var (largest, start) = (T(-1), 0)
  var i = 0
  while i < count {
    var lanes = T.Lanes()
    unsafe forEachLanes(min(block, count &- i), x + i, filler: 0) { _, next in
      lanes = T.larger(lanes, vector(bits(next) & ~bits(of: -0.0, T.Lanes.self)))
    }
    let found = T.maximum(lanes)
    if found > largest { (largest, start) = (found, i) }
    i &+= block
  }
  let end = min(count, start &+ block) &- 1
  while start < end, unsafe x[start].magnitude != largest { start &+= 1 }
  return start
}
