extension TridiagonalReduction {
  /// The number of reflections that are applied in one pass: more make faster products, but their triangle takes more
  /// work.
  private static func reflections(order n: Int) -> Int { n < 256 ? 32 : 64 }

  /// Elements of scratch that `multiplyByTransposedQ` needs for order n.
  static func vectorScratchCount(order n: Int) -> Int {
    let (count, stride) = (min(reflections(order: n), n), ScratchMemory<Scalar>.stride(n))
    return 2 * count * stride + n * count + 2 * count * count
  }

  /// rows := rows Q^T: rows of eigenvectors of T become those of A. `rows` is n x n.
  ///
  /// - Note: LAPACK `ormtr`. The reflections of rows s..<t are the block 1 - Y U Y^T with columns Y and an upper triangle U:
  ///   Schreiber and Van Loan, A storage-efficient WY representation for products of Householder transformations, 1989.
  /// - Complexity: 2 n^3 floating-point operations.
  static func multiplyByTransposedQ(
    _ rows: MutableMatrixView<Scalar>, reflections a: MatrixView<Scalar>, factors: [Scalar],
    scratch: MutableMatrixView<Scalar>, configuration: ComputeConfiguration
  ) {
    if isSmall(order: a.rows) {
      let work = scratch.columns(0..<2 * rows.rows).reshaped(rows: 2, columns: rows.rows)
      return ReflectionSequence(vectors: a, factors: factors[...], support: .before)
        .apply(to: rows, ascending: true, work: work)
    }
    let (n, reflections) = (a.rows, reflections(order: a.rows))
    for first in Swift.stride(from: 1, to: n, by: reflections) {
      let block = first..<min(first + reflections, n)
      if factors[block].allSatisfy({ $0 == 0 }) { continue }
      // Row i holds i elements.
      let (count, columns) = (block.count, block.upperBound - 1)
      var memory = ScratchMemory(scratch)
      let y = memory.matrix(rows: count, columns: columns, stride: ScratchMemory<Scalar>.stride(columns))
      let uy = memory.matrix(rows: count, columns: columns, stride: ScratchMemory<Scalar>.stride(columns))
      let products = memory.matrix(rows: n, columns: count)
      let gram = memory.matrix(rows: count, columns: count)
      let u = memory.matrix(rows: count, columns: count)
      for (r, i) in block.enumerated() {
        y.row(r).columns(0..<i).update(from: a.row(i).columns(0..<i))
        y.row(r).columns(i..<columns).fill(0)
      }
      multiply(y.reading.operand, y.reading.t, into: gram, configuration: configuration)
      u.fillReflectionTriangle(factors: factors[block], gram: gram.reading)
      multiply(u.reading.operand, y.reading.operand, into: uy, configuration: configuration)
      let target = rows.columns(0..<columns)
      multiply(target.reading.operand, y.reading.t, into: products, configuration: configuration)
      multiply(
        products.reading.operand, uy.reading.operand, into: target, alpha: -1, beta: 1, configuration: configuration)
    }
  }
}

extension MutableMatrixView {
  /// Computes the upper triangle U of 1 - Y U Y^T, the product of the reflections 1 - tau y y^T in order, from Y^T Y.
  fileprivate func fillReflectionTriangle(factors: ArraySlice<Scalar>, gram: MatrixView<Scalar>) {
    fill(0)
    for (j, tau) in factors.enumerated() {
      for r in 0..<j {
        // In bounds: r and j are below the order of all three. Y^T Y is symmetric.
        var sum: Scalar = 0
        for s in r..<j { sum += unsafe base[r * stride + s] * gram.base[j * gram.stride + s] }
        self[r, j] = -tau * sum
      }
      self[j, j] = tau
    }
  }
}
