// Random words as a function of a key and a counter, so that an element's word is a function of its place.

/// Four words for each of eight counters, each in the low half of a lane; the high halves are arbitrary.
typealias PhiloxWords = (SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>)

/// Philox4x32-10 of eight counters, which differ in their first word.
///
/// Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, doi:10.1145/2063384.2063405: it passes
/// BigCrush. A product of 32 bits fits into a lane of 64, one instruction on every instruction set.
@inline(__always)
func philox(_ first: SIMD8<UInt64>, _ second: UInt32, _ third: UInt32, _ fourth: UInt32, key: UInt64) -> PhiloxWords {
  let low = SIMD8<UInt64>(repeating: 0xffff_ffff)
  var (a, b) = (first, SIMD8(repeating: UInt64(second)))
  var (c, d) = (SIMD8(repeating: UInt64(third)), SIMD8(repeating: UInt64(fourth)))
  var (key0, key1) = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
  for _ in 0..<10 {
    let left = (a & low) &* SIMD8(repeating: 0xd251_1f53)
    let right = (c & low) &* SIMD8(repeating: 0xcd9e_8d57)
    a = right &>> SIMD8(repeating: 32) ^ b ^ SIMD8(repeating: UInt64(key0))
    c = left &>> SIMD8(repeating: 32) ^ d ^ SIMD8(repeating: UInt64(key1))
    (b, d) = (right, left)
    key0 &+= 0x9e37_79b9
    key1 &+= 0xbb67_ae85
  }
  return (a, b, c, d)
}
