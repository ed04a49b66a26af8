/// The eigenvalues of a Hessenberg matrix, and its real Schur form: by multishift sweeps and aggressive early deflation
/// for a large matrix, by double shifts for a small one.
///
/// - Note: LAPACK `hseqr` and `laqr0`; Braman, Byers and Mathias, The multishift QR algorithm I and II (2002).
struct HessenbergQR<Scalar: BLASScalar> {
  /// The Hessenberg matrix; at the end, if `isFull`, its real Schur form.
  let h: ColumnMatrix<Scalar>
  /// The matrix whose columns take the same transformations as those of H.
  let z: ColumnMatrix<Scalar>?
  /// Whether rows and columns beyond the active block are updated.
  let isFull: Bool
  let configuration: ComputeConfiguration

  /// Finds the eigenvalues in the rows and columns of `range`, left of and below which H is triangular. Returns the
  /// number of the first ones that did not converge; the others did.
  func iterate(_ range: Range<Int>, real: inout [Scalar], imaginary: inout [Scalar]) -> Int {
    let rest =
      range.count > MultishiftTuning.largestWithout ? iterateLarge(range, &real, &imaginary) : range.upperBound
    // For a large matrix the remaining range is nearly always empty.
    return iterateByDoubleShifts(range.lowerBound..<rest, within: range, real: &real, imaginary: &imaginary)
  }

  /// Returns the end of the rows that did not converge within the iterations that LAPACK allows.
  private func iterateLarge(_ range: Range<Int>, _ real: inout [Scalar], _ imaginary: inout [Scalar]) -> Int {
    let tuning = MultishiftTuning(order: range.count)
    let largestWindow = Swift.min((range.count - 1) / 3, 2 * tuning.window)
    let size = Swift.max(MultishiftSweep<Scalar>.windowSize(bulges: tuning.shifts / 2), largestWindow)
    let update = WindowUpdate(h: h, z: z, isFull: isFull, largest: size, configuration: configuration)
    let deflation = AggressiveDeflation(update, largest: largestWindow)
    let buffer = MatrixBuffer<Scalar>(rows: size, columns: size)
    var (end, window) = (range.upperBound, DeflationWindow(tuning.window, largest: largestWindow))
    for _ in 0..<30 * Swift.max(10, range.count) {
      if end <= range.lowerBound { return range.lowerBound }
      var first = end - 1
      while first > range.lowerBound && h[first, first - 1] != 0 { first -= 1 }
      let active = first..<end
      let count = window.next(h, active)
      let (shifts, deflated) = deflation.deflate(active, count, real: &real, imaginary: &imaginary) { t, v, re, im in
        HessenbergQR(h: t, z: v, isFull: true, configuration: configuration)
          .iterate(0..<count, real: &re, imaginary: &im)
      }
      end -= deflated
      window.note(deflated)
      // After many deflations the next window may find more.
      let rest = end - first
      let isSmall = rest <= Swift.min(MultishiftTuning.largestWithout, largestWindow)
      if rest < 3 || deflated > 0 && (isSmall || 100 * deflated > count * tuning.nibble) { continue }
      let most = Swift.max(2, Swift.min(tuning.shifts, rest - 1)) / 2
      let pairs = self.shifts(
        first..<end, most, found: shifts, stagnation: window.stagnation, &real, &imaginary)
      MultishiftSweep(update: update, active: first..<end, shifts: pairs, buffer: buffer).run()
    }
    return end
  }

  /// At most `most` pairs of shifts for the active block: the last `found` eigenvalues, which are at its end, or others
  /// where these are too few.
  private func shifts(
    _ active: Range<Int>, _ most: Int, found: Int, stagnation: Int, _ real: inout [Scalar], _ imaginary: inout [Scalar]
  ) -> [ShiftPair<Scalar>] {
    if stagnation > 0 && stagnation % 6 == 0 { return exceptionalShifts(active, most) }
    var numbers = (active.upperBound - found..<active.upperBound).map { ComplexNumber(real[$0], imaginary[$0]) }
    if found <= most {
      // The eigenvalues of the last rows.
      let count = Swift.min(2 * most, active.count)
      let block = MatrixBuffer<Scalar>(rows: count, columns: count)
      let start = active.upperBound - count
      block.view.update(from: h.view.rows(start..<active.upperBound).columns(start..<active.upperBound).reading)
      var (re, im) = ([Scalar](repeating: 0, count: count), [Scalar](repeating: 0, count: count))
      let failed = withExtendedLifetime(block) {
        HessenbergQR(h: ColumnMatrix(block.view), z: nil, isFull: false, configuration: configuration)
          .iterateByDoubleShifts(0..<count, within: 0..<count, real: &re, imaginary: &im)
      }
      numbers = (failed..<count).map { ComplexNumber(re[$0], im[$0]) }
    }
    var pairs = ShiftPair.pairs(of: numbers)
    if pairs.isEmpty { return exceptionalShifts(active, most) }
    if pairs.count == 1 && pairs[0].imaginary1 == 0 {
      let corner = h[active.upperBound - 1, active.upperBound - 1]
      let pair = pairs[0]
      let closer = (pair.real1 - corner).magnitude < (pair.real2 - corner).magnitude ? pair.real1 : pair.real2
      (pairs[0].real1, pairs[0].real2) = (closer, closer)
    }
    // The smallest ones, in descending order, so that the smallest is the last.
    return Array(pairs.sorted { $0.size > $1.size }.suffix(most))
  }

  /// Shifts that break any symmetry of the block.
  private func exceptionalShifts(_ active: Range<Int>, _ most: Int) -> [ShiftPair<Scalar>] {
    (0..<most).compactMap { m in
      let i = active.upperBound - 1 - 2 * m
      if i < active.lowerBound + 2 { return nil }
      let size = h[i, i - 1].magnitude + h[i - 1, i - 2].magnitude
      let diagonal = h[i, i] + Scalar(0.75) * size
      return ShiftPair(diagonal, size, Scalar(-0.4375) * size, diagonal)
    }.reversed()
  }
}

extension ShiftPair {
  /// The larger |s| of the two.
  var size: Scalar {
    Swift.max(real1.magnitude + imaginary1.magnitude, real2.magnitude + imaginary2.magnitude)
  }

  /// The numbers as conjugate pairs, and pairs of real numbers.
  static func pairs(of numbers: [ComplexNumber<Scalar>]) -> [ShiftPair] {
    var pairs = numbers.filter { $0.y > 0 }.map {
      ShiftPair(real1: $0.x, imaginary1: $0.y, real2: $0.x, imaginary2: -$0.y)
    }
    let reals = numbers.filter { $0.y == 0 }.map { $0.x }.sorted { $0.magnitude > $1.magnitude }
    for i in stride(from: 0, to: reals.count, by: 2) {
      let second = i + 1 < reals.count ? reals[i + 1] : reals[i]
      pairs.append(ShiftPair(real1: reals[i], imaginary1: 0, real2: second, imaginary2: 0))
    }
    return pairs
  }
}
