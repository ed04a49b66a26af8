/// Smooth random fields over images: white noise, smoothed by a Gaussian.
///
/// Noise is drawn at knots sigma pixels apart (1 if sigma is less) instead of at every pixel: the sum of the Gaussians
/// around them varies by 2 exp(-pi^2) = 1e-4 of itself from pixel to pixel, and the field is a product of small
/// matrices. The squares of the weights of a pixel add up to 1, so that the field has the same root mean square
/// everywhere, including the edges.
package struct SmoothField: Sendable {
  /// The knots in a column and in a row; they extend 3 sigma beyond the edges.
  let rowKnots: Int
  let columnKnots: Int
  /// rows x rowKnots, scaled so that uniform noise in -1..<1 makes a field with the required root mean square.
  let rowBasis: [Float]
  /// columnKnots x stride, zero beyond the columns.
  let columnBasis: [Float]

  /// Why there is no such field; nil if there is. Its weights might not fit into memory.
  static func problem(rows: Int, columns: Int, sigma: Double) -> String? {
    let count = [rows, columns].map { Double($0) * (Double($0) / max(sigma, 1) + 8) }.reduce(0, +)
    return count <= 0x1p28
      ? nil
      : "an elastic distortion of \(rows)x\(columns) pixels, smoothed over \(sigma): it needs more than 2^28 weights"
  }

  /// - Parameters:
  ///   - rows: of the image.
  ///   - columns: of the image.
  ///   - stride: the row stride of a field: at least `columns`.
  ///   - sigma: the Gaussian's standard deviation in pixels; above 0.
  ///   - strength: the root mean square of the field.
  init(rows: Int, columns: Int, stride: Int, sigma: Double, strength: Double) {
    let (rowWeights, columnWeights) = (Self.weights(of: rows, sigma), Self.weights(of: columns, sigma))
    (rowKnots, columnKnots) = (rowWeights[0].count, columnWeights[0].count)
    // A uniform number in -1..<1 has variance 1/3.
    let scale = strength * 3.0.squareRoot()
    rowBasis = rowWeights.flatMap { $0.map { Float($0 * scale) } }
    columnBasis = (0..<columnKnots).flatMap { knot in
      columnWeights.map { Float($0[knot]) } + Array(repeating: 0, count: stride - columns)
    }
  }

  /// The weight of each knot for each of `count` pixels.
  private static func weights(of count: Int, _ sigma: Double) -> [[Double]] {
    let spacing = max(sigma, 1)
    let reach = Int((3 * sigma / spacing).rounded(.up))
    let knots = -reach...Int((Double(count - 1) / spacing).rounded(.up)) + reach
    return (0..<count).map { pixel in
      let weights = knots.map { knot in
        let distance = (Double(pixel) - Double(knot) * spacing) / sigma
        let weight = exponential(-distance * distance / 2)
        // Weights far below the rounding of the others would end among the subnormal numbers, which are slow.
        return weight < 1e-9 ? 0 : weight
      }
      let norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return weights.map { $0 / norm }
    }
  }
}

/// e to the power of `x`, at most 0, to 12 digits down to 1e-60, and with the same bits on every platform.
package func exponential(_ x: Double) -> Double {
  if x < -700 { return 0 }
  // e^x = (e^(x / 1024))^1024, whose series falls below the last bit at x^9 / 9!.
  let part = x / 1024
  var power = 1.0
  for n in stride(from: 9, through: 1, by: -1) { power = 1 + power * part / Double(n) }
  for _ in 0..<10 { power *= power }
  return power
}
