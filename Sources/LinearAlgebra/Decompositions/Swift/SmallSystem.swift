extension Matrix {
  /// X of A X = b for an ordinary system of at most 16 unknowns: one call of a kernel, and one allocation.
  ///
  /// Nil of a larger system, of several right-hand sides, and of one that others have to look at: whose pivots span more
  /// than half of the digits, or whose numbers are near the ends of the range.
  ///
  /// - Parameters:
  ///   - b: as it is stored, finite like this square matrix.
  ///   - isTransposed: whether its row is the right-hand side, else its column.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func solvingSmallSystem(_ b: Matrix, isTransposed: Bool) -> Matrix? {
    let n = rows
    guard n > 0, n <= Triangle<Scalar>.largestBlock, (isTransposed ? b.rows : b.columns) == 1 else { return nil }
    var isTrusted = false
    let x = Matrix.written(rows: n, columns: 1) { x in
      b.withView { b in
        let step = isTransposed ? 1 : b.stride
        // In bounds: b has n elements in its row or its column, and x without gaps.
        for i in 0..<n { unsafe x.base[i] = b.base[i * step] }
      }
      // What is smaller is scaled up by others.
      guard x.reading.largestMagnitude() >= Scalar.leastOfTargets else { return }
      withView { a in
        unsafe Scratch.triangle.withElements(of: Scalar.self, count: Triangle<Scalar>.scratchCount) { scratch in
          // In bounds: A is n x n.
          isTrusted = unsafe Scalar._routines.best.solveSystem(n, a.base, a.stride, x.base, x.base, scratch)
        }
      }
    }
    return isTrusted ? x : nil
  }
}
