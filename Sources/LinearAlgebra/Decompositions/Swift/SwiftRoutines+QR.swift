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
    let block = Swift.min(Self.block, k)
    // Panels also need products, of their halves.
    let rows = Swift.max(block, Swift.min(n - block, Self.columnsAtATime))
    ReflectorScratch<Scalar>.with(block: block, rows: rows) { scratch in
      scratch.t.fill(0)
      for j in stride(from: 0, to: k, by: block) {
        let b = Swift.min(block, k - j)
        let (panel, rest) = (a.rows(j..<j + b).columns(j..<m), a.rows(j + b..<n).columns(j..<m))
        let part = scratch.part(0..<b)
        let work = ReflectorPanel(a: panel, scratch: part, configuration: configuration)
        work.factor(formsTriangle: rest.rows > 0)
        if rest.rows > 0 {
          BlockReflector(panel.reading, t: part.t.reading, configuration: configuration)
            .apply(to: rest, transposed: true, scratch: part)
        }
        work.restoreTriangle()
        for i in 0..<b { tau[j + i] = part.tau[0, i] }
      }
    }
  }

  /// The most bytes of a matrix that is factored column by column: products of so few elements are not worth their
  /// preparation.
  static var mostBytesByColumns: Int { 1 << 17 }
  /// The reflections of a block: with this many terms, products read and write C at the speed of the arithmetic.
  static var block: Int { 32 }
  /// The most columns of C that a block reflector is applied to at a time: they stay in L2 between its products.
  static var columnsAtATime: Int { 256 }
}
