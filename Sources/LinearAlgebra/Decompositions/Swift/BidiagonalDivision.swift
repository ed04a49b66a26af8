/// B = U S V' of an n x n upper bidiagonal matrix by divide and conquer.
///
/// A row is removed from the middle of B, which leaves two bidiagonal matrices, the upper one with one more column than
/// rows. In the bases of their vectors, B is a diagonal plus that row, z. Values that z does not touch are deflated;
/// nearly equal ones are rotated until z touches only one of them. The others are the roots of a secular equation.
/// Their vectors are computed from a z that has exactly the computed roots, so that they are orthogonal (Gu &
/// Eisenstat).
///
/// Vectors are rows, n x n. If `isCompact`, each row holds instead the products of a vector with right-hand sides,
/// which takes O(n^2) operations, and `history` keeps what transforms coordinates back. Everything but matrix products
/// is computed in Double.
///
/// - Note: Gu & Eisenstat 1995, "A divide-and-conquer algorithm for the bidiagonal SVD", SIAM J. Matrix Anal. Appl. 16(1);
///   LAPACK `bdsdc` and `lalsd` (compact), `lasd0` to `lasda`.
struct BidiagonalDivision<Scalar: BLASScalar> {
  /// The values divided by powers of two, unsorted, each in the row of its vectors.
  var values: [Double]
  var above: [Double]
  /// The power of two of each value.
  private(set) var exponents: [Int] = []
  /// The left vectors, or their products with right-hand sides: n x r.
  let left: MutableMatrixView<Scalar>
  /// The right vectors; or, compact, the first and last element of each within its part, and its products: n x (2 + r).
  let right: MutableMatrixView<Scalar>
  let isCompact: Bool
  /// Scratch of a merge: old rows, and coordinates of new ones, some at a time.
  private let memory: MatrixBuffer<Scalar>
  var old: MutableMatrixView<Scalar> { memory.view }
  let coordinates: MatrixBuffer<Scalar>
  /// The vectors of a leaf.
  let leaf: MatrixBuffer<Scalar>
  /// Rows of numbers: poles, squares, z and products, and poles and z in the order of the old vectors.
  let numbers: MatrixBuffer<Double>
  /// The steps of a compact division, in order, if `keepsHistory` is set.
  var history: [Step] = []
  let keepsHistory: Bool
  let configuration: ComputeConfiguration
  /// The relative error of a rounding.
  let unit = Double(Scalar.ulpOfOne) / 2

  /// A transformation of the rows from `start` on.
  enum Step {
    case leaf(start: Int, left: VectorRows, right: VectorRows)
    case merge(Merge)
  }

  /// Parts with at most this many rows are solved by iteration.
  static var leafCount: Int { 25 }
  /// The rows of coordinates that are computed at a time: enough for an efficient product.
  private static var coordinateRows: Int { 128 }

  /// Decomposes B: `left` and `right` become the vectors, n x n. Or, if `isCompact`, `left`, of n rows or none, and the
  /// columns of `right` from the third on are replaced by their products with the vectors.
  init(
    _ matrix: ScaledBidiagonal, left: MutableMatrixView<Scalar>, right: MutableMatrixView<Scalar>, isCompact: Bool,
    keepsHistory: Bool = false, configuration: ComputeConfiguration
  ) {
    (values, above) = (matrix.diagonal, matrix.above)
    (self.left, self.right, self.isCompact) = (left, right, isCompact)
    (self.keepsHistory, self.configuration) = (keepsHistory, configuration)
    let n = matrix.diagonal.count
    memory = MatrixBuffer(rows: n, columns: Swift.max(left.columns, right.columns))
    coordinates = MatrixBuffer(rows: Swift.min(Self.coordinateRows, n), columns: n)
    leaf = MatrixBuffer(rows: Self.leafCount + 1, columns: Self.leafCount + 1)
    numbers = MatrixBuffer(rows: 6, columns: n + 1)
    if !isCompact {
      left.fill(0)
      right.fill(0)
    }
    exponents.reserveCapacity(n)
    for (rows, exponent) in matrix.blocks {
      exponents.append(contentsOf: repeatElement(exponent, count: rows.count))
      solve(rows.lowerBound, rows.count, extra: 0)
    }
  }

  /// The rows by descending values.
  var descendingOrder: [Int] { values.indices.sorted(by: isLarger) }

  /// Whether the value of a row is larger than that of another, however far apart they are.
  private func isLarger(_ row: Int, _ other: Int) -> Bool {
    let (a, b) = (values[row], values[other])
    if exponents[row] == exponents[other] { return a > b }
    if a == 0 || b == 0 { return a > b }
    let (x, y) = (exponents[row] + Int(a.exponent), exponents[other] + Int(b.exponent))
    return x == y ? a.significand > b.significand : x > y
  }

  func value(_ row: Int, exponent: Int = 0) -> Scalar {
    Scalar(values[row].scaled(byPowerOfTwo: exponents[row] + exponent))
  }

  /// The value of a row divided by the power of two of another.
  func scaled(_ row: Int, relativeTo other: Int) -> Double {
    let shift = exponents[row] - exponents[other]
    return shift == 0 ? values[row] : values[row].scaled(byPowerOfTwo: shift)
  }

  /// The rows of `vectors` by descending values, copied to `old`, which is this division's memory.
  func sorted(_ vectors: MutableMatrixView<Scalar>, _ order: [Int]) -> MatrixView<Scalar> {
    let sorted = old.reshaped(rows: vectors.rows, columns: vectors.columns)
    for (i, row) in order.enumerated() { sorted.row(i).update(from: vectors.reading.row(row)) }
    return sorted.reading
  }

  /// Solves the part of `count` rows from `start` on, which has `extra` more columns than rows, 0 or 1.
  private mutating func solve(_ start: Int, _ count: Int, extra: Int) {
    if count == 0 {
      // A column without a row.
      if extra == 1 {
        (isCompact ? right.columns(0..<2).row(start) : right.row(start).columns(start..<start + 1)).fill(1)
      }
      return
    }
    if count <= Self.leafCount && iterate(start, count, extra: extra) { return }
    let upper = count / 2
    solve(start, upper, extra: 1)
    solve(start + upper + 1, count - upper - 1, extra: extra)
    merge(start, upper: upper, count: count, extra: extra)
  }

  /// Solves a part by iteration; false if it does not converge. A single row always does.
  private mutating func iterate(_ start: Int, _ count: Int, extra: Int) -> Bool {
    let (range, all) = (start..<start + count, start..<start + count + extra)
    var part = BidiagonalIteration(
      d: Array(values[range]), e: Array(above[start..<start + count - 1 + extra]), unit: unit)
    if !part.run() { return false }
    values.replaceSubrange(range, with: part.d)
    if !isCompact {
      left.rows(range).columns(range).update(from: part.left)
      right.rows(all).columns(all).update(from: part.right)
      return true
    }
    replace(left.rows(range), by: part.left, transposed: false)
    replace(right.rows(all).columns(2..<right.columns), by: part.right, transposed: false)
    for i in 0..<part.right.count {
      right[start + i, 0] = Scalar(part.right[i, 0])
      right[start + i, 1] = Scalar(part.right[i, part.right.count - 1])
    }
    if keepsHistory { history.append(.leaf(start: start, left: part.left, right: part.right)) }
    return true
  }

  /// Replaces rows by their products with the vectors of a leaf.
  func replace(_ rows: MutableMatrixView<Scalar>, by vectors: VectorRows, transposed: Bool) {
    if rows.columns == 0 { return }
    let basis = leaf.firstRows(vectors.count).columns(0..<vectors.count)
    basis.update(from: vectors)
    let copy = old.reshaped(rows: rows.rows, columns: rows.columns)
    copy.update(from: rows.reading)
    multiply(
      transposed ? basis.reading.t : basis.reading.operand, copy.reading.operand, into: rows,
      configuration: configuration)
  }
}
