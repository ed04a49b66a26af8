/// The lengths of columns as rows are removed one by one: the pivots are chosen by them.
///
/// Removing a row multiplies a length by the square root of 1 - t^2, with t the row's share of it. Where the remaining
/// length is so far below the last computed one that it has no correct digit, it is computed again: otherwise it could
/// not be told from 0.
///
/// - Note: Drmac and Bujanovic, On the failure of rank-revealing QR factorization software, ACM TOMS 35 (2008), LAPACK Working
///   Note 176, whose test is that of LAPACK's `laqps`.
struct ColumnLengths<Scalar: BLASScalar> {
  private var lengths: [Scalar]
  /// The lengths as they were computed last.
  private var computed: [Scalar]
  /// Columns whose length is unknown.
  private var stale: [Int] = []

  /// The lengths of columns, the rows of a view.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  init(_ a: MatrixView<Scalar>) {
    lengths = (0..<a.rows).map { a.row($0).length }
    computed = lengths
  }

  /// Whether there is a column whose length is unknown.
  var areStale: Bool { !stale.isEmpty }

  /// The first of the longest columns from `first` on.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func longest(from first: Int) -> Int {
    var best = first
    for j in first + 1..<Swift.max(lengths.count, first + 1) where lengths[j] > lengths[best] { best = j }
    return best
  }

  /// Exchanges two columns.
  mutating func swapAt(_ i: Int, _ j: Int) {
    lengths.swapAt(i, j)
    computed.swapAt(i, j)
  }

  /// Removes row `i` of R from the lengths of the columns after column `i`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func remove(row i: Int, of a: MatrixView<Scalar>) {
    let limit = (Scalar.ulpOfOne / 2).squareRoot()
    for j in i + 1..<Swift.max(a.rows, i + 1) where lengths[j] != 0 {
      let part = a[j, i].magnitude / lengths[j]
      let left = Swift.max(0, (1 + part) * (1 - part))
      let ratio = lengths[j] / computed[j]
      if left * (ratio * ratio) <= limit { stale.append(j) } else { lengths[j] *= left.squareRoot() }
    }
  }

  /// Computes the unknown lengths from the remaining rows.
  mutating func refresh(_ a: MatrixView<Scalar>) {
    for j in stale {
      lengths[j] = a.row(j).length
      computed[j] = lengths[j]
    }
    stale = []
  }
}

extension MatrixView {
  /// The Euclidean length of the only row; infinite only if it is beyond the scalar's range.
  fileprivate var length: Scalar {
    let scale = VectorScale(of: self)
    return sumOfSquares(scaledBy: scale.factor).squareRoot().scaled(byPowerOfTwo: scale.exponent)
  }
}
