/// An affine map from the result's pixels to the image: the pixel at (y, x) of the result is the image's value at row
/// r0 y + r1 x + r2 and column r3 y + r4 x + r5, in pixels from the centre of the upper left one.
package struct ImageMap: Sendable {
  /// r0 to r5.
  package let coefficients: InlineArray<6, Float>

  /// The map about the image's centre c that takes p to c + R H S (p - c) + shift: scaled along each axis, sheared (x
  /// grows by `shear` y), rotated.
  ///
  /// - Parameters:
  ///   - rotation: in degrees; its sine and cosine have the same bits on every platform.
  ///   - rowShift: in pixels, as `columnShift`.
  package init(
    rows: Int, columns: Int, rotation: Double, rowScale: Double, columnScale: Double, shear: Double, rowShift: Double,
    columnShift: Double
  ) {
    let (sine, cosine) = sineAndCosine(degrees: rotation)
    // R H S over (y, x): S = diag(rowScale, columnScale), H = (1 0; shear 1), R = (cosine -sine; sine cosine).
    let (h, w) = (rowScale, columnScale)
    let (a, b) = (cosine * h - sine * shear * h, -sine * w)
    let (d, e) = (sine * h + cosine * shear * h, cosine * w)
    let (y, x) = (Double(rows - 1) / 2, Double(columns - 1) / 2)
    let c = y - (a * y + b * x) + rowShift
    let f = x - (d * y + e * x) + columnShift
    require(
      (a + b + c + d + e + f).isFinite,
      "a map of images with a rotation of \(rotation), scales of \(rowScale) and \(columnScale), a shear of \(shear) and "
        + "shifts of \(rowShift) and \(columnShift): they must be finite")
    coefficients = [Float(a), Float(b), Float(c), Float(d), Float(e), Float(f)]
  }
}

/// The sine and cosine of an angle, to 15 digits and with the same bits on every platform.
package func sineAndCosine(degrees: Double) -> (Double, Double) {
  // In -45...45 degrees around a multiple of 90, where the series fall below the last bit at the 20th power.
  let quarter = (degrees / 90).rounded()
  let x = (degrees - quarter * 90) * (Double.pi / 180)
  var (sine, cosine) = (1.0, 1.0)
  for n in stride(from: 20, through: 2, by: -2) {
    cosine = 1 - cosine * x * x / Double(n * (n - 1))
    sine = 1 - sine * x * x / Double(n * (n + 1))
  }
  sine *= x
  return switch Int(quarter.truncatingRemainder(dividingBy: 4) + 4) % 4 {
  case 0: (sine, cosine)
  case 1: (cosine, -sine)
  case 2: (-sine, -cosine)
  default: (-cosine, sine)
  }
}
