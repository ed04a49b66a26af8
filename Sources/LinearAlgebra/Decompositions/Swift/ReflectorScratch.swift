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
    let (all, first) = (buffer.view, 2 * block + 3)
    body(
      ReflectorScratch(
        t: all.rows(0..<block), head: all.rows(block..<2 * block), tau: all.row(2 * block),
        factors: all.row(2 * block + 1), sums: all.row(2 * block + 2), products: all.rows(first..<first + rows),
        combined: all.rows(first + rows..<first + 2 * rows)))
    withExtendedLifetime(buffer) {}
  }

  /// The scratch of some of the reflections.
  func part(_ range: Range<Int>) -> ReflectorScratch {
    ReflectorScratch(
      t: t.rows(range).columns(range), head: head.rows(range).columns(range), tau: tau.columns(range),
      factors: factors.columns(range), sums: sums.columns(range), products: products, combined: combined)
  }
}
