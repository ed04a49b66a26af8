#if OpenBLAS && os(Linux)
  extension Elimination {
    /// X of M X = B, or of M^T X = B, both in LAPACK's layout.
    ///
    /// - Throws: `singular`, or `overflow` where X is beyond the scalar's range.
    func solve(_ b: Matrix<Scalar>, transposed: Bool) throws(DecompositionError) -> Matrix<Scalar> {
      try requireRegular()
      if b.count == 0 { return b }
      var x = b
      let exponents = x.normalizeRows()
      let normalized = x
      packed.withView { a in
        x.withMutableView { Scalar.lapack.solveLU(a, pivots: pivots, $0, transposed: transposed) }
      }
      if !x.isFinite {
        x = normalized
        solveByDivision(&x, transposed: transposed)
        if !x.isFinite { throw .overflow }
      }
      try x.restoreRows(exponents.map { $0 - exponent })
      return x
    }

    /// M^-1 in LAPACK's layout.
    ///
    /// - Parameter factor: the elimination, made again where the inverse by reciprocals overflows: it has no other memory.
    static func inverse(
      _ factor: () throws(DecompositionError) -> Elimination
    ) throws(DecompositionError) -> Matrix<Scalar> {
      var elimination = try factor()
      try elimination.requireRegular()
      if elimination.packed.count == 0 { return elimination.packed }
      let pivots = elimination.pivots
      elimination.packed.withMutableView { Scalar.lapack.invertLU($0, pivots: pivots) }
      if !elimination.packed.isFinite {
        return try factor().solve(.identity(elimination.packed.rows), transposed: false)
      }
      try elimination.packed.scale(byPowerOfTwo: -elimination.exponent)
      return elimination.packed
    }

    /// Substitution that divides by the pivots: OpenBLAS multiplies by reciprocals, which overflow for subnormal ones.
    private func solveByDivision(_ x: inout Matrix<Scalar>, transposed: Bool) {
      let n = pivots.count
      packed.withView { a in
        x.withMutableView { x in
          for j in 0..<x.rows {
            if !transposed { for k in 0..<n { x.exchange(j, k, Int(pivots[k]) - 1) } }
            let b = x.row(j)
            a.substitute(b, upper: transposed, transposed: transposed, unitDiagonal: !transposed)
            a.substitute(b, upper: !transposed, transposed: transposed, unitDiagonal: transposed)
            if transposed { for k in (0..<n).reversed() { x.exchange(j, k, Int(pivots[k]) - 1) } }
          }
        }
      }
    }
  }

  extension MatrixView {
    /// b := T^-1 b or T^-T b for a triangle T of the matrix whose columns are the rows of this view, by divisions.
    ///
    /// - Parameter b: one row, a column of LAPACK's matrix.
    func substitute(_ b: MutableMatrixView<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool) {
      let n = b.columns
      let descends = upper != transposed
      for step in 0..<n {
        let i = descends ? n - 1 - step : step
        var sum = b[0, i]
        for j in descends ? i + 1..<n : 0..<i { sum -= (transposed ? self[i, j] : self[j, i]) * b[0, j] }
        b[0, i] = unitDiagonal ? sum : sum / self[i, i]
      }
    }
  }
#endif
