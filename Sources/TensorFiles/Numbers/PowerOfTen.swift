/// A power of ten, as its first 128 bits and its exponent.
struct PowerOfTen {
  /// The first bits, truncated; the highest one is set.
  let high: UInt64
  let low: UInt64
  /// The power is at least 2^exponent, and below twice that.
  let exponent: Int

  /// Beyond these powers, 19 digits make no normal `Double`.
  static let (least, greatest) = (-342, 308)

  /// From 10^`least` to 10^`greatest`, computed exactly on first use in less than a millisecond.
  static let all: [PowerOfTen] = {
    // 5^n 2^1024, the highest limb last. For n < 0 it is rounded down: repeated division with rounding down gives the
    // same as one division.
    var limbs = Array(repeating: 0 as UInt64, count: 1024 / 64) + [1]
    for _ in 0..<greatest {
      var carry: UInt128 = 0
      for index in limbs.indices {
        carry += UInt128(limbs[index]) * 5
        limbs[index] = UInt64(truncatingIfNeeded: carry)
        carry >>= 64
      }
      if carry > 0 { limbs.append(UInt64(carry)) }
    }
    var powers = [PowerOfTen]()
    for n in (least...greatest).reversed() {
      let last = limbs.count - 1
      let front = limbs[last].leadingZeroBitCount
      let top = UInt128(limbs[last]) << 64 | UInt128(limbs[last - 1])
      // The third limb fills the bits that the first does not have.
      let bits = top << UInt128(front) | UInt128(limbs[last - 2] >> UInt64(64 - front))
      powers.append(
        PowerOfTen(
          high: UInt64(bits >> 64), low: UInt64(truncatingIfNeeded: bits), exponent: 64 * last + 63 - front - 1024 + n))
      var rest: UInt64 = 0
      for index in limbs.indices.reversed() {
        (limbs[index], rest) = (5 as UInt64).dividingFullWidth((rest, limbs[index]))
      }
      if limbs[last] == 0 { limbs.removeLast() }
    }
    return powers.reversed()
  }()
}
