/// (T - w I) x = s b for a diagonal block T of one or two rows of a Schur form and a real or complex w. Where x would
/// come close to overflow, s is below 1; a matrix that is singular to working precision is perturbed by that much.
///
/// - Note: LAPACK `laln2`.
struct ShiftedSystem<Scalar: BLASScalar> {
  let real: Scalar
  let imaginary: Scalar
  /// The least pivot; smaller ones are replaced by it.
  let leastPivot: Scalar
  /// The bound of all elements.
  let largest: Scalar

  /// - Parameters:
  ///   - order: of the whole T.
  init(real: Scalar, imaginary: Scalar, order: Int) {
    (self.real, self.imaginary) = (real, imaginary)
    let least = Scalar.leastOfSchur * Scalar(order)
    leastPivot = Swift.max(Scalar.ulpOfOne * (real.magnitude + imaginary.magnitude), least)
    largest = (1 - Scalar.ulpOfOne) / least
  }

  /// The factor by which a number of this size is scaled down before it is divided by `pivot`.
  private func scale(_ size: Scalar, by pivot: Scalar) -> Scalar {
    pivot < 1 && size > 1 && size > largest * pivot ? 1 / size : 1
  }

  /// One row.
  func solve(_ t: Scalar, _ b: ComplexNumber<Scalar>) -> (x: ComplexNumber<Scalar>, scale: Scalar) {
    var pivot = ComplexNumber(t - real, -imaginary)
    if pivot.size < leastPivot { pivot = ComplexNumber(leastPivot, 0) }
    let scale = scale(b.size, by: pivot.size)
    return (b * scale / pivot, scale)
  }

  /// Two rows, by elimination with the largest of the four elements as pivot.
  func solve(
    _ t: (Scalar, Scalar, Scalar, Scalar), _ b1: ComplexNumber<Scalar>, _ b2: ComplexNumber<Scalar>
  ) -> (x1: ComplexNumber<Scalar>, x2: ComplexNumber<Scalar>, scale: Scalar) {
    var (p, q) = (ComplexNumber(t.0 - real, -imaginary), ComplexNumber(t.1, 0))
    var (r, s) = (ComplexNumber(t.2, 0), ComplexNumber(t.3 - real, -imaginary))
    var (first, second) = (b1, b2)
    let largestElement = Swift.max(Swift.max(p.size, q.size), Swift.max(r.size, s.size))
    if largestElement < leastPivot {
      let size = Swift.max(b1.size, b2.size)
      let scale = scale(size, by: leastPivot)
      let factor = scale / leastPivot
      return (b1 * factor, b2 * factor, scale)
    }
    // Moves the pivot to p, by exchanging rows, then columns.
    if Swift.max(r.size, s.size) > Swift.max(p.size, q.size) {
      (p, q, r, s) = (r, s, p, q)
      (first, second) = (b2, b1)
    }
    let exchangesColumns = q.size > p.size
    if exchangesColumns { (p, q, r, s) = (q, p, s, r) }
    let multiplier = r / p
    var pivot = s - multiplier * q
    if pivot.size < leastPivot { pivot = ComplexNumber(leastPivot, 0) }
    second = second - multiplier * first
    // x2 is second / pivot, and x1 (first - q x2) / p with |q| <= |p|.
    let bound = Swift.max(second.size, first.size * (pivot.size / p.size))
    let scale = scale(bound, by: pivot.size)
    let x2 = second * scale / pivot
    let x1 = (first * scale - q * x2) / p
    return exchangesColumns ? (x2, x1, scale) : (x1, x2, scale)
  }
}

/// x + iy.
struct ComplexNumber<Scalar: BLASScalar> {
  var x: Scalar
  var y: Scalar

  init(_ x: Scalar, _ y: Scalar) { (self.x, self.y) = (x, y) }

  /// |x| + |y|.
  var size: Scalar { x.magnitude + y.magnitude }

  static func - (a: Self, b: Self) -> Self { Self(a.x - b.x, a.y - b.y) }
  static func * (a: Self, b: Scalar) -> Self { Self(a.x * b, a.y * b) }
  static func * (a: Self, b: Self) -> Self { Self(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x) }

  /// - Note: Smith's division: no square of the divisor.
  static func / (a: Self, b: Self) -> Self {
    if b.y == 0 { return Self(a.x / b.x, a.y / b.x) }
    if b.x.magnitude >= b.y.magnitude {
      let ratio = b.y / b.x
      let divisor = b.x + b.y * ratio
      return Self((a.x + a.y * ratio) / divisor, (a.y - a.x * ratio) / divisor)
    }
    let ratio = b.x / b.y
    let divisor = b.x * ratio + b.y
    return Self((a.x * ratio + a.y) / divisor, (a.y * ratio - a.x) / divisor)
  }
}
