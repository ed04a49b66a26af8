/// The standard form of a 2 x 2 block [a b; c d] under a rotation, and its eigenvalues.
///
/// Either c is zero, or a = d and b c < 0: the eigenvalues are a and d, or a +- i sqrt(-b c). With G = [c s; -s c] the block
/// is G times the given one times G^T.
///
/// - Note: LAPACK `lanv2`; Bai and Demmel, On swapping diagonal blocks in real Schur form (1993).
struct StandardBlock<Scalar: BLASScalar> {
  private(set) var a: Scalar
  private(set) var b: Scalar
  private(set) var c: Scalar
  private(set) var d: Scalar
  private(set) var cosine: Scalar = 1
  private(set) var sine: Scalar = 0

  init(_ a: Scalar, _ b: Scalar, _ c: Scalar, _ d: Scalar) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
    if c == 0 { return }
    if b == 0 {
      // Lower triangular: rows and columns are exchanged.
      (self.a, self.b, self.c, self.d) = (d, -c, 0, a)
      (cosine, sine) = (0, 1)
      return
    }
    if a == d && (b > 0) != (c > 0) { return }
    separate()
  }

  /// The imaginary part of the first eigenvalue; the other one is its conjugate.
  var imaginary: Scalar { c == 0 ? 0 : b.magnitude.squareRoot() * c.magnitude.squareRoot() }

  private mutating func separate() {
    let half = (a - d) / 2
    let largest = Swift.max(b.magnitude, c.magnitude)
    let product = Swift.min(b.magnitude, c.magnitude) * ((b > 0) == (c > 0) ? 1 : -1)
    let scale = Swift.max(half.magnitude, largest)
    // A quarter of the discriminant, over `scale`.
    let z = half / scale * half + largest / scale * product
    // Below 4 units of rounding the eigenvalues may as well be equal or complex.
    if z >= 4 * Scalar.ulpOfOne {
      let root = scale.squareRoot() * z.squareRoot()
      let shift = half + (half < 0 ? -root : root)
      (a, d) = (d + shift, d - largest / shift * product)
      let length = hypotenuse(c, shift)
      (cosine, sine) = (shift / length, c / length)
      (b, c) = (b - c, 0)
    } else {
      equalize()
    }
  }

  /// Rotates so that both diagonal elements are equal; if the eigenvalues turn out to be real, then so that the block
  /// is triangular.
  private mutating func equalize() {
    var (sum, difference) = (b + c, a - d)
    let size = Swift.max(sum.magnitude, difference.magnitude)
    if size < Scalar.leastOfSchur {
      // Scaled up, so that the length of a subnormal vector is not rounded to few bits.
      sum = sum.scaled(byPowerOfTwo: -Int(size.exponent))
      difference = difference.scaled(byPowerOfTwo: -Int(size.exponent))
    }
    let length = hypotenuse(sum, difference)
    cosine = ((1 + sum.magnitude / length) / 2).squareRoot()
    sine = -(difference / 2 / (length * cosine)) * (sum < 0 ? -1 : 1)
    let (ra, rb) = (a * cosine + b * sine, b * cosine - a * sine)
    let (rc, rd) = (c * cosine + d * sine, d * cosine - c * sine)
    (a, b, c, d) = (ra * cosine + rc * sine, rb * cosine + rd * sine, rc * cosine - ra * sine, rd * cosine - rb * sine)
    let mean = (a + d) / 2
    (a, d) = (mean, mean)
    if c == 0 { return }
    if b == 0 {
      (b, c) = (-c, 0)
      (cosine, sine) = (-sine, cosine)
    } else if (b > 0) == (c > 0) {
      let (rootB, rootC) = (b.magnitude.squareRoot(), c.magnitude.squareRoot())
      let root = c > 0 ? rootB * rootC : -(rootB * rootC)
      let length = (b + c).magnitude.squareRoot()
      let (cosine2, sine2) = (rootB / length, rootC / length)
      (a, d) = (mean + root, mean - root)
      (b, c) = (b - c, 0)
      (cosine, sine) = (cosine * cosine2 - sine * sine2, cosine * sine2 + sine * cosine2)
    }
  }
}

extension ColumnMatrix {
  /// Rotates rows and columns `row` and `row + 1` so that their block is in standard form, including the rows in
  /// `columns` right of it, the columns in `rows` above it, and the columns of `z`.
  func standardize(_ row: Int, rows: Range<Int>, columns: Range<Int>, _ z: ColumnMatrix?) -> StandardBlock<Scalar> {
    let block = StandardBlock(self[row, row], self[row, row + 1], self[row + 1, row], self[row + 1, row + 1])
    (self[row, row], self[row, row + 1]) = (block.a, block.b)
    (self[row + 1, row], self[row + 1, row + 1]) = (block.c, block.d)
    if block.sine != 0 || block.cosine != 1 {
      let rotation = PlaneTransform(cosine: block.cosine, sine: block.sine)
      transform(row, columns: columns, rows: rows, z, at: row, rotation)
    }
    return block
  }
}
