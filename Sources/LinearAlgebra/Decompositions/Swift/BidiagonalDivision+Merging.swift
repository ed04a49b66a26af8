extension BidiagonalDivision {
  /// Two rows that were rotated.
  struct RowRotation {
    let rows: (Int, Int)
    let cosine: Scalar
    let sine: Scalar
  }

  /// A merge of the rows from `start` on; those of left vectors end before `end`.
  struct Merge {
    let start: Int
    let middle: Int
    let end: Int
    /// The columns of the part beyond `end`: 0 or 1.
    let extra: Int
    /// The rotation of the right vectors that the parts annihilate, and those of the left and right vectors of nearly
    /// equal values.
    var annihilated: RowRotation?
    var rotations: [RowRotation] = []
    /// The rows that are combined: first those that are zero below the middle, then the middle itself, those that are
    /// nonzero on both sides, and those that are zero above it.
    var order: [Int] = []
    /// The number of those that are zero below the middle, and of those that are nonzero on both sides.
    var upperCount = 0
    var bothCount = 0
    /// The deflated rows, which stay as they are and follow those of the roots.
    var deflated: [Int] = []
    var roots: [SingularSecularEquation.Root] = []
    /// The poles, and the vector z for which the roots are exact, in the order of `order`.
    var poles: [Double] = []
    var z: [Double] = []
  }

  /// An old value with its vectors, and its element of z.
  private struct Entry {
    var value: Double
    var z: Double
    /// The row of its vectors.
    var row: Int
    /// Which parts of the vectors are nonzero.
    var part: Part
  }

  private enum Part { case upper, both, lower }

  /// Merges the parts before and after the row `start + upper` into one of `count` rows.
  mutating func merge(_ start: Int, upper: Int, count: Int, extra: Int) {
    let (middle, end) = (start + upper, start + count)
    var merge = Merge(start: start, middle: middle, end: end, extra: extra)
    let alpha = values[middle]
    let beta = middle + 1 < end || extra == 1 ? above[middle] : 0
    if !isCompact { left[middle, middle] = 1 }
    // The last element of an upper right vector, and the first of a lower one.
    let (last, first) = isCompact ? (1, 0) : (middle, middle + 1)
    var entries = (start..<middle).map {
      Entry(value: values[$0], z: alpha * Double(right[$0, last]), row: $0, part: .upper)
    }
    entries += (middle + 1..<end).map {
      Entry(value: values[$0], z: beta * Double(right[$0, first]), row: $0, part: .lower)
    }
    entries.sort { $0.value < $1.value }
    var z = alpha * Double(right[middle, last])
    let other = extra == 1 ? beta * Double(right[end, first]) : 0
    if isCompact {
      for row in start...middle { right[row, 1] = 0 }
      for row in middle + 1..<end + extra { right[row, 0] = 0 }
    }
    let largest = Swift.max(entries.last?.value ?? 0, alpha.magnitude, beta.magnitude)
    if largest == 0 {
      // Zero values keep their vectors.
      values[middle] = 0
      merge.deflated = Array(start..<end)
      if keepsHistory { history.append(.merge(merge)) }
      return
    }
    // In a part that is tiny beside all of B, squares and the quotients of a vector would underflow.
    let tolerance = 16 * unit * Swift.max(largest, unit)
    if extra == 1 {
      // One combination of both belongs to z and the pole zero, the other stays annihilated.
      let rotation = Rotation(z, other)
      z = rotation.length
      let annihilated = RowRotation(
        rows: (middle, end), cosine: Scalar(rotation.cosine), sine: Scalar(rotation.sine))
      rotate(right, annihilated, merge)
      merge.annihilated = annihilated
    }
    if z.magnitude <= tolerance { z = z < 0 ? -tolerance : tolerance }

    let (kept, deflated) = deflate(entries, tolerance: tolerance, &merge)
    let groups = [Part.upper, .both, .lower].map { part in kept.filter { $0.part == part }.map(\.row) }
    merge.order = groups[0] + [middle] + groups[1] + groups[2]
    (merge.upperCount, merge.bothCount) = (groups[0].count, groups[1].count)
    merge.deflated = deflated.map(\.row)
    solveSecularEquation(kept, first: z, tolerance: tolerance, &merge)
    combine(left, merge, isLeft: true)
    combine(right, merge, isLeft: false)
    for (i, root) in merge.roots.enumerated() { values[start + i] = root.value }
    for (i, entry) in deflated.enumerated() { values[start + merge.roots.count + i] = entry.value }
    if keepsHistory { history.append(.merge(merge)) }
  }

  /// Splits the entries into those that z couples and those that it does not, or no longer after a rotation.
  private func deflate(
    _ entries: [Entry], tolerance: Double, _ merge: inout Merge
  ) -> (kept: [Entry], deflated: [Entry]) {
    var (kept, deflated): ([Entry], [Entry]) = ([], [])
    for var entry in entries {
      if entry.z.magnitude <= tolerance {
        deflated.append(entry)
        continue
      }
      if let before = kept.last, entry.value - before.value <= tolerance {
        let rotation = Rotation(entry.z, before.z)
        let rows = RowRotation(
          rows: (before.row, entry.row), cosine: Scalar(rotation.cosine), sine: Scalar(-rotation.sine))
        rotate(left, rows, merge)
        rotate(right, rows, merge)
        if keepsHistory { merge.rotations.append(rows) }
        entry.z = rotation.length
        if entry.part != before.part { entry.part = .both }
        deflated.append(before)
        kept.removeLast()
      }
      kept.append(entry)
    }
    return (kept, deflated)
  }

  private func rotate(_ vectors: MutableMatrixView<Scalar>, _ rotation: RowRotation, _ merge: Merge) {
    let columns = isCompact ? 0..<vectors.columns : merge.start..<Swift.min(merge.end + merge.extra, vectors.columns)
    vectors.columns(columns)
      .rotateRows(rotation.rows.0, rotation.rows.1, cosine: rotation.cosine, sine: rotation.sine)
  }

  /// Computes the roots, and the z for which they are exact.
  private func solveSecularEquation(_ kept: [Entry], first: Double, tolerance: Double, _ merge: inout Merge) {
    let count = kept.count + 1
    let view = numbers.view
    let (poles, squares, z, products) = (view.row(0), view.row(1), view.row(2), view.row(3))
    (poles[0, 0], z[0, 0]) = (0, first)
    for (j, entry) in kept.enumerated() { (poles[0, j + 1], z[0, j + 1]) = (entry.value, entry.z) }
    if count > 1 && poles[0, 1] <= tolerance / 2 { poles[0, 1] = tolerance / 2 }
    for j in 0..<count { squares[0, j] = z[0, j] * z[0, j] }
    // In bounds: the rows have n + 1 elements, at least `count`.
    let equation = unsafe SingularSecularEquation(
      poles: UnsafePointer(poles.base), squares: UnsafePointer(squares.base), count: count,
      unit: Swift.max(Double.ulpOfOne / 2, unit / 16))
    merge.roots = (0..<count).map { equation.root($0) }

    // Loewner's formula: the z that has exactly these roots.
    let last = merge.roots[count - 1]
    for j in 0..<count {
      let d = poles[0, j]
      products[0, j] = last.offset - (d - last.pole) * (d + last.pole)
    }
    for i in 0..<count - 1 {
      let (root, d, next) = (merge.roots[i], poles[0, i], poles[0, i + 1])
      // In bounds: i + 1 poles, and the others.
      unsafe Double._routines.best.secularProducts(i + 1, poles.base, root.pole, root.offset, next, products.base)
      unsafe Double._routines.best.secularProducts(
        count - i - 1, poles.base + i + 1, root.pole, root.offset, d, products.base + i + 1)
    }
    var places = [merge.middle: 0]
    for (j, entry) in kept.enumerated() { places[entry.row] = j + 1 }
    for row in merge.order {
      let place = places[row] ?? 0
      let size = Swift.max(products[0, place], 0).squareRoot()
      merge.poles.append(poles[0, place])
      merge.z.append(z[0, place] < 0 ? -size : size)
    }
  }
}
