// The variance of each column. Each of its sums is one ascending chain over rows in Double, on every instruction set.

/// variances[j] := the sum of the squared deviations of column j from its mean, divided by `divisor`; then rounded.
///
/// At least one row.
@inline(never)
func columnVariances<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ divisor: Double,
  _ variances: UnsafeMutablePointer<T>
) {
  unsafe columnSpreads(rows, columns, x, stride) { j, sum in unsafe variances[j] = T(sum / divisor) }
}

/// deviations[j] := the square root of the variance, taken in Double: the variance of Floats may exceed the range of
/// Float.
@inline(never)
func columnStandardDeviations<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ divisor: Double,
  _ deviations: UnsafeMutablePointer<T>
) {
  unsafe columnSpreads(rows, columns, x, stride) { j, sum in unsafe deviations[j] = T((sum / divisor).squareRoot()) }
}

/// Calls `body` with the sum of the squared deviations of each column from its mean, `columnBlock` columns at a time.
///
/// Elements are shifted by the first row, so that a constant column has no deviation. The error of the rounded mean is
/// the mean of the deviations from it; its square is subtracted from the mean of their squares.
@inline(__always)
private func columnSpreads<T: BinaryFloatingPoint>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ body: (_ j: Int, _ sum: Double) -> Void
) {
  let count = Double(rows)
  var start = 0
  while start < columns {
    let width = min(columnBlock, columns &- start)
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 &* columnBlock) { all in
      guard let means = all.baseAddress else { return }
      let (sums, squares) = unsafe (means + columnBlock, means + 2 &* columnBlock)
      let first = unsafe x + start
      for j in 0..<width { unsafe (sums + j).initialize(to: 0) }
      for i in 1..<rows {
        let row = unsafe first + i &* stride
        for j in 0..<width { unsafe sums[j] += Double(row[j]) - Double(first[j]) }
      }
      for j in 0..<width {
        unsafe (means + j).initialize(to: Double(first[j]) + sums[j] / count)
        unsafe sums[j] = 0
        unsafe (squares + j).initialize(to: 0)
      }
      for i in 0..<rows {
        let row = unsafe first + i &* stride
        for j in 0..<width {
          let distance = unsafe Double(row[j]) - means[j]
          unsafe sums[j] += distance
          unsafe squares[j] += distance * distance
        }
      }
      for j in 0..<width { unsafe body(start &+ j, squares[j] - sums[j] * sums[j] / count) }
    }
    start &+= width
  }
}
