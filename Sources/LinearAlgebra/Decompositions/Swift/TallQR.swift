/// G = Q R in place for an m x n matrix with m >= n, stored either way: reflectors below the diagonal, R on and above it.
///
/// - Note: LAPACK `geqrf`; Golub & Van Loan, 4th ed., 5.2.3. A block of columns is factored in a copy, recursively by
///   halves
///   down to single columns: the right half is updated by products.
struct TallQR<Scalar: BLASScalar> {
  private let a: MutableMatrixView<Scalar>
  /// Whether the columns of G are the rows of `a`.
  private let byRows: Bool
  private var factors: [Scalar]
  private let configuration: ComputeConfiguration

  /// The columns of a block: fewer where a copy of 32 would be much of a tall narrow matrix.
  static func blockWidth(rows: Int) -> Int { rows * 32 * MemoryLayout<Scalar>.stride > 4 << 20 ? 8 : 32 }

  private var rows: Int { byRows ? a.columns : a.rows }
  private var columns: Int { byRows ? a.rows : a.columns }

  init(_ a: MutableMatrixView<Scalar>, byRows: Bool, configuration: ComputeConfiguration) {
    (self.a, self.byRows, self.configuration) = (a, byRows, configuration)
    factors = []
    factors = [Scalar](repeating: 0, count: columns)
    let width = Swift.min(Self.blockWidth(rows: byRows ? a.columns : a.rows), columns)
    let panel = MatrixBuffer<Scalar>(rows: width, columns: rows)
    let reflectors = ReflectorRows<Scalar>(
      width: width, length: 1, targets: columns, configuration: configuration)
    for start in stride(from: 0, to: columns, by: width) {
      let range = start..<Swift.min(start + width, columns)
      let v = panel.firstRows(range.count).columns(0..<rows - start)
      if byRows {
        v.update(from: a.reading.rows(range).columns(start..<rows))
      } else {
        v.update(transposing: a.reading.rows(start..<rows).columns(range))
      }
      factor(v, start, reflectors)
      if byRows {
        a.rows(range).columns(start..<rows).update(from: v.reading)
      } else {
        a.rows(start..<rows).columns(range).update(transposing: v.reading)
      }
      if range.upperBound == columns { break }
      v.becomeUnitUpperTrapezoid()
      let t = reflectors.makeTriangle(v.reading, factors[range])
      let others =
        byRows
        ? a.rows(range.upperBound..<columns).columns(start..<rows)
        : a.rows(start..<rows).columns(range.upperBound..<columns)
      reflectors.apply(v.reading, t, to: others, byRows: byRows, transposed: true)
    }
  }

  /// Writes the triangle R as the matrix whose columns are the rows of `target`, n x n, with zeros below.
  func copyTriangle(to target: MutableMatrixView<Scalar>) {
    if byRows {
      target.update(from: a.reading.columns(0..<columns))
    } else {
      target.update(transposing: a.reading.rows(0..<columns))
    }
    for j in 0..<columns { target.row(j).columns(j + 1..<columns).fill(0) }
  }

  /// C := Q C or Q' C, m rows; with `byRows` the columns of C are the rows of `c`.
  func apply(to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool) {
    ReflectorRows<Scalar>(
      width: Swift.min(Self.blockWidth(rows: rows), columns), length: rows, targets: byRows ? c.rows : c.columns,
      configuration: configuration
    ).applyAll(
      columns, of: a.reading, inColumns: !self.byRows, factors: factors, to: c, byRows: byRows, transposed: transposed)
  }

  /// Factors a block whose columns are the rows of `v`, the first of which is column `start` of G.
  private mutating func factor(_ v: MutableMatrixView<Scalar>, _ start: Int, _ reflectors: ReflectorRows<Scalar>) {
    if v.rows == 1 {
      let reflector = v.becomeReflector()
      factors[start] = reflector.tau
      v[0, 0] = reflector.beta
      return
    }
    let half = v.rows / 2
    let (left, right) = (v.rows(0..<half), v.rows(half..<v.rows))
    factor(left, start, reflectors)
    // R is stored where V has its zeros and ones.
    let saved = (0..<half).map { p in (0...p).map { left[p, $0] } }
    left.becomeUnitUpperTrapezoid()
    let t = reflectors.makeTriangle(left.reading, factors[start..<start + half])
    reflectors.apply(left.reading, t, to: right, byRows: true, transposed: true)
    for (p, row) in saved.enumerated() { for (k, element) in row.enumerated() { left[p, k] = element } }
    factor(right.columns(half..<v.columns), start + half, reflectors)
  }
}
