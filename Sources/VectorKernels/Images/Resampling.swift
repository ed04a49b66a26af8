// Resamples an image of bytes at the places given by an affine map and two fields of offsets.

// No multiply-adds here: an image has the same bytes on every instruction set.

/// result := the image, rows x columns bytes without gaps, where pixel (y, x) is the image's value at
///
///     row     map[0] y + map[1] x + map[2] + rowOffsets[y, x]
///     column  map[3] y + map[4] x + map[5] + columnOffsets[y, x]
///
/// by bilinear interpolation, rounded to nearest, with zeros around the image. No place is NaN.
///
/// - Parameters:
///   - rows: at most 2^22 - 2, like the columns; (rows + 2) x (columns + 17) is 2^32 at most.
///   - offsetStride: between the rows of the offsets: `wholeVectors(columns)`, or 0 where one row of them serves all.
///   - scratch: room for `resamplingScratch` words.
@inline(never)
func resample(
  _ rows: Int, _ columns: Int, _ image: UnsafePointer<UInt8>, map: UnsafePointer<Float>,
  rowOffsets: UnsafePointer<Float>, columnOffsets: UnsafePointer<Float>, offsetStride: Int,
  scratch: UnsafeMutablePointer<UInt32>, _ result: UnsafeMutablePointer<UInt8>
) {
  let stride = wholeVectors(columns)
  let cornerStride = wholeVectors(columns &+ 2)
  let corners = unsafe scratch
  let places = unsafe corners + (rows &+ 2) &* cornerStride
  let heights = unsafe UnsafeMutableRawPointer(places + rows &* stride).assumingMemoryBound(to: Float.self)
  let widths = unsafe heights + rows &* stride
  let bytes = unsafe UnsafeMutableRawPointer(widths + rows &* stride).assumingMemoryBound(to: UInt8.self)

  unsafe collectCorners(rows, columns, image, padded: bytes, corners)
  unsafe locate(
    rows, columns, map, rowOffsets, columnOffsets, offsetStride, stride, places: places, heights: heights,
    widths: widths)
  // A scalar load for each pixel: not every instruction set has a gather.
  for i in 0..<rows &* stride { unsafe places[i] = corners[Int(places[i])] }
  for y in 0..<rows {
    var x = 0
    while x < columns {
      let i = y &* stride &+ x
      let values = unsafe interpolate(load(places + i), load(heights + i), load(widths + i))
      // The last vector of a row extends into the next row, which is written later; that of the last row into scratch
      // behind it.
      unsafe UnsafeMutableRawPointer(bytes + (y &* columns &+ x)).storeBytes(of: values, as: SIMD16<UInt8>.self)
      x &+= 16
    }
  }
  unsafe copyBytes(rows &* columns, from: bytes, to: result)
}

/// The words of scratch that an image of this size needs.
package func resamplingScratch(_ rows: Int, _ columns: Int) -> Int {
  let stride = wholeVectors(columns)
  // The padded image is the largest use; a vector extends up to 16 bytes beyond its end.
  let bytes = (rows &+ 3) &* (columns &+ 3) &+ 32
  return (rows &+ 2) &* wholeVectors(columns &+ 2) &+ 3 &* rows &* stride &+ (bytes &+ 3) / 4
}

/// `count` rounded up to a multiple of 16: the row stride of fields with this many columns.
package func wholeVectors(_ count: Int) -> Int { (count &+ 15) & ~15 }

/// corners := for each pixel of the image with a border of zeros above and left of it, one word with the pixel, its
/// right, its lower and its lower right neighbour, from the lowest byte to the highest. There are rows + 2 rows of
/// columns + 2 words, rounded up to whole vectors.
@inline(__always)
private func collectCorners(
  _ rows: Int, _ columns: Int, _ image: UnsafePointer<UInt8>, padded: UnsafeMutablePointer<UInt8>,
  _ corners: UnsafeMutablePointer<UInt32>
) {
  let (stride, cornerStride) = (columns &+ 3, wholeVectors(columns &+ 2))
  unsafe padded.update(repeating: 0, count: (rows &+ 3) &* stride &+ 32)
  for y in 0..<rows {
    unsafe copyBytes(columns, from: image + y &* columns, to: padded + ((y &+ 1) &* stride &+ 1))
  }
  for y in 0..<rows &+ 2 {
    let (upper, row) = unsafe (padded + y &* stride, corners + y &* cornerStride)
    let lower = unsafe upper + stride
    // Whole vectors, so that the compiler's loop has no remainder.
    for x in 0..<cornerStride {
      let top = unsafe UInt32(upper[x]) | UInt32(upper[x &+ 1]) &<< 8
      let bottom = unsafe UInt32(lower[x]) | UInt32(lower[x &+ 1]) &<< 8
      unsafe row[x] = top | bottom &<< 16
    }
  }
}

/// The source of each pixel: the index of its four neighbours' word, and the distance below and right of the upper left
/// one, in 0..<1 of a pixel.
@inline(__always)
private func locate(
  _ rows: Int, _ columns: Int, _ map: UnsafePointer<Float>, _ rowOffsets: UnsafePointer<Float>,
  _ columnOffsets: UnsafePointer<Float>, _ offsetStride: Int, _ stride: Int, places: UnsafeMutablePointer<UInt32>,
  heights: UnsafeMutablePointer<Float>, widths: UnsafeMutablePointer<Float>
) {
  let lanes = SIMD16<Float>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  let (bottom, right) = (Float(rows &+ 1), Float(columns &+ 1))
  let rowLength = SIMD16(repeating: UInt32(truncatingIfNeeded: wholeVectors(columns &+ 2)))
  for y in 0..<rows {
    let row = unsafe map[0] * Float(y) + map[2]
    let column = unsafe map[3] * Float(y) + map[5]
    var x = 0
    while x < columns {
      let abscissae = lanes + Float(x)
      let (i, offset) = (y &* stride &+ x, y &* offsetStride &+ x)
      let v = unsafe row + map[1] * abscissae + load(rowOffsets + offset) + 1
      let u = unsafe column + map[4] * abscissae + load(columnOffsets + offset) + 1
      let (top, height) = split(v, below: bottom)
      let (left, width) = split(u, below: right)
      unsafe store(top &* rowLength &+ left, to: places + i)
      unsafe store(height, to: heights + i)
      unsafe store(width, to: widths + i)
      x &+= 16
    }
  }
}

/// The integer and fractional part of each number, clamped to 0...limit. Computed by sign bits: a comparison and its
/// mask would be taken lane by lane.
@inline(__always)
private func split(_ numbers: SIMD16<Float>, below limit: Float) -> (SIMD16<UInt32>, SIMD16<Float>) {
  let positive: SIMD16<Float> = vector(bits(numbers) & ~signs(bits(numbers)))
  let limits = SIMD16<Float>(repeating: limit)
  let inside: SIMD16<Float> = vector(select(signs(bits(limits - positive)), bits(limits), bits(positive)))
  // At 2^23 the last bit of a number has the value 1.
  let nearest = (inside + 0x1p23) - 0x1p23
  let isAbove = signs(bits(inside - nearest))
  let floor: SIMD16<Float> = nearest - vector(isAbove & bits(of: 1, SIMD16<Float>.self))
  return (integers(floor), inside - floor)
}

/// Integral numbers in 0..<2^22 as integers.
@inline(__always)
private func integers(_ numbers: SIMD16<Float>) -> SIMD16<UInt32> {
  unsafe unsafeBitCast(numbers + 0x1p23, to: SIMD16<UInt32>.self) & SIMD16(repeating: 0x3f_ffff)
}

/// Bilinear interpolation between the four bytes of each lane.
@inline(__always)
private func interpolate(
  _ corners: SIMD16<UInt32>, _ heights: SIMD16<Float>, _ widths: SIMD16<Float>
) -> SIMD16<UInt8> {
  let (upperLeft, upperRight) = (byte(corners, 0), byte(corners, 8))
  let (lowerLeft, lowerRight) = (byte(corners, 16), byte(corners, 24))
  let upper = upperLeft + widths * (upperRight - upperLeft)
  let lower = lowerLeft + widths * (lowerRight - lowerLeft)
  return SIMD16<UInt8>(truncatingIfNeeded: integers(upper + heights * (lower - upper)))
}

/// Bits `shift` to `shift` + 7 of each lane, as a number.
@inline(__always)
private func byte(_ words: SIMD16<UInt32>, _ shift: UInt32) -> SIMD16<Float> {
  let bits = (words &>> SIMD16(repeating: shift)) & SIMD16(repeating: 0xff)
  return unsafe unsafeBitCast(bits | SIMD16(repeating: 0x4b00_0000), to: SIMD16<Float>.self) - 0x1p23
}

/// Copies `count` bytes, 16 at a time; the last 16 overlap those before them, where there are enough.
@inline(__always)
private func copyBytes(_ count: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
  if count < 16 {
    for i in 0..<count { unsafe target[i] = source[i] }
    return
  }
  var i = 0
  while i < count {
    let start = min(i, count &- 16)
    let bytes = unsafe UnsafeRawPointer(source + start).loadUnaligned(as: SIMD16<UInt8>.self)
    unsafe UnsafeMutableRawPointer(target + start).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    i &+= 16
  }
}
