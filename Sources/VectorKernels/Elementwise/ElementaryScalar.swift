// The constants and polynomials of a scalar for exp, log and the functions based on them.

/// The constants of `exponential` and `logarithm` for one scalar.
protocol ElementaryScalar: BinaryFloatingPoint {
  /// 1.5 * 2^significandBitCount: added to a small number, it leaves the number rounded to an integer in the lowest
  /// bits of the sum.
  static var roundingShift: Self { get }
  static var inverseLog2: Self { get }
  /// log(2) in two parts; the first has so few bits that its product with every exponent is exact.
  static var log2High: Self { get }
  static var log2Low: Self { get }
  static var squareRootOfHalf: Self { get }
  /// 2^(significandBitCount + 1): any subnormal number times this is normal.
  static var subnormalLift: Self { get }
  /// Where |x| exceeds this, exp is zero or infinite.
  static var exponentialLimit: Self { get }
  /// Where |x| exceeds this, tanh rounds to 1.
  static var tanhLimit: Self { get }
  /// (e^r - 1 - r) / r^2 for |r| <= log(2) / 2.
  static func exponentialTail<V: SIMD>(_ r: V) -> V where V.Scalar == Self
  /// (2 atanh(s) - 2 s) / s^3 with z = s^2, for |s| <= 0.1716.
  static func logarithmTail<V: SIMD>(_ z: V) -> V where V.Scalar == Self
}

extension Float: ElementaryScalar {
  @inline(__always) static var roundingShift: Float { 0x1.8p23 }
  @inline(__always) static var inverseLog2: Float { 0x1.715476p0 }
  @inline(__always) static var log2High: Float { 0x1.62e4p-1 }
  @inline(__always) static var log2Low: Float { 0x1.7f7d1cp-20 }
  @inline(__always) static var squareRootOfHalf: Float { 0x1.6a09e6p-1 }
  @inline(__always) static var subnormalLift: Float { 0x1p24 }
  @inline(__always) static var exponentialLimit: Float { 104 }
  @inline(__always) static var tanhLimit: Float { 10 }

  // Fitted in the maximum norm to e^r, within 2^-28.2.
  @inline(__always)
  static func exponentialTail<V: SIMD>(_ r: V) -> V where V.Scalar == Float {
    polynomial(r, [0x1.6d63c4p-10, 0x1.123ab6p-7, 0x1.5554d4p-5, 0x1.555490p-3, 0x1p-1])
  }

  // Fitted in the same way to log, within 2^-30.2 of it.
  @inline(__always)
  static func logarithmTail<V: SIMD>(_ z: V) -> V where V.Scalar == Float {
    polynomial(z, [0x1.31e088p-2, 0x1.995ed6p-2, 0x1.55557ap-1])
  }
}

extension Double: ElementaryScalar {
  @inline(__always) static var roundingShift: Double { 0x1.8p52 }
  @inline(__always) static var inverseLog2: Double { 0x1.71547652b82fep0 }
  @inline(__always) static var log2High: Double { 0x1.62e42fefa3p-1 }
  @inline(__always) static var log2Low: Double { 0x1.3de6af278ece6p-42 }
  @inline(__always) static var squareRootOfHalf: Double { 0x1.6a09e667f3bcdp-1 }
  @inline(__always) static var subnormalLift: Double { 0x1p53 }
  @inline(__always) static var exponentialLimit: Double { 746 }
  @inline(__always) static var tanhLimit: Double { 20 }

  // Within 2^-57.3.
  @inline(__always)
  static func exponentialTail<V: SIMD>(_ r: V) -> V where V.Scalar == Double {
    polynomial(
      r,
      [
        0x1.af772b5bb7283p-26, 0x1.28a028f81d861p-22, 0x1.71dde9c89816dp-19, 0x1.a019aa8ae3e1bp-16,
        0x1.a01a01b5e08bap-13, 0x1.6c16c17cf7984p-10, 0x1.111111110e72cp-7, 0x1.5555555553161p-5,
        0x1.555555555555cp-3, 0x1p-1,
      ])
  }

  // Within 2^-59.5.
  @inline(__always)
  static func logarithmTail<V: SIMD>(_ z: V) -> V where V.Scalar == Double {
    polynomial(
      z,
      [
        0x1.2f04084292f7fp-3, 0x1.39a1e28aab845p-3, 0x1.74663d1ba1946p-3, 0x1.c71c5213bf964p-3,
        0x1.24924941e1a6fp-2, 0x1.999999997ff19p-2, 0x1.5555555555592p-1,
      ])
  }
}

/// The polynomial with these coefficients, the highest power's first.
@inline(__always)
private func polynomial<V: SIMD, let terms: Int>(_ x: V, _ coefficients: InlineArray<terms, V.Scalar>) -> V
where V.Scalar: FloatingPoint {
  var sum = V(repeating: coefficients[0])
  for i in 1..<terms { sum = multiplyAdd(V(repeating: coefficients[i]), sum, x) }
  return sum
}
