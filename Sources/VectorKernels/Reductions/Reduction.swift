// Reduces a matrix, its rows or its columns to sums. The order is the same on every instruction set: 16 lanes, element
// (i, j) in lane j mod 16, each lane an ascending chain over rows, then columns, and the lanes folded at the end.

/// The lanes of a sum, in Double for both scalars: a sum of a million Floats is exact to half a unit in the last place.
private typealias SumLanes = SIMD16<Double>

/// The sum of `rows` x `columns` elements, in Double.
@inline(never)
func sum<T: KernelScalar>(_ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int) -> Double {
  unsafe total(rows, columns, x, stride) { Double($0) }
}

/// The sum of the squares of `rows` x `columns` elements, in Double.
@inline(never)
func sumOfSquares<T: KernelScalar>(_ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int) -> Double {
  unsafe total(rows, columns, x, stride) { Double($0) * Double($0) }
}

@inline(__always)
private func total<T: BinaryFloatingPoint>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ wide: (T) -> Double
) -> Double {
  let width = SumLanes.scalarCount
  var sums = SumLanes()
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    var j = 0
    while columns &- j >= width {
      var part = SumLanes()
      for q in 0..<width { unsafe part[q] = wide(row[j &+ q]) }
      sums += part
      j &+= width
    }
    for q in 0..<(columns &- j) { unsafe sums[q] += wide(row[j &+ q]) }
  }
  let eight = sums.lowHalf + sums.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

/// sums[i] := the sum of row i, in Double, divided by `divisor`; then rounded.
@inline(never)
func rowSums<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ divisor: Double, _ sums: UnsafeMutablePointer<T>
) {
  for i in 0..<rows { unsafe sums[i] = T(total(1, columns, x + i &* stride, stride) { Double($0) } / divisor) }
}

/// sums[j] := the sum of column j, in Double, one ascending chain over rows, divided by `divisor`; then rounded.
@inline(never)
func columnSums<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ divisor: Double, _ sums: UnsafeMutablePointer<T>
) {
  unsafe columnTotals(rows, columns, x, stride) { j, sum in unsafe sums[j] = T(sum / divisor) }
}

/// Calls `body` with the sum of each column, `columnBlock` columns at a time, so that their sums stay in L1.
@inline(__always)
private func columnTotals<T: BinaryFloatingPoint>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ body: (_ j: Int, _ sum: Double) -> Void
) {
  var start = 0
  while start < columns {
    let width = min(columnBlock, columns &- start)
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: columnBlock) { sums in
      guard let sums = sums.baseAddress else { return }
      for j in 0..<width { unsafe (sums + j).initialize(to: 0) }
      for i in 0..<rows {
        let row = unsafe x + (i &* stride &+ start)
        for j in 0..<width { unsafe sums[j] += Double(row[j]) }
      }
      for j in 0..<width { unsafe body(start &+ j, sums[j]) }
    }
    start &+= width
  }
}
