/// A sweep of the QR algorithm with many shifts: a train of small bulges, two shifts each, is chased down the active block.
///
/// While the train crosses a window of rows, only the window changes; its transformations are then applied to the rest
/// of H and to Z as products, which are most of the work.
///
/// - Note: LAPACK `laqr5`; Braman, Byers and Mathias, The multishift QR algorithm I (2002).
struct MultishiftSweep<Scalar: BLASScalar> {
  let update: WindowUpdate<Scalar>
  /// At least three rows: a block of two is left to the double shift.
  let active: Range<Int>
  let shifts: [ShiftPair<Scalar>]
  /// Scratch for the matrix of a window.
  let buffer: MatrixBuffer<Scalar>

  private var h: ColumnMatrix<Scalar> { update.h }
  /// The last row of the active block.
  private var last: Int { active.upperBound - 1 }

  /// The rows of a window for a sweep with this many bulges.
  static func windowSize(bulges: Int) -> Int { 6 * bulges - 3 }

  /// - Parameter shifts: at least one pair; the first ones enter last.
  func run() {
    let bulges = shifts.count
    let travel = 3 * bulges - 2
    let first = active.lowerBound
    h[first + 2, first] = 0
    // The first column of bulge m is 3 m right of that of the last bulge, which is `position`.
    var start = first - 1 - 3 * (bulges - 1)
    while start <= last - 2 {
      let window = Swift.max(first, start + 1)..<Swift.min(start + Self.windowSize(bulges: bulges), last) + 1
      let u = ColumnMatrix(buffer.view.reshaped(rows: window.count, columns: window.count))
      let done = Swift.max(first, start)
      u.setIdentity()
      for position in start..<Swift.min(start + travel, last - 1) {
        for m in (0..<bulges).reversed() {
          let column = position + 3 * m
          if column >= first - 1 && column <= last - 2 { step(column, shifts[m], window, done, u) }
        }
      }
      update.apply(u, window: window, active: active, done: done)
      start += travel
    }
  }

  /// Moves a bulge by one row: the reflection that makes `column` zero below the subdiagonal, applied to the rows from
  /// `top` on.
  private func step(
    _ column: Int, _ pair: ShiftPair<Scalar>, _ window: Range<Int>, _ top: Int, _ u: ColumnMatrix<Scalar>
  ) {
    let k = column + 1
    h.reflect(
      k, columns: k..<window.upperBound, rows: top..<Swift.min(k + 4, active.upperBound), u, at: k - window.lowerBound,
      isPair: k == last - 1, reflector(column, pair))
    if column >= active.lowerBound { deflate(k) }
  }

  /// The reflection of three rows, or of the last two: the first one makes a bulge in the active block, later ones move
  /// it.
  private func reflector(_ column: Int, _ pair: ShiftPair<Scalar>) -> SmallReflector<Scalar> {
    let k = column + 1
    if column < active.lowerBound {
      let (x, y, z) = h.firstColumn(k, pair)
      return SmallReflector(x, y, z)
    }
    let isLast = k == last - 1
    let (x, y, z) = (h[k, column], h[k + 1, column], isLast ? 0 : h[k + 2, column])
    var reflector = SmallReflector(x, y, z)
    var first = reflector.beta
    if !isLast && z == 0 && h[k + 2, k] == 0 && h[k + 2, k + 1] != 0 {
      // The bulge has collapsed, and its shifts are lost unless it is made anew here, which is done where the remainder
      // is negligible.
      let (x1, y1, z1) = h.firstColumn(k, pair)
      let fresh = SmallReflector(x1, y1, z1)
      let sum = fresh.tau * (x + fresh.second * y)
      let left = (y - sum * fresh.second).magnitude + (sum * fresh.third).magnitude
      let scale = h[column, column].magnitude + h[k, k].magnitude + h[k + 1, k + 1].magnitude
      if left <= Scalar.ulpOfOne * scale { (reflector, first) = (fresh, x - sum) }
    }
    (h[k, column], h[k + 1, column]) = (first, 0)
    if !isLast { h[k + 2, column] = 0 }
    return reflector
  }

  /// Sets the element left of the diagonal in row k to zero where it is negligible.
  private func deflate(_ k: Int) {
    if h[k, k - 1] != 0 && h.isNegligible(k, in: active) { h[k, k - 1] = 0 }
  }
}
