// LAPACK's routines on views. A view stands for the matrix whose columns are its rows: LAPACK's layout. So A(view) is
// view.columns x view.rows, and its leading dimension is the view's stride. Callers check shapes; empty matrices never
// reach LAPACK.

#if OpenBLAS && os(Linux)
  extension BLASScalar {
    /// The routines for this scalar.
    static var lapack: LAPACK<Self> { _routines.lapack }
  }

  /// The letters that LAPACK's routines take.
  enum LAPACKFlag {
    static let no: CChar = 0x4E  // N
    static let transposed: CChar = 0x54  // T
    static let upper: CChar = 0x55  // U
    static let lower: CChar = 0x4C  // L
    static let left: CChar = 0x4C  // L
    static let vectors: CChar = 0x56  // V
    static let all: CChar = 0x41  // A
    static let thin: CChar = 0x53  // S
  }

  extension LAPACK {
    /// P A = L U in place, pivots from one on; the order of the first pivot that is zero, or 0.
    func factorLU(_ a: MutableMatrixView<Scalar>, pivots: inout [Index]) -> Int {
      // In bounds: there is a pivot for each of min(m, n) columns.
      check(unsafe getrf(columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), &pivots))
    }

    /// B := A^-1 B or A^-T B, A factored by `factorLU`; 0.
    func solveLU(
      _ a: MatrixView<Scalar>, pivots: [Index], _ b: MutableMatrixView<Scalar>, transposed: Bool
    ) -> Int {
      // In bounds: A is n x n and B has n rows.
      check(
        unsafe getrs(
          columnMajor, transposed ? LAPACKFlag.transposed : LAPACKFlag.no, index(a.rows), index(b.rows), a.base,
          index(a.stride), pivots, b.base, index(b.stride)))
    }

    /// A := A^-1, A factored by `factorLU`; the order of the first pivot that is zero, or 0.
    func invertLU(_ a: MutableMatrixView<Scalar>, pivots: [Index]) -> Int {
      unsafe withWorkspace(least: a.rows) { work, count in
        // In bounds: A is n x n, and the workspace has the size that the routine asked for; likewise below.
        unsafe getri(columnMajor, index(a.rows), a.base, index(a.stride), pivots, work, count)
      }
    }

    /// A = U^T U in place, of the upper triangle (the lower one of the view); the order of the first minor that is not
    /// positive, or 0.
    func factorCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
      check(unsafe potrf(columnMajor, LAPACKFlag.upper, index(a.rows), a.base, index(a.stride)))
    }

    /// B := A^-1 B, A factored by `factorCholesky`; 0.
    func solveCholesky(_ a: MatrixView<Scalar>, _ b: MutableMatrixView<Scalar>) -> Int {
      // In bounds: A is n x n and B has n rows.
      check(
        unsafe potrs(
          columnMajor, LAPACKFlag.upper, index(a.rows), index(b.rows), a.base, index(a.stride), b.base,
          index(b.stride)))
    }

    /// The upper triangle of A^-1 (the lower one of the view), A factored by `factorCholesky`; the order of the first
    /// element of the diagonal that is zero, or 0.
    func invertCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
      check(unsafe potri(columnMajor, LAPACKFlag.upper, index(a.rows), a.base, index(a.stride)))
    }

    /// B := T^-1 B or T^-T B for a triangle T of the first n rows and columns of A, n the rows of B; the order of the first
    /// element of the diagonal that is zero, or 0: B is as it was then.
    func solveTriangle(
      _ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, _ b: MutableMatrixView<Scalar>
    ) -> Int {
      // In bounds: A has at least n rows and columns.
      check(
        unsafe trtrs(
          columnMajor, upper ? LAPACKFlag.upper : LAPACKFlag.lower,
          transposed ? LAPACKFlag.transposed : LAPACKFlag.no, LAPACKFlag.no, index(b.columns), index(b.rows), a.base,
          index(a.stride), b.base, index(b.stride)))
    }

    /// A = Q R in place.
    func factorQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar]) {
      let info = unsafe tau.withUnsafeMutableBufferPointer { tau in
        unsafe withWorkspace(least: a.rows) { work, count in
          // In bounds: there is a factor for each of min(m, n) reflectors.
          unsafe geqrf(
            columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), tau.baseAddress, work, count)
        }
      }
      requireNone(info)
    }

    /// A P = Q R in place; the columns of A P by their index in A, from one on.
    func factorPivotedQR(
      _ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar], columns: inout [Index]
    ) {
      let info = unsafe tau.withUnsafeMutableBufferPointer { tau in
        unsafe columns.withUnsafeMutableBufferPointer { columns in
          unsafe withWorkspace(least: 3 * a.rows + 1) { work, count in
            // In bounds: there is an index for each column, and a factor for each of min(m, n) reflectors.
            unsafe geqp3(
              columnMajor, index(a.columns), index(a.rows), a.base, index(a.stride), columns.baseAddress,
              tau.baseAddress, work, count)
          }
        }
      }
      requireNone(info)
    }

    /// C := Q C or Q^T C, with Q of `factorQR`.
    func multiplyByQ(
      _ a: MatrixView<Scalar>, reflectors tau: [Scalar], _ c: MutableMatrixView<Scalar>, transposed: Bool
    ) {
      let info = unsafe withWorkspace(least: c.rows) { work, count in
        // In bounds: C has as many rows as A, and A has the columns of all reflectors.
        unsafe ormqr(
          columnMajor, LAPACKFlag.left, transposed ? LAPACKFlag.transposed : LAPACKFlag.no, index(c.columns),
          index(c.rows), index(tau.count), a.base, index(a.stride), tau, c.base, index(c.stride), work, count)
      }
      requireNone(info)
    }

    /// A := the first columns of Q, as many as A has, which holds the reflectors of `factorQR`.
    func formQ(_ a: MutableMatrixView<Scalar>, reflectors tau: [Scalar]) {
      let info = unsafe withWorkspace(least: a.rows) { work, count in
        // In bounds: A has at least as many columns as there are reflectors, and no more than rows.
        unsafe orgqr(
          columnMajor, index(a.columns), index(a.rows), index(tau.count), a.base, index(a.stride), tau, work, count)
      }
      requireNone(info)
    }

    /// A = U S V^T; destroys A. Without `u` and `vt` the values alone. The number of values that did not converge.
    func decomposeSingular(
      _ a: MutableMatrixView<Scalar>, values: inout [Scalar], u: MutableMatrixView<Scalar>?,
      vt: MutableMatrixView<Scalar>?, full: Bool
    ) -> Int {
      let flag = u == nil ? LAPACKFlag.no : full ? LAPACKFlag.all : LAPACKFlag.thin
      let (k, longer) = (values.count, Swift.max(a.rows, a.columns))
      let squares = u == nil ? 0 : longer > 3 * k / 2 ? 4 : 3
      var integers = [Index](repeating: 0, count: 8 * k)
      return unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe integers.withUnsafeMutableBufferPointer { integers in
          unsafe withWorkspace(least: (squares * k + 10) * k + longer) { work, count in
            // In bounds: U and V^T have the shapes that the flag stands for, checked by the caller.
            unsafe gesdd(
              columnMajor, flag, index(a.columns), index(a.rows), a.base, index(a.stride), values.baseAddress, u?.base,
              index(u?.stride ?? 1), vt?.base, index(vt?.stride ?? 1), work, count, integers.baseAddress)
          }
        }
      }
    }

    /// A = V diag(values) V^T of the upper triangle (the lower one of the view); A becomes V where `vectors` is set.
    func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int {
      let flag = vectors ? LAPACKFlag.vectors : LAPACKFlag.no
      // The documented size, 3 + 5n, rather than a query of its own.
      let n = values.count
      var integers = [Index](repeating: 0, count: 3 + 5 * n)
      let integerCount = index(integers.count)
      return unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe integers.withUnsafeMutableBufferPointer { integers in
          unsafe withWorkspace(least: (vectors ? 2 * n + 6 : 2) * n + 1) { work, count in
            // A query for one size leaves the other alone. In bounds: A is n x n.
            unsafe syevd(
              columnMajor, flag, LAPACKFlag.upper, index(a.rows), a.base, index(a.stride), values.baseAddress, work,
              count, integers.baseAddress, integerCount)
          }
        }
      }
    }

    /// The eigenvalues of A and, where asked, its left and right eigenvectors, packed as `geev` does; destroys A.
    func decompose(
      _ a: MutableMatrixView<Scalar>, real: inout [Scalar], imaginary: inout [Scalar],
      left: MutableMatrixView<Scalar>?, right: MutableMatrixView<Scalar>?
    ) -> Int {
      let (leftFlag, rightFlag) = (
        left == nil ? LAPACKFlag.no : LAPACKFlag.vectors, right == nil ? LAPACKFlag.no : LAPACKFlag.vectors
      )
      return unsafe real.withUnsafeMutableBufferPointer { real in
        unsafe imaginary.withUnsafeMutableBufferPointer { imaginary in
          unsafe withWorkspace(least: 4 * a.rows) { work, count in
            // In bounds: A and the vectors are n x n.
            unsafe geev(
              columnMajor, leftFlag, rightFlag, index(a.rows), a.base, index(a.stride), real.baseAddress,
              imaginary.baseAddress, left?.base, index(left?.stride ?? 1), right?.base, index(right?.stride ?? 1),
              work, count)
          }
        }
      }
    }

    /// The shortest X that minimizes |A X - B|, in the first n rows of B; destroys A.
    func solveLeastSquares(
      _ a: MutableMatrixView<Scalar>, _ b: MutableMatrixView<Scalar>, values: inout [Scalar], tolerance: Scalar
    ) -> (unconverged: Int, rank: Int) {
      var rank: Index = 0
      // Below 26 columns the singular values are found without dividing.
      let k = values.count
      let levels = Swift.max(1, Int.bitWidth - (k / 26).leadingZeroBitCount)
      let least = (62 + 8 * levels + b.rows) * k + 26 * 26 + Swift.max(a.rows, a.columns)
      let unconverged = unsafe values.withUnsafeMutableBufferPointer { values in
        // The size of the integer workspace comes with the query.
        var integerCount: Index = 0
        var best: Scalar = 0
        // In bounds: a query touches neither matrix.
        requireNone(
          check(
            unsafe gelsd(
              columnMajor, index(a.columns), index(a.rows), index(b.rows), a.base, index(a.stride), b.base,
              index(b.stride), values.baseAddress, tolerance, &rank, &best, -1, &integerCount)))
        var integers = [Index](repeating: 0, count: max(Int(integerCount), 1))
        return unsafe integers.withUnsafeMutableBufferPointer { integers in
          unsafe withWorkspace(least: least) { work, count in
            // In bounds: B has max(m, n) rows.
            unsafe gelsd(
              columnMajor, index(a.columns), index(a.rows), index(b.rows), a.base, index(a.stride), b.base,
              index(b.stride), values.baseAddress, tolerance, &rank, work, count, integers.baseAddress)
          }
        }
      }
      return (unconverged, Int(rank))
    }

    /// Calls `routine` for the best size of its workspace, and again with it: one allocation, freed at the end.
    ///
    /// - Parameter least: what its documentation says it needs. LAPACK counts in 32 bits and does not see where they
    ///   overflow: `gesdd` of 26,754 columns asks for 1,792,518 elements and takes 2,147 million.
    private func withWorkspace(least: Int, _ routine: (Target, Index) -> Index) -> Int {
      let least = index(least)
      var best: Scalar = 0
      requireNone(check(unsafe routine(&best, -1)))
      // A Float may have rounded the size down.
      let count = Swift.max(least, index(Int(exactly: best.nextUp.rounded(.up)) ?? .max))
      let work = UnsafeMutablePointer<Scalar>.allocate(capacity: Int(count))
      defer { unsafe work.deallocate() }
      return check(unsafe routine(work, count))
    }

    /// Calls a routine, as one of the callers that OpenBLAS serves at a time, and returns LAPACK's info, which below zero
    /// says that the library passed a wrong argument. Above zero it says that there is no result, or a part of one: nobody
    /// may pass it over.
    private func check(_ routine: @autoclosure () -> Index) -> Int {
      let info = OpenBLASLibrary.call(routine)
      require(info >= 0, "LAPACK refuses argument \(-Int(info))")
      return Int(info)
    }

    /// Of a routine that has nothing to say above zero, and of a query.
    private func requireNone(_ info: Int) {
      require(info == 0, "LAPACK returns \(info) where its documentation knows no value above zero")
    }

    /// A size as LAPACK takes it.
    private func index(_ size: Int) -> Index {
      guard let index = Index(exactly: max(size, 1)) else {
        trap("a matrix for LAPACK of \(size) rows, columns or elements of workspace: the most are \(Index.max)")
      }
      return index
    }
  }
#endif
