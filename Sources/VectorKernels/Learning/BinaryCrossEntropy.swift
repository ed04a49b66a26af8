// The cross-entropy of independent sigmoids, with its gradient.

/// Cross-entropy of sigmoid(z) against the targets t of 0...1, summed over all elements; z := its gradient times `scale`,
/// sigmoid(z) - t.
///
/// The loss of an element is max(z, 0) - z t + log(1 + e^-|z|): finite where a probability rounds to 0 or 1. The first
/// two terms are computed as one product, |z| (1 - t) or |z| t, without cancellation.
@inline(never)
func sigmoidCrossEntropy<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<T>, _ zStride: Int, _ t: UnsafePointer<T>,
  _ tStride: Int, _ scale: T
) -> Double {
  var loss = 0.0
  for i in 0..<rows { unsafe loss += sigmoidCrossEntropyRow(columns, z + i &* zStride, t + i &* tStride, scale) }
  return loss
}

/// Rows are padded with z = -infinity and t = 0, which add nothing to the loss.
@inline(__always)
private func sigmoidCrossEntropyRow<T: LaneScalar>(
  _ columns: Int, _ z: UnsafeMutablePointer<T>, _ t: UnsafePointer<T>, _ scale: T
) -> Double {
  var losses = T.Lanes()
  unsafe forEachLanes(columns, z, filler: -.infinity) { j, z0 in
    let target: T.Lanes = unsafe lanes(t + j, columns &- j, filler: 0)
    let signBit = bits(of: -0.0, T.Lanes.self)
    let isNegative = signs(bits(z0))
    let magnitude: T.Lanes = vector(bits(z0) & ~signBit)
    let share: T.Lanes = vector(select(isNegative, bits(target), bits(1 - target)))
    losses += T.products(share, magnitude) + logarithmOfOnePlus(exponential(-magnitude))
    unsafe put((logistic(z0) - target) * scale, columns &- j, to: z + j)
  }
  return Double(T.sum(losses))
}

/// log(1 + x) for x in 0...1, also where 1 + x rounds to 1: the rounding error of the sum is added to first order.
@inline(__always)
private func logarithmOfOnePlus<V: SIMD & BitwiseCopyable>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  let one = V(repeating: 1)
  let sum = one + x
  return logarithm(sum) + (x - (sum - one)) / sum
}
