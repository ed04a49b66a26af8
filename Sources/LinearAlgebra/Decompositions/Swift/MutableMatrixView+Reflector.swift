// Householder reflectors, and other operations on rows in a reduction.

/// H = I - tau v v' takes x to beta times the first unit vector.
///
/// Its length is summed up in Double; `Reflection` takes sums of scaled squares, which the passes of a QR have already.
struct RowReflector<Scalar: BLASScalar> {
  let beta: Scalar
  let tau: Scalar
  /// Whether x is so small, or so large, that 1 / (x_0 - beta) may not be finite: v was then computed from a multiple
  /// of x.
  let isExtreme: Bool
}

extension MutableMatrixView {
  /// Replaces this row x by the v of the reflector that takes x to (beta, 0, ...), with v_0 = 1.
  ///
  /// - Note: LAPACK `larfg`; Golub & Van Loan, 4th ed., 5.1.3. The length of x is summed up in Double.
  func becomeReflector() -> RowReflector<Scalar> {
    let first = self[0, 0]
    let tail = columns(1..<columns)
    let squares = tail.reading.sumOfSquares
    let norm = (Double(first) * Double(first) + squares).squareRoot()
    // In this range no square that matters is lost.
    let limit = Double(Scalar.ulpOfOne) / Double(Scalar.leastNormalMagnitude.squareRoot())
    if !(norm >= 1 / limit && norm <= limit) { return becomeExtremeReflector() }
    if squares == 0 {
      tail.fill(0)
      self[0, 0] = 1
      return RowReflector(beta: first, tau: 0, isExtreme: false)
    }
    let beta = first < 0 ? norm : -norm
    tail.scale(by: Scalar(1 / (Double(first) - beta)))
    self[0, 0] = 1
    return RowReflector(beta: Scalar(beta), tau: Scalar((beta - Double(first)) / beta), isExtreme: false)
  }

  /// The same for an x whose squares over- or underflow.
  private func becomeExtremeReflector() -> RowReflector<Scalar> {
    let largest = reading.largestMagnitude()
    if largest == 0 || !largest.isFinite {
      columns(1..<columns).fill(0)
      self[0, 0] = 1
      return RowReflector(beta: largest, tau: 0, isExtreme: false)
    }
    // For a subnormal number 2^-exponent would not be finite.
    let most = Int(Scalar.greatestFiniteMagnitude.exponent) - 7
    let shift = Swift.max(-most, Swift.min(most, -Int(largest.exponent)))
    scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(shift), significand: 1))
    let reflector = becomeReflector()
    let beta = Scalar(sign: .plus, exponent: Scalar.Exponent(-shift), significand: reflector.beta)
    return RowReflector(beta: beta, tau: reflector.tau, isExtreme: true)
  }

  /// Sets the elements left of the diagonal to zero, and the diagonal to one.
  func becomeUnitUpperTrapezoid() {
    for p in 0..<Swift.min(rows, columns) {
      // In bounds: p is below the rows and the columns.
      unsafe (base + p * stride).update(repeating: 0, count: p)
      unsafe base[p * stride + p] = 1
    }
  }
}
