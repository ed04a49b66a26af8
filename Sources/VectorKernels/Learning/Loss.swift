// What comes between the last product and its gradient: softmax and squared error.

/// Each row of z := softmax(row): exp(z - max) / sum, which does not overflow for any z.
@inline(never)
func softmax<T: KernelScalar>(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<T>, _ stride: Int) {
  for i in 0..<rows {
    let row = unsafe z + i &* stride
    let sum = unsafe takePowers(columns, row, maximum: rowMaximum(columns, row))
    var j = 0
    while j < columns {
      unsafe put(lanes(row + j, columns &- j, filler: 0) / sum, columns &- j, to: row + j)
      j &+= 16
    }
  }
}

/// d := the gradient before a softmax whose output is p, given the gradient d after it: p (d - sum(d p)).
@inline(never)
func softmaxGradient<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ p: UnsafePointer<T>, _ pStride: Int, _ d: UnsafeMutablePointer<T>, _ dStride: Int
) {
  for i in 0..<rows { unsafe softmaxGradientRow(columns, p + i &* pStride, d + i &* dStride) }
}

/// Sum over all elements of (a - t)^2; a := 2 (a - t) times `scale`.
@inline(never)
func squaredError<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ a: UnsafeMutablePointer<T>, _ aStride: Int, _ t: UnsafePointer<T>,
  _ tStride: Int, _ scale: T
) -> Double {
  var loss = 0.0
  for i in 0..<rows { unsafe loss += squaredErrorRow(columns, a + i &* aStride, t + i &* tStride, scale) }
  return loss
}

/// z := exp(z - maximum); returns the sum of the row.
///
/// Rows are padded with minus infinity, whose exponential adds nothing.
@inline(__always)
func takePowers<T: LaneScalar>(_ columns: Int, _ z: UnsafeMutablePointer<T>, maximum: T) -> T {
  var sums = T.Lanes()
  @inline(__always)
  func take(_ j: Int, _ lanes: T.Lanes) {
    let powers = exponential(lanes - maximum)
    sums += powers
    unsafe put(powers, columns &- j, to: z + j)
  }
  unsafe forEachLanes(columns, z, filler: -.infinity, take)
  return T.sum(sums)
}

/// The largest element of a row; NaN is ignored.
@inline(__always)
func rowMaximum<T: LaneScalar>(_ columns: Int, _ z: UnsafePointer<T>) -> T {
  var maxima = T.Lanes(repeating: -.infinity)
  unsafe forEachLanes(columns, z, filler: -.infinity) { maxima = T.larger(maxima, $1) }
  return T.maximum(maxima)
}

@inline(__always)
private func softmaxGradientRow<T: BinaryFloatingPoint>(
  _ columns: Int, _ p: UnsafePointer<T>, _ d: UnsafeMutablePointer<T>
) {
  var sum: T = 0
  for j in 0..<columns { unsafe sum += d[j] * p[j] }
  for j in 0..<columns { unsafe d[j] = p[j] * (d[j] - sum) }
}

@inline(__always)
private func squaredErrorRow<T: BinaryFloatingPoint>(
  _ columns: Int, _ a: UnsafeMutablePointer<T>, _ t: UnsafePointer<T>, _ scale: T
) -> Double {
  var loss = 0.0
  for j in 0..<columns {
    let difference = unsafe a[j] - t[j]
    loss += Double(difference) * Double(difference)
    unsafe a[j] = 2 * difference * scale
  }
  return loss
}
