#if OpenBLAS && os(Linux)
  /// Q R of A in LAPACK's layout, Q as a product of Householder reflections: what `QR` and `PivotedQR` share.
  struct Reflections<Scalar: BLASScalar>: Sendable {
    /// Row j is column j of A / 2^exponent before; after, of R and, below the diagonal, of the reflections.
    private let packed: Matrix<Scalar>
    /// A factor for each reflection, 0 where it is the identity.
    private let tau: [Scalar]
    private let exponent: Int

    /// - Parameters:
    ///   - packed: A in LAPACK's layout.
    ///   - largest: its largest |element|.
    init(consuming packed: consuming Matrix<Scalar>, largest: Scalar) throws(DecompositionError) {
      try self.init(consuming: packed, largest: largest) { a, tau in
        Scalar.lapack.factorQR(a, reflectors: &tau)
      }
    }

    /// The same with a factorization of the caller's.
    init(
      consuming packed: consuming Matrix<Scalar>, largest: Scalar,
      _ factor: (MutableMatrixView<Scalar>, inout [Scalar]) -> Void
    ) throws(DecompositionError) {
      var a = packed
      let exponent = largest.excessExponent
      var tau = [Scalar](repeating: 0, count: Swift.min(a.rows, a.columns))
      if a.count > 0 {
        a.withMutableView { view in
          view.scale(byPowerOfTwo: -exponent)
          factor(view, &tau)
        }
      }
      (self.packed, self.tau, self.exponent) = (a, tau, exponent)
      let magnitude = a.withView { $0.largestMagnitude() }
      if !magnitude.isFinite || !tau.isFinite { throw .overflow }
      if exponent > 0, !r.isFinite { throw .overflow }
    }

    var rows: Int { packed.columns }
    var columns: Int { packed.rows }
    var shape: String { "\(rows)x\(columns)" }
    private var k: Int { tau.count }

    /// The diagonal of R / 2^exponent.
    var diagonal: [Scalar] { packed.diagonalElements }

    func requireRegular() throws(DecompositionError) {
      if let index = diagonal.firstZero { throw .singular(index: index) }
    }

    /// Q, m x k.
    var q: Matrix<Scalar> {
      var q = packed[0..<k, ...]
      if k > 0 { q.withMutableView { Scalar.lapack.formQ($0, reflectors: tau) } }
      return q.packing()
    }

    /// All of Q, m x m.
    var fullQ: Matrix<Scalar> {
      if k == 0 { return .identity(rows) }
      var q = Matrix<Scalar>.zeros(rows: rows, columns: rows)
      q[0..<k, ...] = packed[0..<k, ...]
      q.withMutableView { Scalar.lapack.formQ($0, reflectors: tau) }
      return q.packing()
    }

    /// R, k x n.
    var r: Matrix<Scalar> {
      var r = unscaledR(rows: k)
      r.withMutableView { $0.scale(byPowerOfTwo: exponent) }
      return r
    }

    private func unscaledR(rows: Int) -> Matrix<Scalar> {
      packed.unpackedTriangle(upper: true, rows: rows, columns: columns)
    }

    /// Q R in LAPACK's layout.
    func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
      var a = unscaledR(rows: rows).packing()
      multiplyByQ(&a, transposed: false)
      try a.scale(byPowerOfTwo: exponent)
      return a
    }

    /// C := Q C or Q^T C in LAPACK's layout, with all of Q, m x m.
    private func multiplyByQ(_ c: inout Matrix<Scalar>, transposed: Bool) {
      if c.count == 0 || k == 0 { return }
      packed.withView { a in
        c.withMutableView { Scalar.lapack.multiplyByQ(a, reflectors: tau, $0, transposed: transposed) }
      }
    }

    /// X of R X = Q^T B of the first `rank` rows and columns of R, in LAPACK's layout: row j has `rank` elements.
    func solve(_ b: Matrix<Scalar>, rank: Int) throws(DecompositionError) -> Matrix<Scalar> {
      var c = b
      let exponents = c.normalizeRows()
      multiplyByQ(&c, transposed: true)
      return try dividedByR(c[..., 0..<rank], transposed: false, exponents)
    }

    /// X of A^T X = B in LAPACK's layout.
    func solveTransposed(_ b: Matrix<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
      var y = b
      let exponents = y.normalizeRows()
      y = try dividedByR(y, transposed: true, exponents.map { _ in exponent })
      // Near the end of the range the reflections would leave it.
      let growths = y.normalizeRows()
      var x = Matrix<Scalar>.zeros(rows: y.rows, columns: rows)
      x[..., 0..<columns] = y
      multiplyByQ(&x, transposed: false)
      try x.restoreRows(zip(exponents, growths).map { $0 + $1 - exponent })
      return x
    }

    /// R^-1 C or R^-T C in LAPACK's layout, times 2^exponents of the rows and 2^-exponent of R.
    private func dividedByR(
      _ c: Matrix<Scalar>, transposed: Bool, _ exponents: [Int]
    ) throws(DecompositionError) -> Matrix<Scalar> {
      var x = try packed.withView { a throws(DecompositionError) in
        try a.solvingTriangle(c, upper: true, transposed: transposed)
      }
      try x.restoreRows(exponents.map { $0 - exponent })
      return x
    }

    /// det A of a square matrix: every reflection that is not the identity changes the sign.
    var determinant: Determinant {
      let sign = tau.count { $0 != 0 } % 2 == 0 ? 1 : -1
      return Determinant(diagonal, sign: sign, exponent: exponent * columns)
    }
  }

  extension MatrixView {
    /// T^-1 B or T^-T B, for the triangle T of the first rows and columns of LAPACK's matrix; likewise B.
    ///
    /// - Throws: `overflow` where the result is not finite.
    func solvingTriangle(
      _ b: Matrix<Scalar>, upper: Bool, transposed: Bool
    ) throws(DecompositionError) -> Matrix<Scalar> {
      if b.count == 0 { return b }
      var x = b
      x.withMutableView { Scalar.lapack.solveTriangle(self, upper: upper, transposed: transposed, $0) }
      if x.isFinite { return x }
      // OpenBLAS multiplies by reciprocals, which overflow for subnormal elements of the diagonal.
      x = b
      x.withMutableView { x in
        for j in 0..<x.rows { substitute(x.row(j), upper: upper, transposed: transposed, unitDiagonal: false) }
      }
      if !x.isFinite { throw .overflow }
      return x
    }
  }
#endif
