// Smooth random fields: uniform noise at knots, interpolated between them.

// No multiply-adds here: the numbers have the same bits on every instruction set.

/// y := `count` uniform numbers in -1..<1, a multiple of 32, each a function of the key, its index and the counters.
///
/// Number i is the upper 23 bits of word 2 (i mod 32 / 16) + i mod 2 of Philox4x32-10 with the key `key` and the
/// counter (8 (i / 32) + i mod 16 / 2, `second`, `third`, `fourth`).
@inline(never)
func fillUniform(
  _ count: Int, second: UInt32, third: UInt32, fourth: UInt32, key: UInt64, _ y: UnsafeMutablePointer<Float>
) {
  let places = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7)
  var i = 0
  while i < count {
    let counter = SIMD8(repeating: UInt64(truncatingIfNeeded: i &>> 5) &<< 3)
    let words = philox(places &+ counter, second, third, fourth, key: key)
    unsafe store(uniform(words.0, words.1), to: y + i)
    unsafe store(uniform(words.2, words.3), to: y + (i &+ 16))
    i &+= 32
  }
}

/// The words of even and of odd lanes, in the low halves, as numbers in -1..<1: 23 bits are the significand of a number
/// in 2..<4.
@inline(__always)
private func uniform(_ evens: SIMD8<UInt64>, _ odds: SIMD8<UInt64>) -> SIMD16<Float> {
  let words = (evens & SIMD8(repeating: 0xffff_ffff)) | (odds &<< SIMD8(repeating: 32))
  let significands = unsafe unsafeBitCast(words, to: SIMD16<UInt32>.self) &>> SIMD16(repeating: 9)
  return unsafe unsafeBitCast(significands | SIMD16(repeating: 0x4000_0000), to: SIMD16<Float>.self) - 3
}

/// field := rowBasis noise columnBasis.
///
/// - Parameters:
///   - rows: of the field and of `rowBasis`.
///   - columns: of the field and of `columnBasis`: a multiple of 16.
///   - rowKnots: the columns of `rowBasis` and the rows of `noise`.
///   - columnKnots: the columns of `noise` and the rows of `columnBasis`.
///   - scratch: room for rowKnots x columns elements.
@inline(never)
func makeField(
  _ rows: Int, _ columns: Int, _ rowKnots: Int, _ columnKnots: Int, rowBasis: UnsafePointer<Float>,
  columnBasis: UnsafePointer<Float>, noise: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
  _ field: UnsafeMutablePointer<Float>
) {
  unsafe multiplyInOrder(rowKnots, columns, columnKnots, noise, columnBasis, scratch)
  unsafe multiplyInOrder(rows, columns, rowKnots, rowBasis, scratch, field)
}

/// C := A B for dense m x k and k x n matrices, n a multiple of 16: each sum is one chain over k, and products and sums
/// are rounded separately.
@inline(__always)
private func multiplyInOrder(
  _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>
) {
  for i in 0..<m {
    let row = unsafe a + i &* k
    var j = 0
    while j < n {
      var sum = SIMD16<Float>()
      for p in 0..<k {
        let lanes: SIMD16<Float> = unsafe load(b + (p &* n &+ j))
        sum += unsafe SIMD16(repeating: row[p]) * lanes
      }
      unsafe store(sum, to: c + (i &* n &+ j))
      j &+= 16
    }
  }
}
