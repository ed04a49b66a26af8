// The natural logarithm. As with exp, the bits of a result depend only on its argument, and AVX2 and AVX-512 give the
// same ones.

/// y := log(x), element by element; y may be x itself.
@inline(never)
func log<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  unsafe apply(T.Vector.self, count, x, y, logarithm)
}

/// log(x): -infinity for both zeros, NaN for negative numbers and NaN.
///
/// With x = 2^k m, sqrt(1/2) <= m < sqrt(2), f = m - 1 and s = f / (2 + f): log(x) = k log(2) + 2 atanh(s), and
/// 2 atanh(s) = f - (f^2 / 2 - s (f^2 / 2 + s^2 tail(s^2))), whose first term is exact.
@inline(__always)
func logarithm<V: SIMD & BitwiseCopyable>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  let one = V(repeating: 1)
  // Makes a subnormal number normal.
  let lift = V(repeating: V.Scalar.subnormalLift)
  let isSmall = signs(bits(x) &- bits(of: .leastNormalMagnitude, V.self))
  let lifted = bits(x * (vector(select(isSmall, bits(lift), bits(one))) as V))

  let root = bits(V(repeating: V.Scalar.squareRootOfHalf))
  let exponent = (lifted &- root) &>> significandBits(V.self)
  let m: V = vector(lifted &- (exponent &<< significandBits(V.self)))
  let lifts = isSmall & (significandBits(V.self) &+ V.MaskStorage(repeating: 1))
  let k = number(exponent &- lifts, V.self)

  let f = m - one
  let s = f / (f + 2)
  let z = s * s
  let halfSquare = f * f * 0.5
  let high = k * V.Scalar.log2High
  let inner = multiplyAdd(k * V.Scalar.log2Low, s, multiplyAdd(halfSquare, z, V.Scalar.logarithmTail(z)))
  let result = high - ((halfSquare - inner) - f)
  return vector(specialLogarithms(bits(x), bits(result), V.self))
}

/// `result`, except for arguments that are not positive and finite.
@inline(__always)
private func specialLogarithms<V: SIMD>(_ x: V.MaskStorage, _ result: V.MaskStorage, _: V.Type) -> V.MaskStorage
where V.Scalar: ElementaryScalar {
  let magnitude = x & ~bits(of: -0.0, V.self)
  let isZero = signs(magnitude &- V.MaskStorage(repeating: 1))
  let isFinite = signs(magnitude &- bits(of: .infinity, V.self))
  // Infinity and NaN are their own logarithms; negative numbers have none.
  let ordinary = select(isFinite, result, x) | (signs(x) & ~isZero)
  return select(isZero, bits(of: -.infinity, V.self), ordinary)
}

/// The lanes, small integers, as floating-point numbers: AVX2 cannot convert 64 bits.
@inline(__always)
private func number<V: SIMD>(_ lanes: V.MaskStorage, _: V.Type) -> V where V.Scalar: ElementaryScalar {
  let shift = V(repeating: V.Scalar.roundingShift)
  return vector(lanes &+ bits(shift)) - shift
}
