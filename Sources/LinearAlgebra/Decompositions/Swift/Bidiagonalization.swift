/// G = Q B P' in place: B upper bidiagonal, Q and P products of reflectors. G is m x n with m >= n, and its columns are the
/// rows of a view.
///
/// Row i of the view stores the tail of reflector i of Q from element i + 1 on, column i that of P from element i + 2
/// on. A block of columns and rows of G is reduced with matrix-vector products, then the rest of G is updated with one
/// matrix product. The two products of a step with all of G are one pass over it: G' v, and the product of G with the
/// row that this makes, since it is reflected next.
///
/// - Note: LAPACK `gebrd`, `labrd`; Golub & Van Loan, 4th ed., 5.4.8; the one pass: Howell, Demmel, Fulton, Hammarling
///   & Marmol 2008, "Cache efficient bidiagonalization using BLAS 2.5 operators", ACM TOMS 34(3).
struct Bidiagonalization<Scalar: BLASScalar> {
  let a: MutableMatrixView<Scalar>
  /// The diagonal of B, and its superdiagonal with 0 at the end.
  private(set) var diagonal: [Scalar]
  private(set) var above: [Scalar]
  /// The factors of the reflectors of Q and of P.
  private(set) var leftFactors: [Scalar]
  private(set) var rightFactors: [Scalar]
  private let configuration: ComputeConfiguration

  /// Columns and rows that are reduced together; fewer for a small matrix, since the work of a step grows with the
  /// number of earlier steps in its block.
  static func blockWidth(_ n: Int) -> Int { n < 128 ? 16 : 32 }

  /// Reduces the matrix G whose columns are the rows of `a`.
  init(_ a: MutableMatrixView<Scalar>, configuration: ComputeConfiguration) {
    self.a = a
    self.configuration = configuration
    let n = a.rows
    diagonal = [Scalar](repeating: 0, count: n)
    (above, leftFactors, rightFactors) = (diagonal, diagonal, diagonal)
    let width = Swift.min(Self.blockWidth(n), n)
    let left = MatrixBuffer<Scalar>(rows: 2 * width, columns: n)
    let right = MatrixBuffer<Scalar>(rows: 2 * width, columns: a.columns)
    let products = MatrixBuffer<Scalar>(rows: 2 * width, columns: 1)
    let sums = MatrixBuffer<Scalar>(rows: ReflectorPass<Scalar>.mostParts, columns: a.columns)
    for start in stride(from: 0, to: n, by: width) {
      let rest = a.rows(start..<n).columns(start..<a.columns)
      let count = Swift.min(width, rest.rows)
      reduce(
        rest, start: start,
        BidiagonalBlock(
          left: left.firstRows(2 * count).columns(0..<rest.rows),
          right: right.firstRows(2 * count).columns(0..<rest.columns),
          products: products.firstRows(2 * count)), sums.view)
    }
    withExtendedLifetime((left, right, products, sums)) {}
  }

  /// Reduces the first columns and rows of G, the remaining matrix from `start` on, and updates the others.
  private mutating func reduce(
    _ g: MutableMatrixView<Scalar>, start: Int, _ block: BidiagonalBlock<Scalar>, _ sums: MutableMatrixView<Scalar>
  ) {
    let count = block.count
    block.takeRows(of: g)
    for p in 0..<count {
      // Column p of G, a row of the view.
      let column = g.row(p).columns(p..<g.columns)
      block.updateColumn(column, p, configuration)
      let q = column.becomeReflector()
      diagonal[start + p] = q.beta
      leftFactors[start + p] = q.tau
      block.right.row(2 * p).columns(p..<g.columns).update(from: column.reading)
      if p + 1 == g.rows { continue }
      // Row p of G, and its products with the other rows and columns.
      block.prepareRow(p, tau: q.tau, configuration)
      let (y, z) = (block.left.row(2 * p), block.left.row(2 * p + 1))
      let others = g.rows(p + 1..<g.rows)
      let row = z.columns(p + 1..<g.rows)
      ReflectorPass(
        a: others.columns(p..<g.columns), tau: q.tau, v: block.right.row(2 * p).columns(p..<g.columns),
        y: y.columns(p + 1..<g.rows), z: row, w: block.right.row(2 * p + 1).columns(p..<g.columns), sums: sums
      ).run(threads: configuration.threads)
      let first = row[0, 0]
      let r = row.becomeReflector()
      above[start + p] = r.beta
      rightFactors[start + p] = r.tau
      block.finishRow(p, r, first: first, others.columns(p + 1..<g.columns), configuration)
    }
    block.store(into: g)
    if count < g.rows {
      multiply(
        block.left.columns(count..<g.rows).reading.t, block.right.columns(count..<g.columns).reading.operand,
        into: g.rows(count..<g.rows).columns(count..<g.columns), alpha: -1, beta: 1, configuration: configuration)
    }
  }
}

/// The block of a reduction: G - L' R is what remains of G after the steps so far.
///
/// Rows 2p and 2p + 1 of L are y_p and the right reflector u_p, those of R the left reflector v_p and x_p.
struct BidiagonalBlock<Scalar: BLASScalar> {
  let left: MutableMatrixView<Scalar>
  let right: MutableMatrixView<Scalar>
  /// Scratch: a column with a number for each row of L.
  let products: MutableMatrixView<Scalar>

  /// The steps of the block.
  var count: Int { left.rows / 2 }

  /// Copies row p of G to the place of u_p.
  func takeRows(of g: MutableMatrixView<Scalar>) {
    odd(left).update(transposing: g.reading.columns(0..<count))
  }

  /// Copies the right reflectors into the rows of G that they reduced, behind the left ones.
  func store(into g: MutableMatrixView<Scalar>) {
    for j in 1..<Swift.max(count, 1) {
      for p in 0..<j { g[j, p] = left[2 * p + 1, j] }
    }
    g.rows(count..<g.rows).columns(0..<count)
      .update(transposing: odd(left).reading.columns(count..<g.rows))
  }

  /// Updates column p of G, from row p on, by the previous steps.
  func updateColumn(_ column: MutableMatrixView<Scalar>, _ p: Int, _ configuration: ComputeConfiguration) {
    if p == 0 { return }
    multiply(
      left.reading.rows(0..<2 * p).columns(p..<p + 1).t,
      right.reading.rows(0..<2 * p).columns(p..<right.columns).operand, into: column, alpha: -1, beta: 1,
      configuration: configuration)
  }

  /// z := row p of G after the previous steps, and y := -tau L' R v_p of their rows.
  func prepareRow(_ p: Int, tau: Scalar, _ configuration: ComputeConfiguration) {
    let range = p + 1..<left.columns
    let y = left.row(2 * p).columns(range)
    if p == 0 { return y.fill(0) }
    let before = left.reading.rows(0..<2 * p).columns(range)
    let earlier = right.reading.rows(0..<2 * p)
    multiply(
      earlier.columns(p..<p + 1).t, before.operand, into: left.row(2 * p + 1).columns(range), alpha: -1, beta: 1,
      configuration: configuration)
    let sums = products.rows(0..<2 * p)
    multiply(
      earlier.columns(p..<right.columns).operand, right.reading.row(2 * p).columns(p..<right.columns).t, into: sums,
      configuration: configuration)
    multiply(sums.reading.t, before.operand, into: y, alpha: -tau, configuration: configuration)
  }

  /// x := tau (G - L' R) u_p, from the product w of G with the row before it was reflected: u_p is that row with
  /// another first element, divided by the difference.
  func finishRow(
    _ p: Int, _ reflector: RowReflector<Scalar>, first: Scalar, _ g: MutableMatrixView<Scalar>,
    _ configuration: ComputeConfiguration
  ) {
    let x = right.row(2 * p + 1).columns(p + 1..<right.columns)
    if reflector.tau == 0 { return x.fill(0) }
    let u = left.reading.row(2 * p + 1).columns(p + 1..<left.columns)
    var scale = reflector.tau
    if reflector.isExtreme {
      // w has lost digits, or the quotient may not be finite.
      multiply(u.operand, g.reading.operand, into: x, configuration: configuration)
    } else {
      x.add(g.reading.row(0), scaledBy: -reflector.beta)
      scale /= first - reflector.beta
    }
    let sums = products.rows(0..<2 * p + 1)
    multiply(
      left.reading.rows(0..<2 * p + 1).columns(p + 1..<left.columns).operand, u.t, into: sums,
      configuration: configuration)
    multiply(
      sums.reading.t, right.reading.rows(0..<2 * p + 1).columns(p + 1..<right.columns).operand, into: x,
      alpha: -reflector.tau, beta: scale, configuration: configuration)
  }

  /// The rows 1, 3, ... of a matrix.
  private func odd(_ view: MutableMatrixView<Scalar>) -> MutableMatrixView<Scalar> {
    // In bounds: there are 2 `count` rows.
    unsafe MutableMatrixView(
      base: view.base + view.stride, rows: count, columns: view.columns, stride: 2 * view.stride)
  }
}
