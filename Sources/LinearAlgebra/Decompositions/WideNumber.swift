#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// A number with an unbounded exponent: significand times 2^exponent, with the precision of a Double.
///
/// Used where results leave the range of the scalar: for determinants, and for substitutions with a right-hand side, a
/// pivot or an intermediate result near the end of the range.
struct WideNumber: Sendable {
  /// 0, or a number whose magnitude is in 1..<2.
  private var significand: Double
  private var exponent: Int

  /// `value` times 2^exponent; `value` is finite.
  init(_ value: Double, exponent: Int = 0) {
    if value == 0 {
      (significand, self.exponent) = (0, 0)
    } else {
      significand = value < 0 ? -value.significand : value.significand
      self.exponent = exponent + Int(value.exponent)
    }
  }

  static func * (a: WideNumber, b: WideNumber) -> WideNumber {
    WideNumber(a.significand * b.significand, exponent: a.exponent + b.exponent)
  }

  /// - Precondition: `b` is not zero.
  static func / (a: WideNumber, b: WideNumber) -> WideNumber {
    WideNumber(a.significand / b.significand, exponent: a.exponent - b.exponent)
  }

  static func + (a: WideNumber, b: WideNumber) -> WideNumber {
    if a.significand == 0 { return b }
    if b.significand == 0 { return a }
    let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let distance = large.exponent - small.exponent
    // The smaller number is below half a unit in the last place of any sum.
    if distance > 2 * Double.significandBitCount { return large }
    return WideNumber(
      large.significand + small.significand.scaled(byPowerOfTwo: -distance), exponent: large.exponent)
  }

  static func *= (a: inout WideNumber, b: WideNumber) { a = a * b }
  static func += (a: inout WideNumber, b: WideNumber) { a = a + b }

  /// The number times 2^shift, rounded to the scalar; infinite on overflow, 0 on underflow.
  func rounded<Scalar: BLASScalar>(to _: Scalar.Type = Scalar.self, shift: Int = 0) -> Scalar {
    // Beyond the range of a Double, and more so of a Float, in either direction.
    let clamped = Swift.min(Swift.max(exponent + shift, -1100), 1100)
    return Scalar(significand.scaled(byPowerOfTwo: clamped))
  }

  /// The sign and the natural logarithm of the magnitude.
  ///
  /// - Throws: `singular` for 0, with the index of the factor that is zero.
  func logarithm<Scalar: BLASScalar>(
    zeroAt index: @autoclosure () -> Int?
  ) throws(DecompositionError) -> (sign: Scalar, logarithm: Scalar) {
    if significand == 0 { throw .singular(index: index() ?? 0) }
    return (significand < 0 ? -1 : 1, Scalar(log(significand.magnitude) + Double(exponent) * log(2)))
  }
}

extension WideNumber {
  /// The product of `factors`, with a relative error of 2^-53 a factor, times `sign` and 2^exponent.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  init<Scalar: BLASScalar>(productOf factors: [Scalar], sign: Int = 1, exponent: Int = 0) {
    self.init(Double(sign), exponent: exponent)
    for factor in factors { self *= WideNumber(Double(factor)) }
  }

  /// A determinant, rounded to the scalar; 0 on underflow.
  ///
  /// - Throws: `overflow` where it is beyond the scalar's range.
  func determinant<Scalar: BLASScalar>(_: Scalar.Type = Scalar.self) throws(DecompositionError) -> Scalar {
    let value: Scalar = rounded()
    if !value.isFinite { throw .overflow }
    return value
  }
}
