/// A permutation that isolates eigenvalues and a diagonal of powers of two that balances the norms of rows and columns:
/// D^-1 P^T A P D, in place.
///
/// - Note: LAPACK `gebal`; James, Langou and Lowery, On matrix balancing and eigenvector computation (2014), which uses
///   Euclidean norms including the diagonal, so that Hessenberg matrices are not degraded.
struct Balance<Scalar: BLASScalar> {
  /// The rows and columns that are not isolated. Left of and below them A is triangular, and none of them is zero
  /// outside the diagonal.
  private(set) var range: Range<Int>
  /// For each row outside the range, the row with which it was exchanged.
  private var partners: [Int]
  private var scales: [Scalar]
  private let n: Int

  init(_ a: ColumnMatrix<Scalar>) {
    n = a.columns
    range = 0..<n
    partners = Array(0..<n)
    scales = Array(repeating: 1, count: n)
    isolate(a)
    scale(a)
  }

  // MARK: - Permutation

  /// Moves rows that are zero off the diagonal to the end, and such columns to the beginning.
  private mutating func isolate(_ a: ColumnMatrix<Scalar>) {
    while range.count > 1, let row = range.reversed().first(where: { isZero(a, row: $0) }) {
      exchange(a, row, range.upperBound - 1)
      range = range.lowerBound..<range.upperBound - 1
    }
    while range.count > 1, let column = range.first(where: { isZero(a, column: $0) }) {
      exchange(a, column, range.lowerBound)
      range = range.lowerBound + 1..<range.upperBound
    }
  }

  private func isZero(_ a: ColumnMatrix<Scalar>, row i: Int) -> Bool {
    range.allSatisfy { $0 == i || a[i, $0] == 0 }
  }

  private func isZero(_ a: ColumnMatrix<Scalar>, column j: Int) -> Bool {
    range.allSatisfy { $0 == j || a[$0, j] == 0 }
  }

  private mutating func exchange(_ a: ColumnMatrix<Scalar>, _ i: Int, _ j: Int) {
    partners[j] = i
    a.view.swapRows(i, j)
    a.swapRows(i, j)
  }

  // MARK: - Scaling

  private mutating func scale(_ a: ColumnMatrix<Scalar>) {
    // This terminates, since each step lowers a sum of norms by 5 %. The limit only makes it evident.
    for _ in 0..<1000 {
      var changed = false
      for i in uneven(a) where scale(a, i) { changed = true }
      if !changed { return }
    }
  }

  /// The rows whose norm is not within a factor of their column's. One pass in memory order.
  private func uneven(_ a: ColumnMatrix<Scalar>) -> [Int] {
    var (rowSquares, columnSquares) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for j in range {
      // In bounds: the rows of the range in column j.
      let column = unsafe a.address(0, j)
      columnSquares[j] = unsafe Scalar._routines.best.sumOfSquares(
        1, range.count, column + range.lowerBound, range.count)
      for i in range {
        let x = unsafe Double(column[i])
        rowSquares[i] += x * x
      }
    }
    return range.filter { i in
      let (row, column) = (rowSquares[i], columnSquares[i])
      // Norms whose squares may have underflowed are checked again in `scale`.
      if Swift.min(row, column) < 0x1p-900 || Swift.max(row, column) > 0x1p900 { return true }
      // The factor is a power of two; norms within a factor of two of each other are balanced.
      return row > 3.9 * column || column > 3.9 * row
    }
  }

  /// Scales row and column i by a power of two where that lowers their norms by more than a twentieth.
  private mutating func scale(_ a: ColumnMatrix<Scalar>, _ i: Int) -> Bool {
    let (least, largest) = (Scalar.leastOfSchur * 2, 1 / (Scalar.leastOfSchur * 2))
    let inner = a.block(rows: range, columns: range)
    // In bounds: the column and the row of the range; then all that will be scaled.
    var (c, r) = unsafe (
      norm(1, range.count, inner.address(0, i - range.lowerBound), a.view.stride),
      norm(range.count, 1, inner.address(i - range.lowerBound, 0), a.view.stride)
    )
    if c == 0 || r == 0 { return false }
    let kernels = Scalar._routines.best
    var (columnLargest, rowLargest) = unsafe (
      kernels.largestMagnitude(1, range.upperBound, a.address(0, i), a.view.stride),
      kernels.largestMagnitude(n - range.lowerBound, 1, a.address(i, range.lowerBound), a.view.stride)
    )
    let sum = c + r
    var factor: Scalar = 1
    func step(_ by: Scalar) {
      (factor, c, columnLargest) = (factor * by, c * by, columnLargest * by)
      (r, rowLargest) = (r / by, rowLargest / by)
    }
    while c < r / 2, Swift.max(factor, c, columnLargest) < largest, Swift.min(r / 2, rowLargest) > least { step(2) }
    while c / 2 >= r, Swift.max(r, rowLargest) < largest, Swift.min(factor, c / 2, columnLargest) > least { step(0.5) }
    if factor == 1 || c + r >= 0.95 * sum { return false }
    let product = scales[i] * factor
    if product < Scalar.leastOfSchur || product > 1 / Scalar.leastOfSchur { return false }
    scales[i] = product
    for k in 0..<range.upperBound { a[k, i] *= factor }
    for k in range.lowerBound..<n { a[i, k] /= factor }
    return true
  }

  /// The Euclidean norm of `rows` x `columns` elements, of which one is 1.
  @unsafe private func norm(_ rows: Int, _ columns: Int, _ x: UnsafeMutablePointer<Scalar>, _ stride: Int) -> Scalar {
    let kernels = Scalar._routines.best
    let squares = unsafe kernels.sumOfSquares(rows, columns, x, stride)
    if squares > 0x1p-900 && squares < 0x1p900 { return Scalar(squares.squareRoot()) }
    let largest = unsafe kernels.largestMagnitude(rows, columns, x, stride)
    if largest == 0 { return 0 }
    var sum = 0.0
    for i in 0..<rows * columns {
      let ratio = unsafe Double(x[i * (columns == 1 ? stride : 1)] / largest)
      sum += ratio * ratio
    }
    return largest * Scalar(sum.squareRoot())
  }

  // MARK: - Vectors

  /// Transforms the eigenvectors of the balanced matrix, right or left, the columns of `v`, into those of A.
  func restore(_ v: ColumnMatrix<Scalar>, isLeft: Bool) {
    let factors = isLeft ? scales.map { 1 / $0 } : scales
    if factors.contains(where: { $0 != 1 }) {
      for j in 0..<v.columns {
        // In bounds: n factors for n elements of a column.
        unsafe factors.withUnsafeBufferPointer { factors in
          guard let factors = factors.baseAddress else { return }
          unsafe Scalar._routines.best.multiply(n, v.address(0, j), 1, factors, 1, v.address(0, j))
        }
      }
    }
    // In reverse order: the last exchange was that of the innermost row.
    let order = (0..<range.lowerBound).reversed() + Array(range.upperBound..<n)
    for i in order { v.swapRows(i, partners[i]) }
  }
}
