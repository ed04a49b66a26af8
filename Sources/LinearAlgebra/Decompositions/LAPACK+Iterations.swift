// The iterative routines, on views that stand for their transpose, as in `LAPACK+Calls.swift`.

#if OpenBLAS && os(Linux)
  extension LAPACK {
    func decomposeSingular(
      _ a: MutableMatrixView<Scalar>, values: inout [Scalar], u: MutableMatrixView<Scalar>?,
      vt: MutableMatrixView<Scalar>?, full: Bool
    ) -> Int {
      let vectors = flag(u == nil ? "N" : full ? "A" : "S")
      let (k, longer) = (values.count, Swift.max(a.rows, a.columns))
      let squares = u == nil ? 0 : longer > 3 * k / 2 ? 4 : 3
      var integers = [Index](repeating: 0, count: 8 * k)
      return unsafe withWorkspace(least: (squares * k + 10) * k + longer) { work, count in
        // In bounds: U and V^T have the shapes for `vectors`, checked by the caller.
        unsafe table.gesdd(
          columnMajor, vectors, index(a.columns), index(a.rows), a.base, index(a.stride), &values, u?.base,
          index(u?.stride ?? 1), vt?.base, index(vt?.stride ?? 1), work, count, &integers)
      }
    }

    func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int {
      // The documented size, 3 + 5n, rather than a query of its own.
      let n = values.count
      var integers = [Index](repeating: 0, count: 3 + 5 * n)
      let integerCount = index(integers.count)
      let info = unsafe withWorkspace(least: (vectors ? 2 * n + 6 : 2) * n + 1) { work, count in
        // A query for one size does not return the other. In bounds: A is n x n.
        unsafe table.syevd(
          columnMajor, flag(vectors ? "V" : "N"), flag("U"), index(a.rows), a.base, index(a.stride), &values, work,
          count, &integers, integerCount)
      }
      // With vectors it is (the first row of the block that failed) (n + 1) + (its last row).
      return vectors && info > n ? info % (n + 1) - info / (n + 1) + 1 : info
    }

    func decompose(
      _ a: MutableMatrixView<Scalar>, real: inout [Scalar], imaginary: inout [Scalar],
      left: MutableMatrixView<Scalar>?, right: MutableMatrixView<Scalar>?
    ) -> Int {
      unsafe withWorkspace(least: 4 * a.rows) { work, count in
        // In bounds: A and the vectors are n x n.
        unsafe table.geev(
          columnMajor, flag(left == nil ? "N" : "V"), flag(right == nil ? "N" : "V"), index(a.rows), a.base,
          index(a.stride), &real, &imaginary, left?.base, index(left?.stride ?? 1), right?.base,
          index(right?.stride ?? 1), work, count)
      }
    }

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
      var integers: [Index] = [0]
      let unconverged = unsafe withWorkspace(least: least) { work, count in
        // The query returned the size of the integer workspace.
        if count > 0 { integers = Array(repeating: 0, count: max(Int(integers[0]), 1)) }
        // In bounds: B has max(m, n) rows; a query touches neither matrix.
        return unsafe table.gelsd(
          columnMajor, index(a.columns), index(a.rows), index(b.rows), a.base, index(a.stride), b.base,
          index(b.stride), &values, tolerance, &rank, work, count, &integers)
      }
      if asked >= 1 && unconverged == 0 {
        b.fill(0)
        return (0, 0)
      }
      return (unconverged, Int(rank))
    }
  }
#endif
