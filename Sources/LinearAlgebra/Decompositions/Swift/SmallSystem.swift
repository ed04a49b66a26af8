extension Matrix {
  /// X of A X = b for an ordinary system of at most 16 unknowns: one call of a kernel, and one allocation.
  ///
  /// Nil for a larger system, for several right-hand sides, and for systems that need another method: a triangle, a
  /// symmetric matrix, elements that are not finite, pivots that span more than half of the digits, numbers near the
  /// ends of the range.
  ///
  /// It is a single function, specialized for each scalar: generic code would take as long as the arithmetic.
  ///
  /// - Parameters:
  ///   - b: as it is stored; this matrix is square.
  ///   - isTransposed: whether the right-hand side is its row, else its column.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func solvingSmallSystem(_ b: Matrix, isTransposed: Bool) -> Matrix? {
    let n = rows
    guard n > 0, n <= Triangle<Scalar>.largestBlock, (isTransposed ? b.rows : b.columns) == 1 else { return nil }
    let isOrdinary = withView { a in
      switch a.form() {
      case .general: a.largestMagnitude().isFinite
      case .upperTriangular, .lowerTriangular, .symmetric: false
      }
    }
    if !isOrdinary { return nil }
    var isTrusted = false
    let x = Matrix.written(rows: n, columns: 1) { x in
      b.withView { b in
        let step = isTransposed ? 1 : b.stride
        // In bounds: b has n elements in its row or its column, and x without gaps.
        for i in 0..<n { unsafe x.base[i] = b.base[i * step] }
      }
      // Smaller numbers are left to the methods that scale.
      let largest = x.reading.largestMagnitude()
      guard largest >= Scalar.leastOfTargets, largest.isFinite else { return }
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
