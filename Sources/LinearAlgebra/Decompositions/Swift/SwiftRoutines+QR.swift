// QR by blocks of Householder reflections. A view stands for the matrix whose columns are its rows.

extension SwiftRoutines {
  /// The signs of R's diagonal are as in LAPACK: opposite to the elements that are replaced.
  ///
  /// - Parameter tau: a factor for each of min(m, n) reflections.
  /// - Note: LAPACK `geqrf`; Golub & Van Loan, 4th ed., 5.2.3. As in LAPACK the workspace holds the products with a
  ///   block of columns, but for at most `columnsAtATime` columns.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func factorQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar]) {
    let (n, m) = (a.rows, a.columns)
    let k = Swift.min(m, n)
    require(tau.count == k, "\(tau.count) factors for the QR of a \(m)x\(n) matrix")
    if n * m * MemoryLayout<Scalar>.size <= Self.mostBytesByColumns {
      var unpivoted: [Int32] = []
      return ColumnwiseQR(a).factor(reflectors: &tau, columns: &unpivoted)
    }
    factorBlocks(a, byRows: true, width: Swift.min(Self.block, k), reflectors: &tau)
  }

  /// The same by blocks of `width` columns, of the matrix whose columns are the rows of `a` or, not `byRows`, of `a`
  /// itself: then each block is factored in a copy.
  func factorBlocks(_ a: MutableMatrixView<Scalar>, byRows: Bool, width: Int, reflectors tau: inout [Scalar]) {
    let (m, n) = byRows ? (a.columns, a.rows) : (a.rows, a.columns)
    let k = tau.count
    let copy = MatrixBuffer<Scalar>(rows: byRows ? 0 : width, columns: m)
    // Panels also need products, of their halves. Without `byRows` all other columns are reflected at a time.
    let rows = byRows ? Swift.max(width, Swift.min(n - width, Self.columnsAtATime)) : n
    ReflectorScratch<Scalar>.with(block: width, rows: rows) { scratch in
      scratch.t.fill(0)
      for j in stride(from: 0, to: k, by: width) {
        let (own, below) = (j..<Swift.min(j + width, k), j..<m)
        let (rest, part) = (own.upperBound..<n, scratch.part(0..<own.count))
        let block = byRows ? a.rows(own).columns(below) : a.rows(below).columns(own)
        let v = byRows ? block : copy.firstRows(own.count).columns(0..<below.count)
        if !byRows { v.update(transposing: block.reading) }
        let panel = ReflectorPanel(a: v, scratch: part, configuration: configuration)
        panel.factor(formsTriangle: !rest.isEmpty)
        if !rest.isEmpty {
          let reflector = BlockReflector(v.reading, t: part.t.reading, configuration: configuration)
          byRows
            ? reflector.apply(to: a.rows(rest).columns(below), transposed: true, scratch: part)
            : reflector.apply(toColumnsOf: a.rows(below).columns(rest), transposed: true, scratch: part)
        }
        panel.restoreTriangle()
        if !byRows { block.update(transposing: v.reading) }
        for i in 0..<own.count { tau[j + i] = part.tau[0, i] }
      }
    }
    withExtendedLifetime(copy) {}
  }

  /// The most bytes of a matrix that is factored column by column: products of so few elements are not worth their
  /// preparation.
  static var mostBytesByColumns: Int { 1 << 17 }
  /// The reflections of a block: with this many terms, products read and write C at the speed of the arithmetic.
  static var block: Int { 32 }
  /// The most columns of C that a block reflector is applied to at a time: they stay in L2 between its products.
  static var columnsAtATime: Int { 256 }
}
