/// G = Q R in place for an m x n matrix with m >= n, stored either way: reflectors below the diagonal, R on and above it.
///
/// - Note: LAPACK `geqrf`; Golub & Van Loan, 4th ed., 5.2.3.
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
    factors = Array(repeating: 0, count: columns)
    let width = Swift.min(Self.blockWidth(rows: rows), columns)
    SwiftRoutines(configuration).factorBlocks(a, byRows: byRows, width: width, reflectors: &factors)
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
