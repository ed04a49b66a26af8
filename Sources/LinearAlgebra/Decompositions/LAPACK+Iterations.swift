// The iterative routines, on views that stand for their transpose, as in `LAPACK+Calls.swift`.

#if OpenBLAS && os(Linux)
  extension LAPACK {
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
            // In bounds: U and V^T have the shapes for the flag, checked by the caller.
            unsafe gesdd(
              columnMajor, flag, index(a.columns), index(a.rows), a.base, index(a.stride), values.baseAddress, u?.base,
              index(u?.stride ?? 1), vt?.base, index(vt?.stride ?? 1), work, count, integers.baseAddress)
          }
        }
      }
    }

    func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int {
      let flag = vectors ? LAPACKFlag.vectors : LAPACKFlag.no
      // The documented size, 3 + 5n, rather than a query of its own.
      let n = values.count
      var integers = [Index](repeating: 0, count: 3 + 5 * n)
      let integerCount = index(integers.count)
      return unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe integers.withUnsafeMutableBufferPointer { integers in
          unsafe withWorkspace(least: (vectors ? 2 * n + 6 : 2) * n + 1) { work, count in
            // A query for one size does not return the other. In bounds: A is n x n.
            unsafe syevd(
              columnMajor, flag, LAPACKFlag.upper, index(a.rows), a.base, index(a.stride), values.baseAddress, work,
              count, integers.baseAddress, integerCount)
          }
        }
      }
    }

    /// The eigenvalues of A and, on request, its left and right eigenvectors, packed as `geev` does; destroys A.
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
    ///
    /// LAPACK replaces a tolerance of 0, or of 1 and above, by the rounding unit. Here they are taken literally: only 0
    /// counts as zero, or every value does.
    func solveLeastSquares(
      _ a: MutableMatrixView<Scalar>, _ b: MutableMatrixView<Scalar>, values: inout [Scalar], tolerance: Scalar
    ) -> (unconverged: Int, rank: Int) {
      var rank: Index = 0
      let asked = tolerance
      let tolerance = Swift.min(Swift.max(tolerance, .leastNormalMagnitude), Scalar(1).nextDown)
      // Below 26 columns LAPACK finds the singular values without divide and conquer.
      let k = values.count
      let levels = Swift.max(1, Int.bitWidth - (k / 26).leadingZeroBitCount)
      let least = (62 + 8 * levels + b.rows) * k + 26 * 26 + Swift.max(a.rows, a.columns)
      let unconverged = unsafe values.withUnsafeMutableBufferPointer { values in
        // The query also returns the size of the integer workspace.
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
      if asked >= 1 && unconverged == 0 {
        b.fill(0)
        return (0, 0)
      }
      return (unconverged, Int(rank))
    }
  }
#endif
