// LAPACK's routines on views. A view stands for the matrix whose columns are its rows, LAPACK's layout: A(view) is
// view.columns x view.rows, and its leading dimension is the view's stride. Callers check shapes; empty matrices never
// reach LAPACK.

#if OpenBLAS && os(Linux)
  extension LAPACK {
    func factorLU(_ a: MutableMatrixView<Scalar>, pivots: inout [Index]) -> Int {
      check(
        OpenBLASLibrary.callOnLargeStack {
          // In bounds: there is a pivot for each of min(m, n) columns.
          unsafe table.getrf(columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), &pivots)
        })
    }

    func solveLU(
      _ a: MatrixView<Scalar>, pivots: [Index], _ b: MutableMatrixView<Scalar>, transposed: Bool
    ) -> Int {
      // In bounds: A is n x n and B has n rows.
      check(
        unsafe table.getrs(
          columnMajor, flag(transposed ? "T" : "N"), index(a.rows), index(b.rows), a.base,
          index(a.stride), pivots, b.base, index(b.stride)))
    }

    func invertLU(_ a: MutableMatrixView<Scalar>, pivots: [Index]) -> Int {
      unsafe withWorkspace(least: a.rows) { work, count in
        // In bounds: A is n x n, and the workspace has the size that the routine asked for; likewise below.
        unsafe table.getri(columnMajor, index(a.rows), a.base, index(a.stride), pivots, work, count)
      }
    }

    func factorCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
      check(unsafe table.potrf(columnMajor, flag("U"), index(a.rows), a.base, index(a.stride)))
    }

    func solveCholesky(_ a: MatrixView<Scalar>, _ b: MutableMatrixView<Scalar>) -> Int {
      // In bounds: A is n x n and B has n rows.
      check(
        unsafe table.potrs(
          columnMajor, flag("U"), index(a.rows), index(b.rows), a.base, index(a.stride), b.base, index(b.stride)))
    }

    func invertCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
      check(unsafe table.potri(columnMajor, flag("U"), index(a.rows), a.base, index(a.stride)))
    }

    func solveTriangle(
      _ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool, _ b: MutableMatrixView<Scalar>
    ) -> Int {
      // In bounds: A has at least n rows and columns.
      check(
        unsafe table.trtrs(
          columnMajor, flag(upper ? "U" : "L"), flag(transposed ? "T" : "N"), flag(unitDiagonal ? "U" : "N"),
          index(b.columns), index(b.rows), a.base, index(a.stride), b.base, index(b.stride)))
    }

    func factorQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar]) {
      requireBlocks(of: tau.count, a.rows)
      let info = unsafe withWorkspace(least: a.rows) { work, count in
        // In bounds: there is a factor for each of min(m, n) reflectors.
        unsafe table.geqrf(columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), &tau, work, count)
      }
      requireNone(info)
    }

    func factorPivotedQR(
      _ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar], columns: inout [Index]
    ) {
      requireBlocks(of: tau.count, a.rows)
      let info = unsafe withWorkspace(least: 3 * a.rows + 1) { work, count in
        // In bounds: there is an index for each column, and a factor for each of min(m, n) reflectors.
        unsafe table.geqp3(
          columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), &columns, &tau, work, count)
      }
      requireNone(info)
    }

    func multiplyByQ(
      _ a: MatrixView<Scalar>, reflectors tau: [Scalar], _ c: MutableMatrixView<Scalar>, transposed: Bool
    ) {
      requireBlocks(of: tau.count, c.rows)
      // For one block of reflectors LAPACK calls `orm2r`, which sets the diagonal of A to one for a while; other threads may
      // be reading it.
      let isOneBlock = tau.count <= Self.largestBlock
      let copy =
        isOneBlock
        ? Matrix.written(rows: tau.count, columns: a.columns) { $0.update(from: a.rows(0..<tau.count)) } : nil
      let a = copy?.view ?? a
      let info = unsafe withWorkspace(least: c.rows) { work, count in
        // In bounds: C has as many rows as A, and A has the columns of all reflectors.
        unsafe table.ormqr(
          columnMajor, flag("L"), flag(transposed ? "T" : "N"), index(c.columns),
          index(c.rows), index(tau.count), a.base, index(a.stride), tau, c.base, index(c.stride), work, count)
      }
      withExtendedLifetime(copy) {}
      requireNone(info)
    }

    func formQ(_ a: MutableMatrixView<Scalar>, reflectors tau: [Scalar]) {
      let info = unsafe withWorkspace(least: a.rows) { work, count in
        // In bounds: A has at least as many columns as there are reflectors, and no more than rows.
        unsafe table.orgqr(
          columnMajor, index(a.columns), index(a.rows), index(tau.count), a.base, index(a.stride), tau, work, count)
      }
      requireNone(info)
    }

    /// Queries `routine` for its best workspace size and calls it with that: one allocation, freed at the end.
    ///
    /// - Parameter least: the documented minimum. LAPACK computes sizes in 32 bits and does not detect overflow:
    ///   `gesdd` of 26,754 columns asks for 1,792,518 elements and uses 2,147 million.
    func withWorkspace(least: Int, _ routine: (Target, Index) -> Index) -> Int {
      let least = index(least)
      var best: Scalar = 0
      requireNone(check(unsafe routine(&best, -1)))
      // A Float may have rounded the size down.
      let count = Swift.max(least, index(Int(exactly: best.nextUp.rounded(.up)) ?? .max))
      let work = UnsafeMutablePointer<Scalar>.allocate(capacity: Int(count))
      defer { unsafe work.deallocate() }
      return check(unsafe routine(work, count))
    }

    /// The most reflectors of a block (`NBMAX`).
    private static var largestBlock: Int { 64 }

    /// Traps where the workspace of blocks of 32 of these reflectors, with `size` elements for each, is beyond 32 bits: LAPACK
    /// does not check this, and would write before its beginning. Up to 32 reflectors are no block.
    private func requireBlocks(of reflectors: Int, _ size: Int) {
      if reflectors > 32 { _ = index(34 * size + (Self.largestBlock + 1) * Self.largestBlock) }
    }

    /// Calls a routine, as one of the callers that OpenBLAS serves at a time, and returns LAPACK's info. A negative
    /// info means that this library passed a wrong argument. A positive one means that there is no result, or only part
    /// of one, so callers must not ignore it.
    func check(_ routine: @autoclosure () -> Index) -> Int {
      let info = OpenBLASLibrary.call(routine)
      require(info >= 0, "LAPACK refuses argument \(-Int(info))")
      return Int(info)
    }

    /// Checks the info of a query, or of a routine that has no positive info.
    func requireNone(_ info: Int) {
      require(info == 0, "LAPACK returns \(info) where its documentation knows no value above zero")
    }

    /// A letter that LAPACK's routines take.
    func flag(_ letter: Unicode.Scalar) -> Flag { Flag(letter.value) }

    /// A size in LAPACK's integer type.
    func index(_ size: Int) -> Index {
      guard let index = Index(exactly: max(size, 1)) else {
        trap("a matrix for LAPACK of \(size) rows, columns or elements of workspace: the most are \(Index.max)")
      }
      return index
    }
  }
#endif
