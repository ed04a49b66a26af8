// What the QR of a matrix that stays in the cache works on.

/// The matrix and the arrays with an element for each of its columns.
@safe struct CachedColumns<T: BinaryFloatingPoint> {
  let rows: Int
  let count: Int
  let base: UnsafeMutablePointer<T>
  let stride: Int
  let scale: T
  /// v of the reflection that is being applied, and of the next one; zero before their leading ones.
  var reflector: UnsafeMutablePointer<T>
  var next: UnsafeMutablePointer<T>
  /// An element for each column, padded with zeros to whole vectors: the factor of v, the product with the next v, the
  /// element in the row of its leading one, the square of the length, and that square when it was last computed.
  let factors: UnsafeMutablePointer<T>
  let products: UnsafeMutablePointer<T>
  let heads: UnsafeMutablePointer<T>
  let squares: UnsafeMutablePointer<T>
  let computed: UnsafeMutablePointer<T>
  let length: Int

  @inline(__always)
  init(
    _ rows: Int, _ count: Int, _ a: UnsafeMutablePointer<T>, _ stride: Int, _ scale: T,
    _ scratch: UnsafeMutablePointer<T>
  ) {
    let (height, length) = ((count &+ 15) / 16 &* 16, (rows &+ 15) / 16 &* 16)
    (self.rows, self.count, self.stride, self.scale, self.length) = (rows, count, stride, scale, length)
    unsafe base = a
    unsafe reflector = scratch
    unsafe next = scratch + height
    unsafe factors = scratch + 2 &* height
    unsafe products = factors + length
    unsafe heads = products + length
    unsafe squares = heads + length
    unsafe computed = squares + length
    // In bounds: the scratch has this many elements.
    for k in 0..<2 &* height &+ 5 &* length { unsafe scratch[k] = 0 }
  }

  @inline(__always)
  func column(_ j: Int) -> UnsafeMutablePointer<T> { unsafe base + j &* stride }
}

/// Whether in this sum no square that matters has underflowed, and none has overflowed.
@inline(__always)
func isOrdinary<T: BinaryFloatingPoint>(_ squares: T) -> Bool {
  let least = T.leastNormalMagnitude / (T.ulpOfOne * T.ulpOfOne)
  return squares >= least && squares <= 1 / least
}
