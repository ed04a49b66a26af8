/// Two shifts, real or a conjugate pair.
struct ShiftPair<Scalar: BLASScalar> {
  var real1: Scalar
  var imaginary1: Scalar
  var real2: Scalar
  var imaginary2: Scalar

  /// Every 10 iterations without a deflation the shifts are exceptional.
  static var patience: Int { 10 }

  /// The eigenvalues of [a b; c d]; if they are real, twice the one closer to d.
  init(_ a: Scalar, _ b: Scalar, _ c: Scalar, _ d: Scalar) {
    let scale = a.magnitude + b.magnitude + c.magnitude + d.magnitude
    (real1, imaginary1, real2, imaginary2) = (0, 0, 0, 0)
    if scale == 0 { return }
    let (a, b, c, d) = (a / scale, b / scale, c / scale, d / scale)
    let mean = (a + d) / 2
    let determinant = (a - mean) * (d - mean) - b * c
    let root = determinant.magnitude.squareRoot()
    if determinant >= 0 {
      (real1, real2) = (mean * scale, mean * scale)
      (imaginary1, imaginary2) = (root * scale, -root * scale)
    } else {
      let closer = (mean + root - d).magnitude <= (mean - root - d).magnitude ? mean + root : mean - root
      (real1, real2) = (closer * scale, closer * scale)
    }
  }

  init(real1: Scalar, imaginary1: Scalar, real2: Scalar, imaginary2: Scalar) {
    (self.real1, self.imaginary1, self.real2, self.imaginary2) = (real1, imaginary1, real2, imaginary2)
  }
}

extension ColumnMatrix {
  /// The first row of the active block that ends with row `last`: the element of the subdiagonal before it is
  /// negligible.
  ///
  /// - Note: Ahues and Tisseur, LAPACK Working Note 122: by how much setting the element to zero would change the
  ///   eigenvalues of the 2 x 2 block around it.
  func activeStart(_ start: Int, _ last: Int, isIn range: Range<Int>) -> Int {
    var k = last
    while k > start {
      if isNegligible(k, in: range) { return k }
      k -= 1
    }
    return k
  }

  /// Whether the element left of the diagonal in row k is negligible.
  func isNegligible(_ k: Int, in range: Range<Int>) -> Bool {
    let below = self[k, k - 1].magnitude
    let least = Scalar.leastOfSchur * Scalar(range.count)
    if below <= least { return true }
    var scale = self[k - 1, k - 1].magnitude + self[k, k].magnitude
    if scale == 0 {
      if k - 2 >= range.lowerBound { scale += self[k - 1, k - 2].magnitude }
      if k + 1 < range.upperBound { scale += self[k + 1, k].magnitude }
    }
    if below > Scalar.ulpOfOne * scale { return false }
    let above = self[k - 1, k].magnitude
    let difference = (self[k - 1, k - 1] - self[k, k]).magnitude
    let (larger, smaller) = (Swift.max(below, above), Swift.min(below, above))
    let diagonal = self[k, k].magnitude
    let (most, fewest) = (Swift.max(diagonal, difference), Swift.min(diagonal, difference))
    let sum = most + larger
    return smaller * (larger / sum) <= Swift.max(least, Scalar.ulpOfOne * (fewest * (most / sum)))
  }

  /// The shifts of a step on the rows `first` to `last`, the `stagnation`-th step since the last deflation.
  func shifts(_ first: Int, _ last: Int, stagnation: Int) -> ShiftPair<Scalar> {
    let patience = ShiftPair<Scalar>.patience
    if stagnation % patience != 0 {
      return ShiftPair(self[last - 1, last - 1], self[last - 1, last], self[last, last - 1], self[last, last])
    }
    // Exceptional shifts break any symmetry of the block: for an orthogonal matrix ordinary ones may repeat forever.
    // They alternate between the bottom and the top, with new values each time.
    let round = stagnation / patience
    let (size, center) =
      round % 2 == 0
      ? (self[last, last - 1].magnitude + self[last - 1, last - 2].magnitude, self[last, last])
      : (self[first + 1, first].magnitude + self[first + 2, first + 1].magnitude, self[first, first])
    let factor = Scalar(1) + Scalar((round - 1) / 2 % 8) * Scalar(0.171875)
    let diagonal = center + Scalar(0.75) * size * factor
    return ShiftPair(diagonal, Scalar(-0.4375) * size * factor, size, diagonal)
  }

  /// The first column of (H - s1 I)(H - s2 I), divided by its largest sum, for the block of H that begins with row k:
  /// three elements, the others are zero.
  func firstColumn(_ k: Int, _ shifts: ShiftPair<Scalar>) -> (Scalar, Scalar, Scalar) {
    let (a, b) = (self[k, k], self[k, k + 1])
    let (c, d, e) = (self[k + 1, k], self[k + 1, k + 1], self[k + 2, k + 1])
    let scale = (a - shifts.real2).magnitude + shifts.imaginary2.magnitude + c.magnitude
    if scale == 0 { return (0, 0, 0) }
    let below = c / scale
    let first =
      below * b + (a - shifts.real1) * ((a - shifts.real2) / scale) - shifts.imaginary1 * (shifts.imaginary2 / scale)
    let (second, third) = (below * (a + d - shifts.real1 - shifts.real2), below * e)
    let sum = first.magnitude + second.magnitude + third.magnitude
    return sum == 0 ? (0, 0, 0) : (first / sum, second / sum, third / sum)
  }

  /// Whether a bulge with this first column may be made in row k: the fill-in in the column before is negligible.
  func canStart(_ k: Int, _ column: (Scalar, Scalar, Scalar)) -> Bool {
    let (before, here, after) = (self[k - 1, k - 1].magnitude, self[k, k].magnitude, self[k + 1, k + 1].magnitude)
    return self[k, k - 1].magnitude * (column.1.magnitude + column.2.magnitude)
      <= Scalar.ulpOfOne * column.0.magnitude * (before + here + after)
  }
}
