// Cholesky, and triangular systems. The upper triangle of A is the lower one of the view, and U = L^T: in the view A =
// L L^T.

extension SwiftRoutines {
  /// - Note: LAPACK `potrf`; recursive: Gustavson, Recursion leads to automatic variable blocking, IBM J. Res. Dev. 41
  ///   (1997).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func factorCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
    if a.rows == 0 { return 0 }
    if a.rows <= Triangle<Scalar>.largestBlock {
      var order = 0
      unsafe Scratch.triangle.withElements(of: Scalar.self, count: Triangle<Scalar>.scratchCount) { scratch in
        // In bounds: A is square.
        order = unsafe Scalar._routines.best.factorCholesky(a.rows, a.base, a.stride, scratch)
      }
      return order
    }
    let half = Triangle<Scalar>.half(a.rows)
    let (top, rest) = (a.rows(0..<half), a.rows(half..<a.rows))
    let first = factorCholesky(top.columns(0..<half))
    if first > 0 { return first }
    let (left, right) = (rest.columns(0..<half), rest.columns(half..<a.rows))
    Triangle(top.columns(0..<half).reading, isUpper: false, isTransposed: true)
      .solveRows(left, configuration: configuration)
    SymmetricProduct(configuration).add(left.reading.operand, alpha: -1, to: right)
    let second = factorCholesky(right)
    return second > 0 ? half + second : 0
  }

  /// - Note: LAPACK `potrs`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func solveCholesky(_ a: MatrixView<Scalar>, _ b: MutableMatrixView<Scalar>) -> Int {
    Triangle(a, isUpper: false, isTransposed: true).solveRows(b, configuration: configuration)
    Triangle(a, isUpper: false).solveRows(b, configuration: configuration)
    return 0
  }

  /// - Note: LAPACK `potri`: the inverse of U, and its product with its transpose.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func invertCholesky(_ a: MutableMatrixView<Scalar>) -> Int {
    if let zero = a.reading.firstZeroOnDiagonal { return zero + 1 }
    a.invertLowerTriangle(configuration)
    SymmetricProduct(configuration).square(a)
    return 0
  }

  /// - Note: LAPACK `trtrs`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func solveTriangle(
    _ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool, _ b: MutableMatrixView<Scalar>
  ) -> Int {
    let triangle = a.rows(0..<b.columns).columns(0..<b.columns)
    if !unitDiagonal, let zero = triangle.firstZeroOnDiagonal { return zero + 1 }
    Triangle(triangle, isUpper: !upper, isTransposed: transposed, hasUnitDiagonal: unitDiagonal)
      .solveRows(b, configuration: configuration)
    return 0
  }
}
