// Solving triangular systems. LAPACK computes in the range of the scalar and multiplies by reciprocals of pivots, which
// may be beyond that range although the solution is not. Where that happens, the solution is computed again with
// `WideNumber`.

extension Matrix {
  /// X of F X = B for a factorization F; B and X are in LAPACK's layout, so each row is a right-hand side.
  ///
  /// - Parameters:
  ///   - rows: right-hand side i is row i of this matrix times 2^rows[i].
  ///   - before: element j of a right-hand side is multiplied by 2^before[j] first.
  ///   - after: element j of a solution is multiplied by 2^after[j] at the end.
  ///   - narrow: replaces all right-hand sides by their solutions, and returns LAPACK's info.
  ///   - wide: the same for one right-hand side.
  /// - Returns: a row for each right-hand side, with as many elements as its solution.
  /// - Throws: `singular` where info is above zero; `overflow` where X is beyond the scalar's range.
  func substituting(
    rows: Exponents = .zero, before: Exponents = .zero, after: Exponents = .zero,
    narrow: (inout Matrix) -> Int, wide: (inout [WideNumber]) -> Void
  ) throws(DecompositionError) -> Matrix {
    // Scaling down could lose elements of B.
    if before.least >= 0 {
      let lifted = exponents(below: .leastOfTargets)
      var x = self
      x.scale(rows: -lifted, columns: before)
      let info = narrow(&x)
      if info > 0 { throw .singular(index: info - 1) }
      let restored = rows + lifted
      // An element may have underflowed on the way to a solution that is scaled up at the end.
      if x.isFinite && !x.hasSmallElement(restoredBy: restored, after, whereNotZero: self) {
        x.scale(rows: restored, columns: after)
        return try x.checkingOverflow()
      }
    }
    let solutions = (0..<self.rows).map { i in
      var b = row(i).scalars().enumerated().map { j, element in
        WideNumber(Double(element), exponent: rows[i] + before[j])
      }
      wide(&b)
      return b.enumerated().map { j, element in element.rounded(to: Scalar.self, shift: after[j]) }
    }
    return try Matrix(rows: solutions).checkingOverflow()
  }

  /// Whether an element that is scaled up by 2^(rows[i] + columns[j]) is below the least normal number, so that it may
  /// have lost digits, or vanished. Rows in which `b` is zero do not count.
  func hasSmallElement(
    restoredBy rows: Exponents, _ columns: Exponents, whereNotZero b: Matrix? = nil
  ) -> Bool {
    if rows.largest + columns.largest <= 0 { return false }
    return withView { view in
      (0..<self.rows).contains { i in
        view.row(i).hasSmallElement(whereExceeded: -rows[i], by: columns)
          && b?.withView { $0.row(i).largestMagnitude() } != 0
      }
    }
  }
}

extension MatrixView {
  /// Whether an element of this row is below the least normal number where `exponents` are above `limit`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func hasSmallElement(whereExceeded limit: Int, by exponents: Exponents) -> Bool {
    // In bounds: j is below the columns of one row.
    (0..<columns).contains { unsafe base[$0].magnitude < .leastNormalMagnitude && exponents[$0] > limit }
  }

  /// b := T^-1 b or T^-T b for a triangle T of the matrix whose columns are the rows of this view.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func substitute(_ b: inout [WideNumber], upper: Bool, transposed: Bool, unitDiagonal: Bool = false) {
    let n = b.count
    let descends = upper != transposed
    for step in 0..<n {
      let i = descends ? n - 1 - step : step
      var sum = b[i]
      for j in descends ? i + 1..<n : 0..<i {
        let element = transposed ? self[i, j] : self[j, i]
        if element != 0 { sum += WideNumber(-Double(element)) * b[j] }
      }
      b[i] = unitDiagonal ? sum : sum / WideNumber(Double(self[i, i]))
    }
  }

  /// A b or A^T b of this matrix.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func multiplied(by b: [WideNumber], transposed: Bool) -> [WideNumber] {
    var product = [WideNumber](repeating: WideNumber(0), count: transposed ? columns : rows)
    for i in 0..<rows {
      for j in 0..<columns {
        let element = WideNumber(Double(self[i, j]))
        if transposed { product[j] += element * b[i] } else { product[i] += element * b[j] }
      }
    }
    return product
  }

  /// T^-1 B or T^-T B, for the triangle T of the first rows and columns of LAPACK's matrix; likewise B.
  ///
  /// - Parameters: as those of `substituting`, and the configuration.
  /// - Throws: `overflow` where the result is beyond the scalar's range.
  func solvingTriangle(
    _ b: Matrix<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool = false, rows: Exponents = .zero,
    before: Exponents = .zero, after: Exponents = .zero, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix<Scalar> {
    if b.count == 0 { return b }
    let routines = Scalar.routines(configuration, for: .triangle, rows: self.rows, columns: columns)
    return try b.substituting(rows: rows, before: before, after: after) { b in
      b.withMutableView {
        routines.solveTriangle(self, upper: upper, transposed: transposed, unitDiagonal: unitDiagonal, $0)
      }
    } wide: { b in
      substitute(&b, upper: upper, transposed: transposed, unitDiagonal: unitDiagonal)
    }
  }
}
