/// G = Q R in place for an m x n matrix with m >= n, stored either way: reflectors below the diagonal, R on and above it.
///
/// - Note: LAPACK `geqrf`; Golub & Van Loan, 4th ed., 5.2.3. A block of columns is factored in a copy.
struct TallQR<Scalar: BLASScalar> {
  private let a: MutableMatrixView<Scalar>
  /// Whether the columns of G are the rows of `a`.
  private let byRows: Bool
  private let factors: [Scalar]
  private let configuration: ComputeConfiguration

  /// The columns of a block: fewer where a copy of 32 would be much of a tall narrow matrix.
  static func blockWidth(rows: Int) -> Int { rows * 32 * MemoryLayout<Scalar>.stride > 4 << 20 ? 8 : 32 }

  private var rows: Int { byRows ? a.columns : a.rows }
  private var columns: Int { byRows ? a.rows : a.columns }

  init(_ a: MutableMatrixView<Scalar>, byRows: Bool, configuration: ComputeConfiguration) {
    (self.a, self.byRows, self.configuration) = (a, byRows, configuration)
    let (rows, columns) = byRows ? (a.columns, a.rows) : (a.rows, a.columns)
    let width = Swift.min(Self.blockWidth(rows: rows), columns)
    let copy = MatrixBuffer<Scalar>(rows: width, columns: rows)
    var factors: [Scalar] = []
    ReflectorScratch<Scalar>.with(block: width, rows: columns) { scratch in
      scratch.t.fill(0)
      for start in stride(from: 0, to: columns, by: width) {
        let (range, below) = (start..<Swift.min(start + width, columns), start..<rows)
        let block = byRows ? a.rows(range).columns(below) : a.rows(below).columns(range)
        let v = copy.firstRows(range.count).columns(0..<below.count)
        byRows ? v.update(from: block.reading) : v.update(transposing: block.reading)
        let (scratch, rest) = (scratch.part(0..<range.count), range.upperBound..<columns)
        let panel = ReflectorPanel(a: v, scratch: scratch, configuration: configuration)
        panel.factor(formsTriangle: !rest.isEmpty)
        if !rest.isEmpty {
          let reflector = BlockReflector(v.reading, t: scratch.t.reading, configuration: configuration)
          byRows
            ? reflector.apply(to: a.rows(rest).columns(below), transposed: true, scratch: scratch)
            : reflector.apply(toColumnsOf: a.rows(below).columns(rest), transposed: true, scratch: scratch)
        }
        panel.restoreTriangle()
        byRows ? block.update(from: v.reading) : block.update(transposing: v.reading)
        factors += scratch.tau.reading.elements()
      }
    }
    withExtendedLifetime(copy) {}
    self.factors = factors
  }

  /// Writes the triangle R as the matrix whose columns are the rows of `target`, n x n, with zeros below.
  func copyTriangle(to target: MutableMatrixView<Scalar>) {
    if byRows {
      target.update(from: a.reading.columns(0..<columns))
    } else {
      target.update(transposing: a.reading.rows(0..<columns))
    }
    target.clearAboveDiagonal()
  }

  /// C := Q C or Q' C, m rows; with `byRows` the columns of C are the rows of `c`.
  func apply(to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool) {
    BlockReflector.applySequence(
      of: a.reading, inColumns: !self.byRows, factors: factors[...],
      width: Swift.min(Self.blockWidth(rows: rows), columns), to: c, byRows: byRows, transposed: transposed,
      configuration: configuration)
  }
}
