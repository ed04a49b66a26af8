/// The inverse of a lower triangle in place; the elements above it are neither read nor written.
struct TriangleInverse<Scalar: BLASScalar> {
  private let configuration: ComputeConfiguration

  init(_ configuration: ComputeConfiguration) { self.configuration = configuration }

  /// L := L^-1, with no zero on its diagonal.
  ///
  /// - Complexity: n^3 / 3 floating-point operations.
  /// - Note: LAPACK `trtri`, recursive: the inverse of [A 0; C B] has -B^-1 C A^-1 below the diagonal.
  func invert(_ l: MutableMatrixView<Scalar>) {
    let n = l.rows
    if n <= Triangle<Scalar>.largestBlock { return invertBlock(l) }
    let half = Triangle<Scalar>.half(n)
    let (a, rest) = (l.rows(0..<half).columns(0..<half), l.rows(half..<n))
    let (c, b) = (rest.columns(0..<half), rest.columns(half..<n))
    Triangle(a.reading, isUpper: false).solveRows(c, configuration: configuration)
    Triangle(b.reading, isUpper: false).solveColumns(c, configuration: configuration)
    c.scale(by: -1)
    invert(a)
    invert(b)
  }

  /// Solves L X = I.
  private func invertBlock(_ l: MutableMatrixView<Scalar>) {
    let n = l.rows
    Scratch.square.withMatrix(rows: n, columns: n) { (x: MutableMatrixView<Scalar>) in
      x.fill(0)
      for i in 0..<n { x[i, i] = 1 }
      Triangle(l.reading, isUpper: false).solveColumns(x, configuration: configuration)
      l.updateLowerTriangle(from: x.reading)
    }
  }
}

extension MutableMatrixView {
  /// Copies the diagonal and the lower triangle of `other`, square like this one.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func updateLowerTriangle(from other: MatrixView<Scalar>) {
    require(other.rows == rows && other.columns == rows && columns == rows, "\(other.shapeText) into \(shapeText)")
    // In bounds: i + 1 elements of row i, in both.
    for i in 0..<rows { unsafe (base + i * stride).update(from: other.base + i * other.stride, count: i + 1) }
  }
}
