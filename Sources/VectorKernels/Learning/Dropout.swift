// Dropout: elements set to zero at random, each by a random word that is a function of its place.

/// y := scale x where the element's word is at least `threshold`, else 0; y may be x itself but not overlap it
/// otherwise.
///
/// The word of element (i, j), counted in the matrix that `x` is a block of, is word 2 (j mod 32 / 16) + j mod 2 of
/// Philox4x32-10 with the key `seed` and the counter (8 (j / 32) + j mod 16 / 2, i, layer, step). `firstColumn` is a
/// multiple of 16.
@inline(never)
func dropOut<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ xStride: Int, _ y: UnsafeMutablePointer<T>, _ yStride: Int,
  firstRow: Int, firstColumn: Int, layer: UInt32, step: UInt32, seed: UInt64, threshold: UInt32, scale: T
) {
  let places = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7)
  for i in 0..<rows {
    let row = UInt32(truncatingIfNeeded: firstRow &+ i)
    var words: PhiloxWords = (places, places, places, places)
    var j = 0
    while j < columns {
      let (source, target) = unsafe (x + (i &* xStride &+ j), y + (i &* yStride &+ j))
      // One call makes the words of 32 columns: two of each four are for the lower 16 columns, two for the upper.
      let place = firstColumn &+ j
      let isUpper = place & 16 != 0
      if j == 0 || !isUpper {
        let counter = UInt64(truncatingIfNeeded: (place &>> 5) &<< 3)
        words = philox(places &+ SIMD8(repeating: counter), row, layer, step, key: seed)
      }
      let (evens, odds) = isUpper ? (words.2, words.3) : (words.0, words.1)
      let scaled: T.Lanes = unsafe lanes(source, columns &- j, filler: 0) * scale
      unsafe put(T.zeroing(scaled, evens, odds, below: threshold), columns &- j, to: target)
      j &+= 16
    }
  }
}
