// What comes between the last product and its gradient: softmax and squared error.

/// Each row of z := softmax(row): exp(z - max) / sum, which does not overflow for any z.
@inline(never)
package func softmax(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Float>, _ stride: Int) {
  unsafe softmaxRows(rows, columns, z, stride)
}

@inline(never)
package func softmax(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Double>, _ stride: Int) {
  unsafe softmaxRows(rows, columns, z, stride)
}

/// d := the gradient before a softmax whose output is p, given the gradient d after it: p (d - sum(d p)).
@inline(never)
package func softmaxGradient(
  _ rows: Int, _ columns: Int, _ p: UnsafePointer<Float>, _ pStride: Int, _ d: UnsafeMutablePointer<Float>,
  _ dStride: Int
) {
  for i in 0..<rows { unsafe softmaxGradientRow(columns, p + i &* pStride, d + i &* dStride) }
}

@inline(never)
package func softmaxGradient(
  _ rows: Int, _ columns: Int, _ p: UnsafePointer<Double>, _ pStride: Int, _ d: UnsafeMutablePointer<Double>,
  _ dStride: Int
) {
  for i in 0..<rows { unsafe softmaxGradientRow(columns, p + i &* pStride, d + i &* dStride) }
}

/// Sum over all elements of (a - t)^2; a := 2 (a - t) times `scale`.
@inline(never)
package func squaredError(
  _ rows: Int, _ columns: Int, _ a: UnsafeMutablePointer<Float>, _ aStride: Int, _ t: UnsafePointer<Float>,
  _ tStride: Int, _ scale: Float
) -> Double {
  var loss = 0.0
  for i in 0..<rows { unsafe loss += squaredErrorRow(columns, a + i &* aStride, t + i &* tStride, scale) }
  return loss
}

@inline(never)
package func squaredError(
  _ rows: Int, _ columns: Int, _ a: UnsafeMutablePointer<Double>, _ aStride: Int, _ t: UnsafePointer<Double>,
  _ tStride: Int, _ scale: Double
) -> Double {
  var loss = 0.0
  for i in 0..<rows { unsafe loss += squaredErrorRow(columns, a + i &* aStride, t + i &* tStride, scale) }
  return loss
}

@inline(__always)
private func softmaxRows<T: LaneScalar>(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<T>, _ stride: Int) {
  for i in 0..<rows {
    let row = unsafe z + i &* stride
    _ = unsafe softmaxRow(columns, row, maximum: rowMaximum(columns, row)) { _, p in p }
  }
}

/// z := finish(j, p) for each 16 elements p of the softmax of z, from element j on; returns the sum of exp(z -
/// maximum).
///
/// Rows are padded with minus infinity, whose exponential adds nothing.
@inline(__always)
func softmaxRow<T: LaneScalar>(
  _ columns: Int, _ z: UnsafeMutablePointer<T>, maximum: T, _ finish: (_ start: Int, _ p: T.Lanes) -> T.Lanes
) -> T {
  var sums = T.Lanes()
  unsafe forEachLanes(columns, z, filler: -.infinity) { j, lanes in
    let powers = exponential(lanes - maximum)
    sums += powers
    unsafe put(powers, columns &- j, to: z + j)
  }
  let sum = T.sum(sums)
  unsafe forEachLanes(columns, z, filler: 0) { j, powers in
    unsafe put(finish(j, powers / sum), columns &- j, to: z + j)
  }
  return sum
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
