/// QR of a matrix that stays in the cache: column by column, applying each reflection to all later columns.
///
/// A view stands for the matrix whose columns are its rows. One kernel call factors all columns of ordinary magnitude.
/// Where the kernel stops, `Reflection` takes over, which handles any magnitude.
///
/// - Note: LAPACK `geqr2` and `laqp2`; Golub & Van Loan, 4th ed., 5.2.2 and 5.4.2.
struct ColumnwiseQR<Scalar: BLASScalar> {
  private let a: MutableMatrixView<Scalar>
  private let scratch: MatrixBuffer<Scalar>

  init(_ a: MutableMatrixView<Scalar>) {
    self.a = a
    scratch = MatrixBuffer(rows: 1, columns: 2 * wholeVectors(a.columns) + 5 * wholeVectors(a.rows))
  }

  /// A = Q R from column `first` on, with a factor for each of the reflections; or A P = Q R, if `columns` is not empty,
  /// which is permuted as the columns of A are.
  func factor(from first: Int = 0, reflectors tau: inout [Scalar], columns: inout [Int32]) {
    let isPivoted = !columns.isEmpty
    var i = first
    while i < tau.count {
      let done = unsafe columns.withUnsafeMutableBufferPointer {
        unsafe factorOrdinary(from: i, &tau, isPivoted ? $0.baseAddress : nil)
      }
      if done == i {
        if isPivoted {
          let longest = longestColumn(from: i)
          a.swapRows(i, longest)
          columns.swapAt(i, longest)
        }
        tau[i] = factorColumn(i)
      }
      i = Swift.max(done, i + 1)
    }
  }

  /// Factors columns from column `i` on by the kernel; returns the first that is left.
  @unsafe private func factorOrdinary(from i: Int, _ tau: inout [Scalar], _ order: UnsafeMutablePointer<Int32>?) -> Int
  {
    let largest = a.reading.rows(i..<a.rows).columns(i..<a.columns).largestMagnitude()
    let scale = VectorScale(largest: largest, count: a.columns - i)
    // Otherwise the factors of reflections overflow, or all elements are zero.
    let limit = Int(Scalar.greatestFiniteMagnitude.exponent) / 2
    if !(largest > 0) || !(-limit...limit).contains(scale.exponent) { return i }
    return unsafe tau.withUnsafeMutableBufferPointer { tau in
      guard let base = tau.baseAddress else { return i }
      // In bounds: a factor for each of min(m, n) columns, `order` has an index for each, and the scratch what it says.
      return unsafe Scalar._routines.best.factorColumns(
        i, tau.count, a.rows, a.columns, a.base, a.stride, base, scale.factor, order, scratch.view.base)
    }
  }

  /// The first of the longest columns from `first` on.
  private func longestColumn(from first: Int) -> Int {
    let lengths = ColumnLengths(a.reading.rows(first..<a.rows).columns(first..<a.columns))
    return first + lengths.longest(from: 0)
  }

  /// Computes the reflection of column `i` and applies it to the later columns; returns tau.
  private func factorColumn(_ i: Int) -> Scalar {
    let column = a.row(i).columns(i..<a.columns)
    let reflection = Reflection.reflecting(column)
    let rest = a.rows(i + 1..<a.rows).columns(i..<a.columns)
    if rest.rows == 0 || reflection.tau == 0 { return reflection.tau }
    let beta = column[0, 0]
    column[0, 0] = 1
    let (factors, sums) = (scratch.view.columns(0..<rest.rows), scratch.view.columns(rest.rows..<2 * rest.rows))
    rest.reading.project(on: column.reading, into: factors)
    factors.scale(by: reflection.tau)
    rest.reflect(along: column.reading, factors: factors.reading, projectingOn: column.reading, into: sums)
    column[0, 0] = beta
    return reflection.tau
  }
}
