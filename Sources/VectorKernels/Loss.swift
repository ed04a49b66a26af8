// What stands between the last product and its gradient: softmax, cross-entropy and squared error.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// Each row of z := softmax(row): exp(z - max) / sum, which no size of z overflows.
@inline(never)
package func softmax(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Float>, _ stride: Int) {
  for i in 0..<rows { _ = unsafe softmaxRow(columns, z + i &* stride) { _, p in p } }
}

@inline(never)
package func softmax(_ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Double>, _ stride: Int) {
  for i in 0..<rows { _ = unsafe softmaxRow(columns, z + i &* stride) { _, p in p } }
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

/// Cross-entropy of softmax(z) against the targets t, summed over the rows; z := its gradient times `scale`.
///
/// The loss of a row is sum(t_j (log(sum exp(z - max)) - (z_j - max))): finite where a probability underflows to zero.
@inline(never)
package func softmaxCrossEntropy(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Float>, _ zStride: Int, _ t: UnsafePointer<Float>,
  _ tStride: Int, _ scale: Float
) -> Double {
  var loss = 0.0
  for i in 0..<rows {
    unsafe loss += crossEntropyRow(columns, z + i &* zStride, t + i &* tStride, scale) { log($0) }
  }
  return loss
}

@inline(never)
package func softmaxCrossEntropy(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Double>, _ zStride: Int, _ t: UnsafePointer<Double>,
  _ tStride: Int, _ scale: Double
) -> Double {
  var loss = 0.0
  for i in 0..<rows {
    unsafe loss += crossEntropyRow(columns, z + i &* zStride, t + i &* tStride, scale) { log($0) }
  }
  return loss
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

/// z := finish(j, p) for each 16 of its softmax p, from element j on; returns the maximum and the sum of exp(z - max).
///
/// Beyond its end a row continues with minus infinity: no maximum, and its exponential adds nothing.
@inline(__always)
private func softmaxRow<T: LaneScalar>(
  _ columns: Int, _ z: UnsafeMutablePointer<T>, _ finish: (_ start: Int, _ p: T.Lanes) -> T.Lanes
) -> (maximum: T, sum: T) {
  var maxima = T.Lanes(repeating: -.infinity)
  unsafe forEachLanes(columns, z, filler: -.infinity) { maxima = T.larger(maxima, $1) }
  let maximum = T.maximum(maxima)
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
  return (maximum, sum)
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
private func crossEntropyRow<T: LaneScalar>(
  _ columns: Int, _ z: UnsafeMutablePointer<T>, _ t: UnsafePointer<T>, _ scale: T, _ log: (Double) -> Double
) -> Double {
  // sum(t_j z_j) before z is overwritten; a target of zero leaves out its z, which may be infinite.
  var (parts, weighted) = (T.Lanes(), SIMD16<Double>())
  unsafe forEachLanes(columns, t, filler: 0) { j, targets in
    parts += targets
    unsafe weighted += T.wideProducts(targets, lanes(z + j, columns &- j, filler: 0))
  }
  let targets = T.sum(parts)
  let (maximum, sum) = unsafe softmaxRow(columns, z) { j, p in
    unsafe (p * targets - lanes(t + j, columns &- j, filler: 0)) * scale
  }
  return Double(targets) * (log(Double(sum)) + Double(maximum)) - Double.sum(weighted)
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
