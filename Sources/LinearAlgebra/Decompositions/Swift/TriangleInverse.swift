extension MutableMatrixView {
  /// L := L^-1 for the lower triangle L of this square matrix, with no zero on its diagonal; the elements above it are
  /// neither read nor written.
  ///
  /// - Complexity: n^3 / 3 floating-point operations.
  /// - Note: LAPACK `trtri`, recursive: the inverse of [A 0; C B] has -B^-1 C A^-1 below the diagonal.
  func invertLowerTriangle(_ configuration: ComputeConfiguration) {
    if rows <= Triangle<Scalar>.largestBlock { return invertLowerBlock(configuration) }
    let half = Triangle<Scalar>.half(rows)
    let (a, rest) = (rows(0..<half).columns(0..<half), rows(half..<rows))
    let (c, b) = (rest.columns(0..<half), rest.columns(half..<rows))
    Triangle(a.reading, isUpper: false).solveRows(c, configuration: configuration)
    Triangle(b.reading, isUpper: false).solveColumns(c, configuration: configuration)
    c.scale(by: -1)
    a.invertLowerTriangle(configuration)
    b.invertLowerTriangle(configuration)
  }

  /// Solves L X = I.
  private func invertLowerBlock(_ configuration: ComputeConfiguration) {
    Scratch.square.withMatrix(rows: rows, columns: rows) { (x: MutableMatrixView<Scalar>) in
      x.fill(0)
      for i in 0..<rows { x[i, i] = 1 }
      Triangle(reading, isUpper: false).solveColumns(x, configuration: configuration)
      updateLowerTriangle(from: x.reading)
    }
  }

  /// Copies the diagonal and the lower triangle of `other`, square like this one.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func updateLowerTriangle(from other: MatrixView<Scalar>) {
    require(other.rows == rows && other.columns == rows && columns == rows, "\(other.shapeText) into \(shapeText)")
    // In bounds: i + 1 elements of row i, in both.
    for i in 0..<rows { unsafe (base + i * stride).update(from: other.base + i * other.stride, count: i + 1) }
  }
}
