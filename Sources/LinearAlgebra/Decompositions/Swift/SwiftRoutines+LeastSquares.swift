extension SwiftRoutines {
  /// The shortest X that minimizes |A X - B|, in the first n rows of B; destroys A. Singular values up to `tolerance` times
  /// the largest count as zero.
  ///
  /// B has max(m, n) rows, which are the columns of `b`.
  ///
  /// - Note: LAPACK `gelsd`: reduction to bidiagonal form, whose singular value decomposition is computed by divide and
  ///   conquer in compact form, without explicit vectors, as LAPACK's `lalsd` does.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func solveLeastSquares(
    _ a: MutableMatrixView<Scalar>, _ b: MutableMatrixView<Scalar>, values: inout [Scalar], tolerance: Scalar
  ) -> (unconverged: Int, rank: Int) {
    let (m, n) = (a.columns, a.rows)
    let exponent = a.scaleIntoRange()
    let byRows = m >= n
    let reduction = TallReduction(a, byRows: byRows, configuration: configuration)
    let (k, r) = (reduction.columns, b.rows)
    // A is G = Q B P' or its transpose, so that X is P B^+ Q' B or Q B^+' P' B.
    let target = b.columns(0..<m)
    reduction.apply(isLeft: byRows, to: target, byRows: true, transposed: true)
    let left = MatrixBuffer<Scalar>(rows: k, columns: byRows ? r : 0)
    let right = MatrixBuffer<Scalar>(rows: k, columns: byRows ? 2 : 2 + r)
    let products = byRows ? left.view : right.view.columns(2..<2 + r)
    products.update(transposing: target.columns(0..<k).reading)
    let division = BidiagonalDivision(
      reduction.bidiagonal, left: left.view, right: right.view, isCompact: true, keepsHistory: true,
      configuration: configuration)
    let order = division.descendingOrder
    let first = order[0]
    let scale = division.exponents[first] + exponent
    values = order.map { division.value($0, exponent: exponent) }
    let least = Double(tolerance) * division.values[first]
    let rank = order.prefix { division.scaled($0, relativeTo: first) > least }.count
    // Dividing by unscaled values, X passes through no number larger than itself.
    let isScaled = !values.prefix(rank).allSatisfy(\.isNormal)
    let coordinates = MatrixBuffer<Scalar>(rows: k, columns: r)
    for (i, row) in order.enumerated() {
      let value = i < rank ? isScaled ? Scalar(division.scaled(row, relativeTo: first)) : values[i] : .infinity
      for j in 0..<r { coordinates.view[row, j] = products[row, j] / value }
    }
    division.transformBack(coordinates.view, isLeft: !byRows)
    let solution = b.columns(0..<n)
    solution.columns(0..<k).update(transposing: coordinates.view.reading)
    solution.columns(k..<n).fill(0)
    reduction.apply(isLeft: !byRows, to: solution, byRows: true, transposed: false)
    for part in [scale / 2, scale - scale / 2] where isScaled && part != 0 {
      solution.scale(by: Scalar(sign: .plus, exponent: Scalar.Exponent(-part), significand: 1))
    }
    withExtendedLifetime((left, right, coordinates)) {}
    return (0, rank)
  }
}
