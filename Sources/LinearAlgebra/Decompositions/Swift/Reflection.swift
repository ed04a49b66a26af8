/// The power of two that scales a vector so that no sum of squares overflows or vanishes.
struct VectorScale<Scalar: BLASScalar> {
  /// The vector's length is below 2^exponent.
  let exponent: Int
  /// 2^-exponent.
  let factor: Scalar
  /// The sum of squares below which the vector is 2^8 times shorter than the scale allows: it then needs a new scale,
  /// or products with it would lose digits to underflow.
  let leastSquares: Scalar

  /// The scale of `count` elements, the largest of magnitude `largest`; 1 if that is 0 or not finite.
  init(largest: Scalar, count: Int) {
    guard largest > 0, largest.isFinite else {
      (exponent, factor, leastSquares) = (0, 1, 0)
      return
    }
    // Half of log2(count), rounded up. The factor itself must be finite.
    let growth = (Int.bitWidth - count.leadingZeroBitCount + 1) / 2
    let own = Int(largest.exponent)
    exponent = Swift.max(own + 1 + growth, Int(Scalar.leastNormalMagnitude.exponent))
    factor = Scalar(1).scaled(byPowerOfTwo: -exponent)
    leastSquares = Scalar(1).scaled(byPowerOfTwo: 2 * (own - exponent) - 16)
  }

  /// The scale of a row.
  init(of x: MatrixView<Scalar>) { self.init(largest: x.largestMagnitude(), count: x.columns) }
}

/// The reflection H = I - tau v v', with v = (1, multiplier x), that takes (alpha, x) to (beta, 0).
///
/// The sign of beta is opposite to that of alpha, which avoids cancellation. If x is zero, H is the identity, with tau
/// 0.
///
/// - Note: LAPACK `larfg`, which scales up small numbers and lets the largest overflow; here all arithmetic is on
///   numbers scaled to near 1 by powers of two. Golub & Van Loan, 4th ed., 5.1.3.
struct Reflection<Scalar: BLASScalar> {
  let beta: Scalar
  let tau: Scalar
  /// The factor that makes v of x / 2^shift.
  let multiplier: Scalar
  /// 0 unless the product of both factors is outside the range of normal numbers.
  let shift: Int
  /// v'(y0, y) is y0 + gain times the sum of (scale.factor x) y.
  let gain: Scalar

  /// - Parameters:
  ///   - squares: the sum of the squares of `scale.factor` x.
  init(alpha: Scalar, squares: Scalar, scale: VectorScale<Scalar>) {
    if squares == 0 {
      (beta, tau, multiplier, shift, gain) = (alpha, 0, 1, 0, 0)
      return
    }
    let isOrdinary = alpha != 0 && alpha.isFinite
    let exponent = isOrdinary ? Swift.max(Int(alpha.exponent), scale.exponent) : scale.exponent
    let (a, x) = (
      alpha.scaled(byPowerOfTwo: -exponent), squares.squareRoot().scaled(byPowerOfTwo: scale.exponent - exponent)
    )
    let length = (a * a + x * x).squareRoot()
    let b = a.sign == .minus ? length : -length
    let inverse = 1 / (a - b)
    beta = b.scaled(byPowerOfTwo: exponent)
    tau = (b - a) / b
    // Nothing can be saved if it has already overflowed.
    let most = Int(Scalar.greatestFiniteMagnitude.exponent)
    let isNormal = !inverse.isNormal || (1 - most...most).contains(Int(inverse.exponent) - exponent)
    multiplier = isNormal ? inverse.scaled(byPowerOfTwo: -exponent) : inverse
    shift = isNormal ? 0 : exponent
    gain = inverse.scaled(byPowerOfTwo: scale.exponent - exponent)
  }

  /// The reflection of a row (alpha, x), which becomes (beta, v) without v's one.
  static func reflecting(_ row: MutableMatrixView<Scalar>) -> Reflection {
    let x = row.columns(1..<row.columns)
    let scale = VectorScale(of: x.reading)
    let reflection = Reflection(
      alpha: row[0, 0], squares: x.reading.sumOfSquares(scaledBy: scale.factor), scale: scale)
    row[0, 0] = reflection.beta
    reflection.applyShift(to: x)
    x.scale(by: reflection.multiplier)
    return reflection
  }

  /// x := x / 2^shift.
  func applyShift(to x: MutableMatrixView<Scalar>) {
    if shift == 0 { return }
    for q in 0..<x.columns { x[0, q] = x[0, q].scaled(byPowerOfTwo: -shift) }
  }
}

/// (a^2 + b^2)^(1/2), without overflow or harmful underflow of the squares.
func hypotenuse<Scalar: BLASScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
  let (x, y) = (max(a.magnitude, b.magnitude), min(a.magnitude, b.magnitude))
  let limit = Scalar.ulpOfOne / Scalar.leastNormalMagnitude.squareRoot()
  if x < limit && x * limit > 1 { return (x * x + y * y).squareRoot() }
  if y == 0 { return x }
  let ratio = y / x
  return x * (1 + ratio * ratio).squareRoot()
}
