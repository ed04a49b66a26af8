extension TridiagonalReduction {
  /// The number of reflections that are applied in one pass: more make faster products, but their triangle takes more
  /// work.
  private static func reflections(order n: Int) -> Int { n < 256 ? 32 : 64 }

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
      return ReflectionSequence(vectors: a, factors: factors, support: .before)
        .apply(to: rows, ascending: true, work: work)
    }
    let (n, width) = (a.rows, Swift.min(reflections(order: a.rows), a.rows))
    let atATime = Swift.max(width, Swift.min(n, SwiftRoutines<Scalar>.columnsAtATime))
    ReflectorScratch<Scalar>.with(block: width, rows: atATime) { reflectorScratch in
      for first in Swift.stride(from: 1, to: n, by: width) {
        let block = first..<min(first + width, n)
        if factors[block].allSatisfy({ $0 == 0 }) { continue }
        // Row i holds i elements.
        let columns = block.upperBound - 1
        var memory = ScratchMemory(scratch)
        let y = memory.matrix(rows: block.count, columns: columns, stride: ScratchMemory<Scalar>.stride(columns))
        for (r, i) in block.enumerated() {
          y.row(r).columns(0..<i).update(from: a.row(i).columns(0..<i))
          y.row(r).columns(i..<columns).fill(0)
        }
        let own = reflectorScratch.part(0..<block.count)
        BlockReflector(y.reading, tau: factors[block], into: own.t, scratch: own, configuration: configuration)
          .apply(to: rows.columns(0..<columns), transposed: true, scratch: own)
      }
    }
  }
}
