// LU. A column of A is a row of the view, so the search for a pivot runs along memory, and exchanging rows of A
// exchanges columns of the view.

extension SwiftRoutines {
  /// A pivot is the first element of the largest magnitude in its column. If its reciprocal is not a normal number, the
  /// column is divided by it instead.
  ///
  /// - Note: LAPACK `getrf`; recursive elimination with partial pivoting: Toledo, Locality of reference in LU decomposition
  ///   with partial pivoting, SIAM J. Matrix Anal. Appl. 18 (1997); Gustavson, Recursion leads to automatic variable
  ///   blocking, IBM J. Res. Dev. 41 (1997).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func factorLU(_ a: MutableMatrixView<Scalar>, pivots: inout [Int32]) -> Int {
    let k = min(a.rows, a.columns)
    require(pivots.count >= k, "\(pivots.count) pivots for \(k)")
    return unsafe pivots.withUnsafeMutableBufferPointer { buffer in
      guard let pivots = buffer.baseAddress else { return 0 }
      let singular = unsafe eliminate(a, 0..<k, pivots)
      if a.rows > k { unsafe carry(a, 0..<k, to: k..<a.rows, pivots) }
      return singular
    }
  }

  /// Eliminates the columns of `range`, to which the eliminations of earlier columns were applied; returns the order of
  /// the first zero pivot, or 0.
  private func eliminate(
    _ a: MutableMatrixView<Scalar>, _ range: Range<Int>, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    if range.count <= Triangle<Scalar>.largestBlock {
      var singular = 0
      let block = a.rows(range)
      let room = 64 + ((range.count + 3) / 4 * 4 + 4) * (a.columns - range.lowerBound + 32)
      unsafe Scratch.triangle.withPassingElements(of: Scalar.self, count: room) { scratch in
        // In bounds: the columns exist, and each has an element for each pivot.
        singular = unsafe Scalar._routines.best.eliminate(
          range.lowerBound, range.count, a.columns, block.base, a.stride, pivots, scratch)
      }
      return singular
    }
    let middle = range.lowerBound + Triangle<Scalar>.half(range.count)
    let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
    let first = unsafe eliminate(a, left, pivots)
    unsafe carry(a, left, to: right, pivots)
    let second = unsafe eliminate(a, right, pivots)
    unsafe exchange(a.rows(left), right, pivots)
    return first > 0 ? first : second
  }

  /// Applies the eliminations of the columns `done` to the columns `rest`.
  private func carry(
    _ a: MutableMatrixView<Scalar>, _ done: Range<Int>, to rest: Range<Int>, _ pivots: UnsafeMutablePointer<Int32>
  ) {
    let (factored, targets) = (a.rows(done).reading, a.rows(rest))
    unsafe exchange(targets, done, pivots)
    let u = targets.columns(done)
    Triangle(factored.columns(done), isUpper: true, hasUnitDiagonal: true).solveRows(u, configuration: configuration)
    let below = done.upperBound..<a.columns
    multiply(
      u.reading.operand, factored.columns(below).operand, into: targets.columns(below), alpha: -1, beta: 1,
      configuration: configuration)
  }

  /// Exchanges rows of A by the pivots in `range`, in some of its columns: in ascending order, or back.
  private func exchange(
    _ columns: MutableMatrixView<Scalar>, _ range: Range<Int>, _ pivots: UnsafePointer<Int32>, backwards: Bool = false
  ) {
    // In bounds: a pivot is a row of A, of which each column has an element.
    unsafe Scalar._routines.best.exchangeColumns(
      columns.rows, columns.base, columns.stride, range.lowerBound, range.upperBound, pivots, backwards)
  }

  /// - Note: LAPACK `getrs`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func solveLU(
    _ a: MatrixView<Scalar>, pivots: [Int32], _ b: MutableMatrixView<Scalar>, transposed: Bool
  ) -> Int {
    let lower = Triangle(a, isUpper: true, isTransposed: transposed, hasUnitDiagonal: true)
    let upper = Triangle(a, isUpper: false, isTransposed: transposed)
    let (first, last) = transposed ? (upper, lower) : (lower, upper)
    return unsafe pivots.withUnsafeBufferPointer { buffer in
      guard let pivots = buffer.baseAddress else { return 0 }
      if !transposed { unsafe exchange(b, 0..<a.rows, pivots) }
      first.solveRows(b, configuration: configuration)
      last.solveRows(b, configuration: configuration)
      if transposed { unsafe exchange(b, 0..<a.rows, pivots, backwards: true) }
      return 0
    }
  }

  /// A := A^-1, A factored by `factorLU`; the order of the first pivot that is zero, or 0. A workspace of 64 columns is
  /// allocated.
  ///
  /// - Note: LAPACK `getri`: X L = U^-1 by blocks of columns, from the last; Higham, Accuracy and Stability of Numerical
  ///   Algorithms, 2nd ed., 14.3.2, method B.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func invertLU(_ a: MutableMatrixView<Scalar>, pivots: [Int32]) -> Int {
    let (n, width) = (a.rows, 64)
    if let zero = a.reading.firstZeroOnDiagonal { return zero + 1 }
    // The view of U is a lower triangle.
    a.invertLowerTriangle(configuration)
    let workspace = MatrixBuffer<Scalar>(rows: min(n, width), columns: n)
    var end = n
    while end > 0 {
      let start = (end - 1) / width * width
      let (block, lower) = (a.rows(start..<end), workspace.firstRows(end - start))
      for i in start..<end {
        // In bounds: the elements right of the diagonal, in row i of the view and in one of the workspace.
        let (source, target) = unsafe (a.base + i * a.stride + i + 1, lower.base + (i - start) * lower.stride + i + 1)
        unsafe target.update(from: source, count: n - i - 1)
        unsafe source.update(repeating: 0, count: n - i - 1)
      }
      if end < n {
        multiply(
          lower.columns(end..<n).reading.operand, a.rows(end..<n).reading.operand, into: block, alpha: -1, beta: 1,
          configuration: configuration)
      }
      Triangle(lower.columns(start..<end).reading, isUpper: true, hasUnitDiagonal: true)
        .solveColumns(block, configuration: configuration)
      end = start
    }
    withExtendedLifetime(workspace) {}
    for (i, pivot) in pivots.enumerated().reversed() { a.swapRows(i, Int(pivot) - 1) }
    return 0
  }
}
