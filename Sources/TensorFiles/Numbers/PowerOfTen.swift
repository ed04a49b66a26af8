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
  static let all = negative.reversed() + positive

  private static var positive: [PowerOfTen] {
    var five = WholeNumber(powerOfTwo: 0)
    return (0...greatest).map { power in
      defer { five.multiplyByFive() }
      return five.power(times: power)
    }
  }

  /// 2^1024 / 5^n, rounded down: repeated division with rounding down gives the same as one division.
  private static var negative: [PowerOfTen] {
    var inverse = WholeNumber(powerOfTwo: 1024)
    return (1...(-least)).map { power in
      inverse.divideByFive()
      return inverse.power(times: -1024 - power)
    }
  }
}

/// A non-negative integer of any length.
private struct WholeNumber {
  /// 32 bits each, the highest last.
  private var limbs: [UInt32]

  init(powerOfTwo exponent: Int) {
    limbs = Array(repeating: 0, count: exponent / 32) + [1 << UInt32(exponent % 32)]
  }

  mutating func multiplyByFive() {
    var carry: UInt64 = 0
    for index in limbs.indices {
      carry += UInt64(limbs[index]) * 5
      limbs[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
  }

  mutating func divideByFive() {
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      rest = rest << 32 | UInt64(limbs[index])
      limbs[index] = UInt32(rest / 5)
      rest %= 5
    }
    if limbs.last == 0 { limbs.removeLast() }
  }

  /// This number times a power of two.
  func power(times exponent: Int) -> PowerOfTen {
    let front = limbs.last?.leadingZeroBitCount ?? 0
    var bits: UInt128 = 0
    for place in 1...5 {
      let limb = place <= limbs.count ? limbs[limbs.count - place] : 0
      // The fifth limb fills the bits that the first does not have.
      bits = place < 5 ? bits << 32 | UInt128(limb) : bits << UInt128(front) | UInt128(limb >> UInt32(32 - front))
    }
    return PowerOfTen(
      high: UInt64(bits >> 64), low: UInt64(truncatingIfNeeded: bits), exponent: 32 * limbs.count - front - 1 + exponent
    )
  }
}
