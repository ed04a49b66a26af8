/// A rotation that takes (f, g) to (length, 0): (x, y) := (c x + s y, c y - s x).
struct Rotation {
  let cosine: Double
  let sine: Double
  let length: Double

  /// - Note: LAPACK `lartg`; where squares would leave the range, f and g are scaled.
  init(_ f: Double, _ g: Double) {
    if g == 0 {
      (cosine, sine, length) = (1, 0, f)
      return
    }
    let largest = Swift.max(f.magnitude, g.magnitude)
    if largest > 0x1p-480 && largest < 0x1p480 {
      let length = (f * f + g * g).squareRoot()
      (cosine, sine, self.length) = (f / length, g / length, length)
    } else {
      let (a, b) = (f / largest, g / largest)
      let length = (a * a + b * b).squareRoot()
      (cosine, sine, self.length) = (a / length, b / length, length * largest)
    }
  }
}

/// Vectors of an orthogonal matrix as rows: the identity, transformed by rotations of pairs of rows.
struct VectorRows {
  let count: Int
  /// The row stride, in whole vectors.
  private let stride: Int
  private var elements: [Double]

  init(identity count: Int) {
    self.count = count
    stride = (count + 7) / 8 * 8
    elements = [Double](repeating: 0, count: count * stride)
    for i in 0..<count { elements[i * stride + i] = 1 }
  }

  subscript(i: Int, j: Int) -> Double { elements[i * stride + j] }

  /// Rotates rows i and j.
  mutating func rotate(_ i: Int, _ j: Int, _ rotation: Rotation) {
    let stride = stride
    unsafe elements.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      // In bounds: both rows have `stride` elements.
      unsafe Double._routines.best.rotate(
        stride, rotation.cosine, rotation.sine, base + i * stride, base + j * stride)
    }
  }

  /// Changes the sign of row i.
  mutating func negate(_ i: Int) {
    for k in 0..<count { elements[i * stride + k] = -elements[i * stride + k] }
  }
}
