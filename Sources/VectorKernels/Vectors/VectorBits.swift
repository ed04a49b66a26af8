// The bits of a vector as integers. Comparisons are done on them, by sign bits: on generic vectors a comparison is a
// loop over lanes.

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

/// All bits set where a lane is negative, else none.
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

/// The number of bits in a significand, in every lane.
@inline(__always)
func significandBits<V: SIMD>(_: V.Type) -> V.MaskStorage where V.Scalar: BinaryFloatingPoint {
  V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: V.Scalar.significandBitCount))
}

/// The vector with 0 in place of each number below `tiny`.
///
/// A decaying average ends among the subnormal numbers and stays there, since 0.9 of the smallest rounds up to it
/// again; an Intel core takes 150 cycles for each operation on a vector with one.
@inline(__always)
func withoutTinyNumbers<V: SIMD>(_ v: V) -> V where V.Scalar: BinaryFloatingPoint {
  vector(bits(v) & ~isTiny(v))
}

/// The vector with `tiny` in place of each number below it: for divisors, which must not become 0.
@inline(__always)
func atLeastTiny<V: SIMD>(_ v: V) -> V where V.Scalar: BinaryFloatingPoint {
  vector(select(isTiny(v), bits(of: tiny(), V.self), bits(v)))
}

/// All bits set where the magnitude of a lane is below `tiny`.
@inline(__always)
private func isTiny<V: SIMD>(_ v: V) -> V.MaskStorage where V.Scalar: BinaryFloatingPoint {
  signs((bits(v) & ~bits(of: -0.0, V.self)) &- bits(of: tiny(), V.self))
}

/// 2^30 times the least normal number: its products with the factors of a step are normal.
@inline(__always)
private func tiny<T: BinaryFloatingPoint>() -> T { T.leastNormalMagnitude * 0x1p30 }
