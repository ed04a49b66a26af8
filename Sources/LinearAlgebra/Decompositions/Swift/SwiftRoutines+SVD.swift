extension SwiftRoutines {
  /// In row-major terms `a` is V S U^T, with its factors in `vt` and `u`. The taller of A and its transpose is reduced
  /// to bidiagonal form, which is decomposed by divide and conquer, and the vectors are transformed back by the
  /// reflectors.
  ///
  /// - Note: LAPACK `gesdd`; Golub & Van Loan, 4th ed., 8.6. The workspace is 2 k^2 elements, k = min(m, n), plus
  ///   some rows; k^2 more where one side is much longer, and the part of `a` that is not square where it has more rows
  ///   than columns.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func decomposeSingular(
    _ a: MutableMatrixView<Scalar>, values: inout [Scalar], u: MutableMatrixView<Scalar>?,
    vt: MutableMatrixView<Scalar>?, full: Bool
  ) -> Int {
    let exponent = a.scaleIntoRange()
    // G is the matrix whose columns are the rows of `a`, or `a` itself.
    let byRows = a.columns >= a.rows
    let reduction = TallReduction(a, byRows: byRows, configuration: configuration)
    guard let u, let vt else {
      values = singularValues(reduction, exponent: exponent)
      return 0
    }
    let (left, right, n) = (byRows ? u : vt, byRows ? vt : u, reduction.columns)
    // One side's vectors are rows and are computed in place.
    let memory = reduction.free == nil ? MatrixBuffer<Scalar>(rows: n, columns: n) : nil
    guard let other = reduction.free ?? memory?.view else { return 0 }
    let own = u.rows(0..<n).columns(0..<n)
    let division = BidiagonalDivision(
      reduction.bidiagonal, left: byRows ? own : other,
      right: byRows ? other : own, isCompact: false, configuration: configuration)
    let order = division.descendingOrder
    values = order.map { division.value($0, exponent: exponent) }
    vt.rows(0..<n).columns(0..<n).update(transposing: division.sorted(other, order))
    own.update(from: division.sorted(own, order))
    // The vectors of B, embedded in the space of those of G.
    left.extendDiagonally(n)
    reduction.apply(isLeft: true, to: left, byRows: byRows, transposed: false)
    reduction.apply(isLeft: false, to: right, byRows: !byRows, transposed: false)
    withExtendedLifetime((memory, division)) {}
    return 0
  }

  /// The order up to which the dqds iteration is faster than divide and conquer for values alone.
  private static var mostByQuotients: Int { 128 }

  /// The values alone.
  private func singularValues(_ reduction: TallReduction<Scalar>, exponent: Int) -> [Scalar] {
    let (n, matrix, unit) = (reduction.columns, reduction.bidiagonal, Double(Scalar.ulpOfOne) / 2)
    if n <= Self.mostByQuotients {
      var values: [Scalar] = []
      for block in matrix.blocks {
        let (diagonal, above) = (Array(matrix.diagonal[block.rows]), Array(matrix.above[block.rows]))
        guard let found = QuotientDifference.values(diagonal: diagonal, above: above, unit: unit) else { break }
        values += found.map { Scalar($0.scaled(byPowerOfTwo: block.exponent + exponent)) }
      }
      if values.count == n { return values.sorted(by: >) }
    }
    // Also where the iteration does not converge.
    let (none, ends) = (MatrixBuffer<Scalar>(rows: n, columns: 0), MatrixBuffer<Scalar>(rows: n, columns: 2))
    let division = BidiagonalDivision(
      matrix, left: none.view, right: ends.view, isCompact: true, configuration: configuration)
    withExtendedLifetime((none, ends)) {}
    return division.descendingOrder.map { division.value($0, exponent: exponent) }
  }
}

extension MutableMatrixView {
  /// Divides by a power of two, and returns its exponent, if the largest magnitude is so small or large that sums of
  /// products may leave the range: beyond LAPACK's limit in `gesdd`.
  func scaleIntoRange() -> Int {
    let largest = reading.largestMagnitude()
    let limit = Scalar.limitOfSingularValues
    if largest == 0 || !largest.isFinite || (largest >= 1 / limit && largest <= limit) { return 0 }
    let exponent = Int(largest.exponent)
    scale(byPowerOfTwo: -exponent)
    return exponent
  }

  /// Sets everything beyond the first n rows and columns to the identity.
  func extendDiagonally(_ n: Int) {
    rows(0..<n).columns(n..<columns).fill(0)
    rows(n..<rows).fill(0)
    for i in n..<Swift.max(Swift.min(rows, columns), n) { self[i, i] = 1 }
  }
}
