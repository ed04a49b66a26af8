// QR with column pivoting. A view stands for the matrix whose columns are its rows.

extension SwiftRoutines {
  /// A P = Q R in place; `columns`, whatever it held, becomes the indices in A of the columns of A P, from one on.
  ///
  /// - Parameters:
  ///   - tau: a factor for each of min(m, n) reflections.
  ///   - columns: n indices.
  /// - Note: LAPACK `geqp3` and `laqps`; Quintana-Orti, Sun and Bischof, A BLAS-3 version of the QR factorization with column
  ///   pivoting, SIAM J. Sci. Comput. 19 (1998), doi:10.1137/S1064827595296732. A workspace of `block` rows and some more.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func factorPivotedQR(
    _ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar], columns: inout [Int32]
  ) {
    let (n, k) = (a.rows, Swift.min(a.rows, a.columns))
    require(
      tau.count == k && columns.count == n,
      "\(tau.count) factors and \(columns.count) indices for the QR of a \(a.columns)x\(n) matrix")
    columns = (0..<n).map { Int32($0 + 1) }
    if Self.staysInCache(a) { return ColumnwiseQR(a).factor(reflectors: &tau, columns: &columns) }
    var lengths = ColumnLengths(a.reading)
    let block = Swift.min(Self.block, k)
    let buffer = MatrixBuffer<Scalar>(rows: block + 3, columns: n)
    var start = 0
    while start < k {
      if Self.staysInCache(a.rows(start..<n).columns(start..<a.columns)) {
        return ColumnwiseQR(a).factor(from: start, reflectors: &tau, columns: &columns)
      }
      var panel = PivotedPanel(a, from: start, f: buffer.view, configuration: configuration)
      while panel.end < Swift.min(start + block, k), !lengths.areStale {
        let i = panel.end
        let longest = lengths.longest(from: i)
        panel.swapColumns(i, longest)
        lengths.swapAt(i, longest)
        columns.swapAt(i, longest)
        tau[i] = panel.factorColumn()
        lengths.remove(row: i, of: a.reading)
      }
      panel.updateRest()
      start = panel.end
      lengths.refresh(a.reading.columns(start..<a.columns))
    }
    withExtendedLifetime(buffer) {}
  }

  /// Whether the matrix stays in L2 during repeated passes over all of its columns.
  private static func staysInCache(_ a: MutableMatrixView<Scalar>) -> Bool {
    a.rows * a.columns * MemoryLayout<Scalar>.size <= 1 << 21
  }
}
