extension SecularEquation {
  /// f at a point: its parts below and above the split between two poles, and their derivatives.
  struct Sample {
    let below: Scalar
    let belowSlope: Scalar
    let above: Scalar
    let aboveSlope: Scalar
    let inverseWeight: Scalar

    var value: Scalar { inverseWeight + below + above }
    var slope: Scalar { belowSlope + aboveSlope }
  }

  /// The location of a root: between the poles p and p + 1, or above both.
  struct Bracket {
    let p: Int
    let isAbove: Bool
    /// The nearer pole, and the root's least and largest distance from it.
    let origin: Int
    var least: Scalar
    var largest: Scalar

    func contains(_ tau: Scalar) -> Bool { tau > least && tau < largest }

    /// A point well inside.
    var middle: Scalar { midpoint(least, largest) }
  }

  /// f at the distance `tau` from a pole; `distances` := d minus that point.
  func sample(
    _ p: Int, from origin: Int, _ tau: Scalar, _ distances: MutableMatrixView<Scalar>,
    _ sums: MutableMatrixView<Scalar>
  ) -> Sample {
    let (split, pole) = (p + 1, poles[0, origin])
    let poleSums = unsafe Scalar._routines.best.poleSums
    require(distances.columns == count && sums.columns >= 4 && split < count, "distances \(distances.shapeText)")
    // In bounds: two ranges of poles that together are all of them, and two sums for each.
    unsafe poleSums(split, poles.base, squares.base, pole, tau, distances.base, sums.base)
    unsafe poleSums(
      count - split, poles.base + split, squares.base + split, pole, tau, distances.base + split, sums.base + 2)
    return Sample(
      below: sums[0, 0], belowSlope: sums[0, 1], above: sums[0, 2], aboveSlope: sums[0, 3], inverseWeight: 1 / weight)
  }

  /// The bracket of root i, and a first point: the root of the equation with two poles, and the rest of f as in the
  /// middle.
  func guess(
    _ i: Int, _ distances: MutableMatrixView<Scalar>, _ sums: MutableMatrixView<Scalar>
  ) -> (bracket: Bracket, tau: Scalar) {
    let isAbove = i == count - 1
    let p = isAbove ? i - 1 : i
    let (zp, zq, gap) = (squares[0, p], squares[0, p + 1], poles[0, p + 1] - poles[0, p])
    // The sign of f at an end of the bracket may be due to rounding.
    let margin = 1 + 4 * Scalar.ulpOfOne
    var bracket: Bracket
    let tau: Scalar
    if isAbove {
      // Bounded by the trace.
      let half = weight * (0..<count).reduce(0) { $0 + squares[0, $1] } / 2
      let middle = sample(p, from: p + 1, half, distances, sums)
      let isFar = middle.value < 0
      bracket = Bracket(
        p: p, isAbove: true, origin: p + 1, least: isFar ? half / margin : zq * weight / 2,
        largest: (isFar ? 2 * half : half) * margin * margin)
      let rest = middle.value + zp / (gap + half) + zq / half
      tau = secularRoot(zp + zq - rest * gap, -(zq * gap), rest, adds: true)
    } else {
      let half = gap / 2
      let middle = sample(p, from: p, half, distances, sums)
      let rest = middle.value + (zp - zq) / half
      // The least distance: there the term of the nearer pole is twice what the others of its sign can outweigh.
      if middle.value >= 0 {
        bracket = Bracket(
          p: p, isAbove: false, origin: p, least: zp / (middle.inverseWeight + middle.above) / 2,
          largest: half * margin)
        tau = secularRoot(rest * gap + zp + zq, zp * gap, rest, adds: false)
      } else {
        bracket = Bracket(
          p: p, isAbove: false, origin: p + 1, least: -half * margin,
          largest: zq / (middle.inverseWeight + middle.below) / 2)
        tau = secularRoot(rest * gap - zp - zq, zq * gap, -rest, adds: true)
      }
    }
    return (bracket, bracket.contains(tau) ? tau : bracket.middle)
  }

  /// The step to the root of c + s / (d_p - x) + S / (d_(p+1) - x), which has the value and the slope of f at the point
  /// of `sample`: with those of each part of f (the middle way), or with the true weight of the nearer pole (fixed weight).
  func step(
    _ bracket: Bracket, _ sample: Sample, _ distances: MutableMatrixView<Scalar>, takesMiddleWay: Bool
  ) -> Scalar {
    let (p, q, f) = (bracket.p, bracket.p + 1, sample.value)
    let (dp, dq) = (distances[0, p], distances[0, q])
    var c = f - dp * sample.belowSlope - dq * sample.aboveSlope
    if !bracket.isAbove && !takesMiddleWay {
      let gap = poles[0, q] - poles[0, p]
      c =
        bracket.origin == p
        ? f - dq * sample.slope + gap * (squares[0, p] / dp / dp)
        : f - dp * sample.slope - gap * (squares[0, q] / dq / dq)
    }
    let (a, b) = ((dp + dq) * f - dp * dq * sample.slope, dp * dq * f)
    if bracket.isAbove { c = c.magnitude }
    if c == 0 { return bracket.isAbove ? bracket.largest : b / a }
    return secularRoot(a, b, c, adds: bracket.isAbove)
  }
}

/// A solution of c x^2 - a x + b = 0 without cancellation: (a - r) / 2c, or (a + r) / 2c if `adds`, r = |a^2 - 4 b c|^(1/2).
func secularRoot<Scalar: BLASScalar>(_ a: Scalar, _ b: Scalar, _ c: Scalar, adds: Bool) -> Scalar {
  let root = (a * a - 4 * b * c).magnitude.squareRoot()
  if adds { return a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root) }
  return a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root)
}

/// The mean of two numbers of one sign, or of their exponents if they are far apart.
func midpoint<Scalar: BLASScalar>(_ low: Scalar, _ high: Scalar) -> Scalar {
  let (small, large) = (min(low.magnitude, high.magnitude), max(low.magnitude, high.magnitude))
  let middle = large > 4 * small ? small.squareRoot() * large.squareRoot() : (small + large) / 2
  return high > 0 ? middle : -middle
}
