/// Parses decimal numbers, rounded to the nearest number of the type, ties to even.
struct DecimalParser<Number: BinaryFloatingPoint & LosslessStringConvertible> {
  private let powers = PowerOfTen.all
  /// 24 for `Float`, 53 for `Double`.
  private let precision = Number.significandBitCount + 1
  private let least = Int(Number.leastNormalMagnitude.exponent)
  private let greatest = Int(Number.greatestFiniteMagnitude.exponent)

  /// The number that begins at `index`, which is advanced past it; nil if there is none. Infinite if it is too large
  /// for the type.
  @inline(__always)
  func number(_ bytes: Span<UInt8>, at index: inout Int) -> Number? {
    let start = index
    let isNegative = sign(bytes, at: &index)
    let firstDigit = index
    // It wraps around with more than 19 digits, and is not used then.
    var digits: UInt64 = 0
    takeDigits(bytes, at: &index, &digits)
    var (digitCount, scale) = (index - firstDigit, 0)
    if index < bytes.count, bytes[index] == point {
      index += 1
      scale = index
      takeDigits(bytes, at: &index, &digits)
      scale -= index
      digitCount -= scale
    }
    guard digitCount > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      guard let exponent = exponent(bytes, at: &index) else { return nil }
      scale += exponent
    }
    if digitCount > 19 { digitCount -= zeros(bytes, firstDigit..<index) }
    if digitCount <= 19, let magnitude = scaled(digits, scale) { return isNegative ? -magnitude : magnitude }
    return Number(String(decoding: (start..<index).map { bytes[$0] }, as: UTF8.self))
  }

  /// Accumulates the digits that begin at `index`, eight at a time while there are as many.
  @inline(__always)
  private func takeDigits(_ bytes: Span<UInt8>, at index: inout Int, _ digits: inout UInt64) {
    while index + 8 <= bytes.count {
      var word = eightBytes(bytes, at: index)
      // A byte below "0" or above "9" has its highest bit set in one of the two.
      let values = word &- 0x3030_3030_3030_3030
      guard (values | (word &+ 0x4646_4646_4646_4646)) & 0x8080_8080_8080_8080 == 0 else { break }
      // Combines neighbours into numbers of two digits in every other byte, then of four, then of eight.
      word = values &* 10 &+ values >> 8
      word = (word & 0x00ff_00ff_00ff_00ff) &* 100 &+ (word >> 16 & 0x00ff_00ff_00ff_00ff)
      word = (word & 0x0000_ffff_0000_ffff) &* 10_000 &+ (word >> 32 & 0x0000_ffff_0000_ffff)
      digits = digits &* 100_000_000 &+ word & 0xffff_ffff
      index += 8
    }
    while index < bytes.count, bytes[index] &- zero < 10 {
      digits = digits &* 10 &+ UInt64(bytes[index] &- zero)
      index += 1
    }
  }

  /// Whether there is a minus at `index`, which is advanced past the sign.
  @inline(__always)
  private func sign(_ bytes: Span<UInt8>, at index: inout Int) -> Bool {
    guard index < bytes.count, bytes[index] == minus || bytes[index] == plus else { return false }
    index += 1
    return bytes[index - 1] == minus
  }

  /// The number of leading zeros.
  private func zeros(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range {
      guard bytes[index] == zero || bytes[index] == point else { break }
      if bytes[index] == zero { count += 1 }
    }
    return count
  }

  /// The exponent that begins at `index`; at most ten million, which is beyond every number with a cell's digits.
  private func exponent(_ bytes: Span<UInt8>, at index: inout Int) -> Int? {
    let isNegative = sign(bytes, at: &index)
    let firstDigit = index
    var exponent = 0
    while index < bytes.count, bytes[index] &- zero < 10 {
      exponent = min(exponent * 10 + Int(bytes[index] &- zero), 10_000_000)
      index += 1
    }
    guard index > firstDigit else { return nil }
    return isNegative ? -exponent : exponent
  }

  /// `digits` times 10^`scale`, correctly rounded; nil if 128 bits of the power do not determine the rounding, or the
  /// number is not normal.
  ///
  /// With P the power's bits, 2^127 <= P < 2^128, the power is between P and P + 1 times a power of two. m is `digits`,
  /// shifted so that its first bit is the highest. m P has 192 bits: high, middle and low. m times the power is between
  /// m P and m P + 2^64, at most a carry into the middle. So the truncated part is on one side of the half, unless it
  /// is the half or within that carry below it.
  @inline(__always)
  private func scaled(_ digits: UInt64, _ scale: Int) -> Number? {
    if digits == 0 { return 0 }
    guard scale >= PowerOfTen.least, scale <= PowerOfTen.greatest, precision <= 60 else { return nil }
    let power = powers[scale - PowerOfTen.least]
    let shift = digits.leadingZeroBitCount
    let m = digits << UInt64(shift)
    let (upper, lower) = (m.multipliedFullWidth(by: power.high), m.multipliedFullWidth(by: power.low).high)
    let (middle, carry) = upper.low.addingReportingOverflow(lower)
    let high = upper.high + (carry ? 1 : 0)
    // One bit more if the product has 191.
    let cut = 64 - precision - high.leadingZeroBitCount
    var significand = high >> UInt64(cut)
    let half: UInt64 = 1 << UInt64(cut - 1)
    let rest = high & (half << 1 - 1)
    if rest == half && middle == 0 || rest == half - 1 && middle == .max { return nil }
    significand += rest >= half ? 1 : 0
    var exponent = power.exponent + 64 - shift - high.leadingZeroBitCount
    if significand >> UInt64(precision) != 0 {
      significand >>= 1
      exponent += 1
    }
    guard exponent >= least, exponent <= greatest else { return nil }
    return Number(
      sign: .plus, exponentBitPattern: Number.RawExponent(exponent + greatest),
      significandBitPattern: Number.RawSignificand(truncatingIfNeeded: significand & (1 << UInt64(precision - 1) - 1)))
  }
}

private let zero = UInt8(ascii: "0")
private let minus = UInt8(ascii: "-")
private let plus = UInt8(ascii: "+")
private let point = UInt8(ascii: ".")

/// The eight bytes at `index`, the first one lowest.
@inline(__always)
func eightBytes(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
  // In bounds: checked here. Any eight bytes are a UInt64.
  UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
}
