/// Draws from the standard normal distribution, in Double.
///
/// Every operation here is correctly rounded by IEEE 754 (`+ - * /` and the square root), so a generator's sequence
/// gives the same bits on every CPU; the logarithms of platforms may differ in the last bit.
///
/// - Note: Marsaglia's polar method (Marsaglia & Bray, SIAM Review 6 (1964), doi:10.1137/1006063): 1.27 pairs of
///   uniform numbers for a pair of normal ones.
package struct NormalDistribution {
  /// The second number of a pair, for the next call.
  private var spare: Double?

  package init() {}

  package mutating func next(using generator: inout some RandomNumberGenerator) -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let u = 2 * generator.unitInterval(bits: 53) - 1
      let v = 2 * generator.unitInterval(bits: 53) - 1
      let s = u * u + v * v
      if s >= 1 || s == 0 { continue }
      let factor = (-2 * logarithm(s) / s).squareRoot()
      spare = v * factor
      return u * factor
    }
  }
}

extension RandomNumberGenerator {
  /// A multiple of 2^-bits in [0, 1), all equally likely: the upper `bits` bits of one word, at most 53.
  mutating func unitInterval(bits: Int) -> Double {
    Double(next() >> UInt64(64 - bits)) * Double(sign: .plus, exponent: -bits, significand: 1)
  }
}

/// The natural logarithm of `x` in (0, 1], within 3 units of the last place.
///
/// x = 2^k m with m in [0.7, 1.4]; log m = 2 artanh(s) with s = (m - 1) / (m + 1), |s| < 0.172, whose series falls below
/// the last bit at s^25 / 25.
package func logarithm(_ x: Double) -> Double {
  var k = Double(x.exponent)
  var m = x.significand
  if m > 1.414_213_562_373_095 {
    m /= 2
    k += 1
  }
  let s = (m - 1) / (m + 1)
  let square = s * s
  var series = 0.0
  for n in stride(from: 23, through: 1, by: -2) { series = series * square + 1 / Double(n) }
  return k * 0.693_147_180_559_945_3 + 2 * s * series
}
