extension Elimination {
  /// X of M X = B, or of M^T X = B, both in LAPACK's layout.
  ///
  /// - Throws: `singular`, or `overflow` where X is beyond the scalar's range.
  func solve(_ b: Matrix<Scalar>, transposed: Bool) throws(DecompositionError) -> Matrix<Scalar> {
    try requireRegular()
    if b.count == 0 { return b }
    // The scaling of M's rows also scales the right-hand side, that of its columns X.
    let (rows, columns) = (rowExponents, -exponents)
    let routines = routines
    return try packed.withView { a throws(DecompositionError) in
      try b.substituting(before: transposed ? columns : rows, after: transposed ? rows : columns) { b in
        b.withMutableView { routines.solveLU(a, pivots: pivots, $0, transposed: transposed) }
      } wide: { b in
        if !transposed { exchange(&b) }
        a.substitute(&b, upper: transposed, transposed: transposed, unitDiagonal: !transposed)
        a.substitute(&b, upper: !transposed, transposed: transposed, unitDiagonal: transposed)
        if transposed { exchangeBack(&b) }
      }
    }
  }

  /// M^-1 in LAPACK's layout.
  ///
  /// - Parameter factor: makes the elimination, again where the inverse by reciprocals overflows, since its memory was
  ///   overwritten.
  static func inverse(
    _ factor: () throws(DecompositionError) -> Elimination
  ) throws(DecompositionError) -> Matrix<Scalar> {
    var elimination = try factor()
    try elimination.requireRegular()
    if elimination.packed.count == 0 { return elimination.packed }
    let (pivots, routines) = (elimination.pivots, elimination.routines)
    let info = elimination.packed.withMutableView { routines.invertLU($0, pivots: pivots) }
    if info > 0 { throw .singular(index: info - 1) }
    let (rows, columns) = (elimination.rowExponents, -elimination.exponents)
    if elimination.packed.isFinite && !elimination.packed.hasSmallElement(restoredBy: rows, columns) {
      elimination.packed.scale(rows: rows, columns: columns)
      return try elimination.packed.checkingOverflow()
    }
    return try factor().solve(.identity(elimination.packed.rows), transposed: false)
  }

  private func exchange(_ b: inout [WideNumber]) {
    for (i, pivot) in pivots.enumerated() { b.swapAt(i, Int(pivot) - 1) }
  }

  private func exchangeBack(_ b: inout [WideNumber]) {
    for (i, pivot) in pivots.enumerated().reversed() { b.swapAt(i, Int(pivot) - 1) }
  }
}
