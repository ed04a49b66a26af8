extension HessenbergQR {
  /// After this many iterations, elements at the rounding level of the active block are set to zero: where elements
  /// differ by hundreds of powers of ten, the criterion of the 2 x 2 blocks may never be met.
  private static var strictness: Int { 2 * ShiftPair<Scalar>.patience }

  /// The QR algorithm with implicit double shifts, one bulge at a time: for active blocks up to
  /// `MultishiftTuning.largestWithout`, and for what the multishift algorithm leaves.
  ///
  /// Finds the eigenvalues in the rows and columns of `range`, a part of `all`; left of and below it H is triangular.
  /// Returns the number of the first ones that did not converge; the others did.
  ///
  /// - Note: LAPACK `lahqr`; Golub & Van Loan, 4th ed., 7.5.6; the deflation criterion of Ahues and Tisseur, LAPACK Working
  ///   Note 122 (1997).
  func iterateByDoubleShifts(
    _ range: Range<Int>, within all: Range<Int>, real: inout [Scalar], imaginary: inout [Scalar]
  ) -> Int {
    var last = range.upperBound - 1
    // Ten times as many iterations, for all together, as LAPACK allows.
    var left = 300 * Swift.max(10, range.count)
    var stagnation = 0
    while last >= range.lowerBound {
      var first = h.activeStart(range.lowerBound, last, isIn: all)
      if stagnation > Self.strictness {
        let active = first..<last + 1
        let rounding = h.block(rows: active, columns: active).view.reading.largestMagnitude() * Scalar.ulpOfOne
        first = active.dropFirst().last { h[$0, $0 - 1].magnitude <= rounding } ?? first
      }
      if first > range.lowerBound { h[first, first - 1] = 0 }
      if first >= last - 1 {
        deflate(first, last, &real, &imaginary)
        last = first - 1
        stagnation = 0
        continue
      }
      if left == 0 { return last - range.lowerBound + 1 }
      left -= 1
      stagnation += 1
      let shifts = h.shifts(first, last, stagnation: stagnation)
      sweep(first, last, shifts)
    }
    return 0
  }

  /// Records the eigenvalues of a decoupled block of one or two rows.
  private func deflate(
    _ first: Int, _ last: Int, _ real: inout [Scalar], _ imaginary: inout [Scalar]
  ) {
    if first == last {
      (real[last], imaginary[last]) = (h[last, last], 0)
      return
    }
    let (top, end) = (isFull ? 0 : first, isFull ? h.columns : last + 1)
    let block = h.standardize(first, rows: top..<first, columns: last + 1..<end, z)
    (real[first], real[last]) = (block.a, block.d)
    (imaginary[first], imaginary[last]) = (block.imaginary, -block.imaginary)
  }

  /// One double-shift step on rows `first` to `last`: a bulge is made where two small elements of the subdiagonal allow
  /// it, and chased down to the bottom.
  private func sweep(_ first: Int, _ last: Int, _ shifts: ShiftPair<Scalar>) {
    var (start, vector) = (last - 2, h.firstColumn(last - 2, shifts))
    while start > first && !h.canStart(start, vector) {
      start -= 1
      vector = h.firstColumn(start, shifts)
    }
    let (top, end) = (isFull ? 0 : first, isFull ? h.columns : last + 1)
    for k in start..<last {
      let isPair = k == last - 1
      let reflector =
        k == start
        ? SmallReflector(vector.0, vector.1, vector.2)
        : SmallReflector(h[k, k - 1], h[k + 1, k - 1], isPair ? 0 : h[k + 2, k - 1])
      if k > start {
        h[k, k - 1] = reflector.beta
        h[k + 1, k - 1] = 0
        if !isPair { h[k + 2, k - 1] = 0 }
      } else if start > first {
        // The elements below this one are negligible: only the first factor of the reflection is applied.
        h[k, k - 1] *= 1 - reflector.tau
      }
      h.reflect(
        k, columns: k..<end, rows: top..<Swift.min(k + 4, last + 1), z, at: k, isPair: isPair, reflector)
    }
  }
}
