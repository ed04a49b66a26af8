/// The scratch of a block of reflections, one allocation with rows of `block` elements.
struct ReflectorScratch<Scalar: BLASScalar> {
  /// Row i is column i of T.
  let t: MutableMatrixView<Scalar>
  /// The part of R whose place V occupies with its ones and zeros; or a copy of that part of V.
  let head: MutableMatrixView<Scalar>
  /// The factors of the reflections, 1 x block.
  let tau: MutableMatrixView<Scalar>
  /// The factors with which a reflection is subtracted, and the products with the next one: a number for each row, 1 x
  /// block.
  let factors: MutableMatrixView<Scalar>
  let sums: MutableMatrixView<Scalar>
  /// C V and C V T for as many rows of C as are reflected together.
  let products: MutableMatrixView<Scalar>
  let combined: MutableMatrixView<Scalar>

  /// Calls `body` with scratch for blocks of `block` reflections of at most `rows` rows at a time.
  static func with(block: Int, rows: Int, _ body: (ReflectorScratch) -> Void) {
    let buffer = MatrixBuffer<Scalar>(rows: 2 * block + 3 + 2 * rows, columns: block)
    body(ReflectorScratch(buffer.view, rows: rows))
    withExtendedLifetime(buffer) {}
  }

  private init(_ buffer: MutableMatrixView<Scalar>, rows: Int) {
    let block = buffer.columns
    t = buffer.rows(0..<block)
    head = buffer.rows(block..<2 * block)
    tau = buffer.row(2 * block)
    factors = buffer.row(2 * block + 1)
    sums = buffer.row(2 * block + 2)
    let first = 2 * block + 3
    products = buffer.rows(first..<first + rows)
    combined = buffer.rows(first + rows..<first + 2 * rows)
  }

  func part(_ range: Range<Int>) -> ReflectorScratch { ReflectorScratch(self, range) }

  private init(_ whole: ReflectorScratch, _ range: Range<Int>) {
    t = whole.t.rows(range).columns(range)
    head = whole.head.rows(range).columns(range)
    tau = whole.tau.columns(range)
    (factors, sums) = (whole.factors.columns(range), whole.sums.columns(range))
    (products, combined) = (whole.products, whole.combined)
  }
}
