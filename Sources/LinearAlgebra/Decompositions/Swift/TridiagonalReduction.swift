/// A = Q T Q^T with T tridiagonal, of the lower triangle of A, n x n, in place.
///
/// Row i of A, from the last to the first, is reduced to a multiple of e(i-1) by the reflection 1 - tau v v^T. Row i
/// then holds v, i elements with a 1 as the last, and Q is the product of the reflections of rows n-1, n-2, ..., 1. The
/// elements right of the diagonal are overwritten and not read.
///
/// - Note: LAPACK `sytrd`: Dongarra, Sorensen and Hammarling, Block reduction of matrices to condensed forms, 1989. Rows
///   are reduced in panels; A is multiplied with each v, and updated after a panel by products of twice its rows.
struct TridiagonalReduction<Scalar: BLASScalar> {
  private let a: MutableMatrixView<Scalar>
  private let configuration: ComputeConfiguration
  /// The rows v and w of each row of the panel, alternating, and likewise w and v: the updated A is A - left^T right.
  private let left: MutableMatrixView<Scalar>
  private let right: MutableMatrixView<Scalar>
  /// Parts of a product with A, and products of v and the rows of `left`.
  private let parts: MutableMatrixView<Scalar>
  private let products: MutableMatrixView<Scalar>
  /// T.
  private(set) var tridiagonal: Tridiagonal<Scalar>
  /// tau of each row.
  private(set) var factors: [Scalar]

  /// The rows of a panel: more make faster products, but each row takes more updates.
  private static func panel(order n: Int) -> Int { n < 128 ? 16 : 32 }
  /// Rows of A that are updated by one product: half of the product is wasted where it crosses the diagonal.
  private static var block: Int { 64 }

  static func scratchCount(order n: Int) -> Int {
    let panel = panel(order: n)
    return (4 * panel + SymmetricVectorProduct<Scalar>.parts) * ScratchMemory<Scalar>.stride(n) + 2 * panel
  }

  /// Reduces `a`.
  init(_ a: MutableMatrixView<Scalar>, scratch: MutableMatrixView<Scalar>, configuration: ComputeConfiguration) {
    let (n, panel) = (a.rows, Self.panel(order: a.rows))
    self.a = a
    self.configuration = configuration
    var memory = ScratchMemory(scratch)
    func rows(_ count: Int) -> MutableMatrixView<Scalar> {
      memory.matrix(rows: count, columns: n, stride: ScratchMemory<Scalar>.stride(n))
    }
    left = rows(2 * panel)
    right = rows(2 * panel)
    parts = rows(SymmetricVectorProduct<Scalar>.parts)
    products = memory.matrix(rows: 2 * panel, columns: 1)
    tridiagonal = Tridiagonal(order: n)
    factors = Array(repeating: 0, count: n)
    if Self.isSmall(order: n) {
      reduceSmall()
      return
    }
    var order = n
    while order > 0 {
      let width = min(panel, order)
      for taken in 0..<width { reduceRow(order - 1 - taken, taken: 2 * taken) }
      order -= width
      correctTriangle(order, by: 2 * width)
    }
  }

  /// Whether the whole matrix stays in the first caches: it is then reduced without panels, and reflections are applied
  /// one by one.
  static func isSmall(order n: Int) -> Bool { n * n * MemoryLayout<Scalar>.size <= 1 << 16 }

  /// Reduces all rows in one call, on a padded copy with both triangles.
  private mutating func reduceSmall() {
    let n = a.rows
    let (rows, stride) = ((n + 3) / 4 * 4, wholeVectors(n))
    let buffer = MatrixBuffer<Scalar>(rows: 1, columns: (rows + 4) * stride + 3 * n)
    var memory = ScratchMemory(buffer.view)
    let square = memory.matrix(rows: rows, columns: stride)
    let scratch = memory.matrix(rows: 4, columns: stride)
    let numbers = memory.matrix(rows: 3, columns: n)
    square.fill(0)
    let copy = square.rows(0..<n).columns(0..<n)
    copy.updateLowerTriangle(from: a.reading)
    copy.mirrorLowerTriangle()
    // In bounds: the pieces have the sizes that the kernel requires.
    unsafe Scalar._routines.best.tridiagonalize(n, square.base, stride, numbers.base, scratch.base)
    a.update(from: copy.reading)
    tridiagonal.diagonal = numbers.reading.row(0).elements()
    tridiagonal.offDiagonal = numbers.reading.row(1).elements()
    factors = numbers.reading.row(2).elements()
    withExtendedLifetime(buffer) {}
  }

  /// Reduces row i, when `taken` rows of `left` and `right` are filled.
  private mutating func reduceRow(_ i: Int, taken: Int) {
    let (left, right) = (left.rows(0..<taken), right.rows(0..<taken))
    let row = a.row(i).columns(0..<i + 1)
    subtract(right.columns(i..<i + 1), left.columns(0..<i + 1), from: row)
    tridiagonal.diagonal[i] = row[0, i]
    if i == 0 { return }
    let v = row.columns(0..<i)
    let reflection = v.makeReflection()
    (tridiagonal.offDiagonal[i - 1], factors[i]) = reflection
    let w = self.left.row(taken + 1).columns(0..<i)
    if reflection.tau == 0 {
      w.fill(0)
    } else {
      SymmetricVectorProduct(a: a.rows(0..<i).columns(0..<i).reading, x: v.reading, y: w, parts: parts)
        .run(threads: configuration.threads)
      let products = products.rows(0..<taken)
      multiply(left.columns(0..<i).reading.operand, v.reading.t, into: products, configuration: configuration)
      subtract(products, right.columns(0..<i), from: w)
      // w := tau w - tau^2 (w^T v) / 2 v.
      let product = self.products.row(0)
      multiply(w.reading.operand, v.reading.t, into: product, configuration: configuration)
      w.scale(by: reflection.tau)
      w.add(v.reading, scaledBy: -reflection.tau * reflection.tau * product[0, 0] / 2)
    }
    self.left.row(taken).columns(0..<i).update(from: v.reading)
    self.right.row(taken).columns(0..<i).update(from: w.reading)
    self.right.row(taken + 1).columns(0..<i).update(from: v.reading)
  }

  /// A := A - left^T right for the lower triangle of the first `order` rows.
  private func correctTriangle(_ order: Int, by count: Int) {
    for start in stride(from: 0, to: order, by: Self.block) {
      let rows = start..<min(start + Self.block, order)
      subtract(
        left.rows(0..<count).columns(rows), right.rows(0..<count).columns(0..<rows.upperBound),
        from: a.rows(rows).columns(0..<rows.upperBound))
    }
  }

  /// c := c - x^T y.
  private func subtract(
    _ x: MutableMatrixView<Scalar>, _ y: MutableMatrixView<Scalar>, from c: MutableMatrixView<Scalar>
  ) {
    if x.rows == 0 { return }
    multiply(x.reading.t, y.reading.operand, into: c, alpha: -1, beta: 1, configuration: configuration)
  }
}

extension MutableMatrixView {
  /// Replaces this row x by v with the last element 1, so that x (1 - tau v v^T) is zero except for the last element,
  /// beta.
  ///
  /// tau is 0 if the other elements are zero, or so small that their squares vanish beside a norm near 1; they are then
  /// set to 0.
  ///
  /// - Note: LAPACK `larfg`; Golub & Van Loan, 4th ed., 5.1. Squares are summed up in Double for either scalar.
  fileprivate func makeReflection() -> (beta: Scalar, tau: Scalar) {
    let last = columns - 1
    let (x, alpha) = (self.columns(0..<last), Double(self[0, last]))
    let squares = x.reading.sumOfSquares
    let least = max(Double(Scalar.leastNormalMagnitude / Scalar.ulpOfOne), 0x1p-459)
    self[0, last] = 1
    if squares < least * least {
      x.fill(0)
      return (Scalar(alpha), 0)
    }
    let norm = (alpha * alpha + squares).squareRoot()
    let beta = alpha < 0 ? norm : -norm
    x.scale(by: Scalar(1 / (alpha - beta)))
    return (Scalar(beta), Scalar((beta - alpha) / beta))
  }
}
