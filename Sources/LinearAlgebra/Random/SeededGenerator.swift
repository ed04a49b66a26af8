/// A random number generator whose whole sequence follows from its seed, on every platform and in every version.
///
/// ```swift
/// var generator = SeededGenerator(seed: 42)
/// let w = Matrix<Float>.normal(rows: 784, columns: 128, using: &generator)
/// ```
///
/// Not for cryptography.
///
/// - Note: xoshiro256++ (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47 (2021),
///   doi:10.1145/3460772), its state filled by SplitMix64 (Steele, Lea & Flood, OOPSLA 2014, doi:10.1145/2660193.2660195)
///   as its authors advise. Period 2^256 - 1.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  private var s0, s1, s2, s3: UInt64

  /// The generator for this seed; all seeds are equally good.
  public init(seed: UInt64) {
    var seeds = SplitMix64(state: seed)
    self.init(state: (seeds.next(), seeds.next(), seeds.next(), seeds.next()))
  }

  /// The generator with this state, which must not be all zeros.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    (s0, s1, s2, s3) = state
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = rotate(s0 &+ s3, by: 23) &+ s0
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotate(s3, by: 45)
    return result
  }

  private func rotate(_ x: UInt64, by count: UInt64) -> UInt64 { x << count | x >> (64 - count) }
}

/// A generator with one word of state, to fill the state of a larger one.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
