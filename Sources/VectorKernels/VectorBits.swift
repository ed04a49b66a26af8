// The bits of a vector as integers. Comparisons are made on them, by sign: comparing generic vectors is a loop over lanes.

/// The lanes of `vector` as integers of the same size.
@inline(__always)
func bits<V: SIMD>(_ vector: V) -> V.MaskStorage where V.Scalar: BinaryFloatingPoint {
  unsafe unsafeBitCast(vector, to: V.MaskStorage.self)
}

/// The vector with these bits.
@inline(__always)
func vector<V: SIMD>(_ bits: V.MaskStorage) -> V where V.Scalar: BinaryFloatingPoint {
  unsafe unsafeBitCast(bits, to: V.self)
}

/// The bits of `value` in every lane.
@inline(__always)
func bits<V: SIMD>(of value: V.Scalar, _: V.Type) -> V.MaskStorage where V.Scalar: BinaryFloatingPoint {
  bits(V(repeating: value))
}

/// All bits set where a lane is negative, none elsewhere.
@inline(__always)
func signs<I: SIMD>(_ lanes: I) -> I where I.Scalar: FixedWidthInteger {
  lanes &>> I(repeating: I.Scalar(truncatingIfNeeded: I.Scalar.bitWidth &- 1))
}

/// The lanes of `a` where `mask` is set, of `b` elsewhere.
@inline(__always)
func select<I: SIMD>(_ mask: I, _ a: I, _ b: I) -> I where I.Scalar: FixedWidthInteger {
  (a & mask) | (b & ~mask)
}

/// 2^exponent, for exponents of normal numbers.
@inline(__always)
func power<V: SIMD>(_: V.Type, _ exponent: V.MaskStorage) -> V where V.Scalar: BinaryFloatingPoint {
  vector((exponent &<< significandBits(V.self)) &+ bits(of: 1, V.self))
}

/// The number of bits of a significand, in every lane.
@inline(__always)
func significandBits<V: SIMD>(_: V.Type) -> V.MaskStorage where V.Scalar: BinaryFloatingPoint {
  V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: V.Scalar.significandBitCount))
}

/// The vector, with 0 in each lane that is so small that a product with a factor of training may be subnormal: below 2^30 times
/// the least normal number.
///
/// A mean that decays ends among the subnormal numbers and stays there; an Intel core takes 150 cycles for each operation on
/// a vector with one.
@inline(__always)
func withoutTraces<V: SIMD>(_ v: V) -> V where V.Scalar: BinaryFloatingPoint {
  let magnitudes = bits(v) & ~bits(of: -0.0, V.self)
  return vector(bits(v) & ~signs(magnitudes &- bits(of: V.Scalar.leastNormalMagnitude * 0x1p30, V.self)))
}
