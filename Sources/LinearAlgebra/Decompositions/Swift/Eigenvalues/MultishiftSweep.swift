/// A sweep of the QR algorithm with many shifts: a train of small bulges, two shifts each, is chased down the active block.
///
/// While the train crosses a window of rows, only the window changes; its transformations are then applied to the rest
/// of H and to Z as products, which are most of the work.
///
/// - Note: LAPACK `laqr5`; Braman, Byers and Mathias, The multishift QR algorithm I (2002).
struct MultishiftSweep<Scalar: BLASScalar> {
  let update: WindowUpdate<Scalar>
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
    let isLast = column == last - 2
    let reflector = isLast ? leave(column) : reflect(column, pair)
    let rows = top..<Swift.min(k + 4, active.upperBound)
    if isLast {
      let transform = PlaneTransform(reflector)
      h.transformRows(k, columns: k..<window.upperBound, transform)
      h.transformColumns(k, rows: rows, transform)
      u.transformColumns(k - window.lowerBound, rows: 0..<u.rows, transform)
    } else {
      h.reflectRows(k, columns: k..<window.upperBound, reflector)
      h.reflectColumns(k, rows: rows, reflector)
      u.reflectColumns(k - window.lowerBound, rows: 0..<u.rows, reflector)
    }
    if column >= active.lowerBound { deflate(k) }
  }

  /// The reflection of the last two rows.
  private func leave(_ column: Int) -> SmallReflector<Scalar> {
    let k = column + 1
    if column < active.lowerBound {
      // A block of two rows does not occur: it is left to the double shift.
      return SmallReflector(1, 0, 0)
    }
    let reflector = SmallReflector(h[k, column], h[k + 1, column], 0)
    (h[k, column], h[k + 1, column]) = (reflector.beta, 0)
    return reflector
  }

  /// The reflection of three rows: the first one makes a bulge in the active block, later ones move it.
  private func reflect(_ column: Int, _ pair: ShiftPair<Scalar>) -> SmallReflector<Scalar> {
    let k = column + 1
    if column < active.lowerBound {
      let (x, y, z) = h.firstColumn(k, pair)
      return SmallReflector(x, y, z)
    }
    let (x, y, z) = (h[k, column], h[k + 1, column], h[k + 2, column])
    if z != 0 || h[k + 2, k] != 0 || h[k + 2, k + 1] == 0 {
      let reflector = SmallReflector(x, y, z)
      (h[k, column], h[k + 1, column], h[k + 2, column]) = (reflector.beta, 0, 0)
      return reflector
    }
    // The bulge has collapsed, and its shifts are lost unless it is made anew here, which is done where the remainder
    // is negligible.
    let (x1, y1, z1) = h.firstColumn(k, pair)
    let fresh = SmallReflector(x1, y1, z1)
    let sum = fresh.tau * (x + fresh.second * y)
    let left = (y - sum * fresh.second).magnitude + (sum * fresh.third).magnitude
    let scale = h[column, column].magnitude + h[k, k].magnitude + h[k + 1, k + 1].magnitude
    if left <= Scalar.ulpOfOne * scale {
      (h[k, column], h[k + 1, column], h[k + 2, column]) = (x - sum, 0, 0)
      return fresh
    }
    let reflector = SmallReflector(x, y, 0)
    (h[k, column], h[k + 1, column], h[k + 2, column]) = (reflector.beta, 0, 0)
    return reflector
  }

  /// Sets the element left of the diagonal in row k to zero where it is negligible.
  private func deflate(_ k: Int) {
    if h[k, k - 1] != 0 && h.isNegligible(k, in: active) { h[k, k - 1] = 0 }
  }
}
