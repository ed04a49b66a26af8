// exp, and tanh and sigmoid, which are based on it. The bits of a result depend only on its argument, not on its place
// in a vector or on its neighbours. AVX2 and AVX-512 give the same bits; the baseline of x86-64, without a fused
// multiply-add, gives others.

/// y := exp(x), element by element; y may be x itself, here and below.
@inline(never)
func exp<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  unsafe apply(T.Vector.self, count, x, y, exponential)
}

/// y := tanh(x), element by element.
@inline(never)
func tanh<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  unsafe apply(T.Vector.self, count, x, y, hyperbolicTangent)
}

/// y := 1 / (1 + exp(-x)), element by element.
@inline(never)
func sigmoid<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  unsafe apply(T.Vector.self, count, x, y, logistic)
}

/// e^x: 0 or infinity beyond the range, subnormal results rounded once, NaN for NaN.
@inline(__always)
func exponential<V: SIMD & BitwiseCopyable>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  let (magnitude, sign, isNaN) = parts(x, limit: V.Scalar.exponentialLimit)
  return vector(bits(scaledExponential(vector(magnitude | sign) as V)) | isNaN)
}

/// tanh(x) = (e^2|x| - 1) / (e^2|x| + 1) with the sign of x.
@inline(__always)
private func hyperbolicTangent<V: SIMD & BitwiseCopyable>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  let (magnitude, sign, isNaN) = parts(x, limit: V.Scalar.tanhLimit)
  let half: V = vector(magnitude)
  let (exponent, r, tail) = reducedExponential(half + half)
  // m = e^2|x| - 1 = 2^k (r + tail) + (2^k - 1), without cancellation near zero, where k = 0; then m / (m + 2).
  let scale = power(V.self, exponent)
  let fraction = r + tail
  let fractionLow = r - fraction + tail
  let whole = scale - 1
  let m = multiplyAdd(whole, scale, fraction)
  let mLow = multiplyAdd(multiplyAdd(whole - m, scale, fraction), scale, fractionLow)
  let divisor = m + 2
  let rounded = divisor - 2  // Two-sum: m may be less than 2 or more.
  let divisorLow = (2 - (divisor - rounded)) + (m - rounded)
  let quotient = m / divisor
  // The correction for the rounding errors of m and the divisor: (mLow - q (mLow + divisorLow)) / divisor, and 1 /
  // divisor = (1 - q) / 2.
  let correction = (mLow - quotient * (mLow + divisorLow)) * ((1 - quotient) * 0.5)
  return vector(bits(quotient + correction) | sign | isNaN)
}

/// 1 / (1 + e^-x), or e^x / (1 + e^x) where x is negative: e^-|x| never overflows.
@inline(__always)
func logistic<V: SIMD & BitwiseCopyable>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  let (magnitude, sign, isNaN) = parts(x, limit: V.Scalar.exponentialLimit)
  let isNegative = signs(sign)
  let one = V(repeating: 1)
  let small = scaledExponential(vector(magnitude | bits(of: -0.0, V.self)) as V)
  let numerator: V = vector(select(isNegative, bits(small), bits(one)))
  let divisor = one + small
  let divisorLow = one - divisor + small
  let quotient = numerator / divisor
  // 1 / divisor is the quotient itself where x is not negative, else 1 - q.
  let inverse: V = vector(select(isNegative, bits(one - quotient), bits(quotient)))
  return vector(bits(quotient - quotient * divisorLow * inverse) | isNaN)
}

/// The bits of min(|x|, `limit`); the sign bit of x; all bits set where x is NaN.
@inline(__always)
private func parts<V: SIMD>(_ x: V, limit: V.Scalar) -> (
  magnitude: V.MaskStorage, sign: V.MaskStorage, isNaN: V.MaskStorage
)
where V.Scalar: ElementaryScalar {
  let signBit = bits(of: -0.0, V.self)
  let magnitude = bits(x) & ~signBit
  // Positive numbers are ordered as their bits are.
  let limitBits = bits(of: limit, V.self)
  let isBeyond = signs(limitBits &- magnitude)
  let isNaN = signs(bits(of: .infinity, V.self) &- magnitude)
  return (select(isBeyond, limitBits, magnitude), bits(x) & signBit, isNaN)
}

/// e^y for |y| within the exponential's limit.
@inline(__always)
private func scaledExponential<V: SIMD & BitwiseCopyable>(_ y: V) -> V where V.Scalar: ElementaryScalar {
  let (exponent, r, tail) = reducedExponential(y)
  let sum = r + 1
  let significand = sum + (r - (sum - 1) + tail)
  // In two steps, because 2^exponent may not be a normal number. Only the second can round.
  let half = exponent &>> V.MaskStorage(repeating: 1)
  return significand * power(V.self, half) * power(V.self, exponent &- half)
}

/// e^y = 2^k (1 + r + tail), with r = y - k log(2) rounded, and its rounding error in the tail.
@inline(__always)
private func reducedExponential<V: SIMD & BitwiseCopyable>(_ y: V) -> (exponent: V.MaskStorage, r: V, tail: V)
where V.Scalar: ElementaryScalar {
  let shift = V(repeating: V.Scalar.roundingShift)
  let shifted = multiplyAdd(shift, y, V(repeating: V.Scalar.inverseLog2))
  let n = shifted - shift
  let exact = multiplyAdd(y, n, V(repeating: -V.Scalar.log2High))
  let r = multiplyAdd(exact, n, V(repeating: -V.Scalar.log2Low))
  let rest = multiplyAdd(exact - r, n, V(repeating: -V.Scalar.log2Low))
  return (bits(shifted) &- bits(shift), r, multiplyAdd(rest, r * r, V.Scalar.exponentialTail(r)))
}
