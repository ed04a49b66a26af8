// Combines old vectors into new ones, and transforms coordinates back.

extension BidiagonalDivision {
  /// The segments of a merge: old rows that are nonzero in the same columns. One with all rows and columns of products, or
  /// two of vectors.
  private func segments(
    _ vectors: MutableMatrixView<Scalar>, _ merge: Merge, isLeft: Bool
  ) -> [(columns: Range<Int>, rows: ArraySlice<Int>)] {
    if isCompact { return [(0..<vectors.columns, merge.order[...])] }
    let end = merge.end + (isLeft ? 0 : merge.extra)
    // The middle belongs to both where it was rotated with vectors of both.
    let lowerStart = merge.upperCount + (!isLeft && merge.extra == 1 ? 0 : 1)
    return [
      (merge.start..<merge.middle + 1, merge.order[...(merge.upperCount + merge.bothCount)]),
      (merge.middle + 1..<end, merge.order[lowerStart...]),
    ]
  }

  /// Replaces the rows of a merge by the vectors of the roots, followed by the deflated ones.
  func combine(_ vectors: MutableMatrixView<Scalar>, _ merge: Merge, isLeft: Bool) {
    if vectors.columns == 0 { return }
    let (start, count) = (merge.start, merge.roots.count)
    let columns = isCompact ? 0..<vectors.columns : start..<merge.end + (isLeft ? 0 : merge.extra)
    var used = 0
    /// Copies of rows, one after the other.
    func copy(_ rows: ArraySlice<Int>, _ columns: Range<Int>) -> MutableMatrixView<Scalar> {
      let target = old.reshaped(rows: 1, columns: old.rows * old.columns)
        .columns(used..<used + rows.count * columns.count).reshaped(rows: rows.count, columns: columns.count)
      used += rows.count * columns.count
      let source = vectors.reading.columns(columns)
      for (i, row) in rows.enumerated() { target.row(i).update(from: source.row(row)) }
      return target
    }
    let parts = segments(vectors, merge, isLeft: isLeft).map { (segment: $0, rows: copy($0.rows, $0.columns)) }
    let deflated = copy(merge.deflated[...], columns)
    forCoordinates(merge, isLeft: isLeft) { roots, basis in
      let target = vectors.rows(start + roots.lowerBound..<start + roots.upperBound)
      for part in parts {
        let rows = part.segment.rows
        multiply(
          basis.columns(rows.startIndex..<rows.endIndex).operand, part.rows.reading.operand,
          into: target.columns(part.segment.columns), configuration: configuration)
      }
    }
    vectors.rows(start + count..<start + count + merge.deflated.count).columns(columns).update(from: deflated.reading)
  }

  /// Calls `body` with the coordinates of the new vectors in the basis of the old ones, some at a time, in the order of
  /// the merge.
  private func forCoordinates(_ merge: Merge, isLeft: Bool, _ body: (Range<Int>, MatrixView<Scalar>) -> Void) {
    let (count, rows) = (merge.roots.count, coordinates.rows)
    unsafe merge.poles.withUnsafeBufferPointer { poles in
      unsafe merge.z.withUnsafeBufferPointer { z in
        guard let poles = poles.baseAddress, let z = z.baseAddress else { return }
        for first in stride(from: 0, to: count, by: rows) {
          let range = first..<Swift.min(first + rows, count)
          let basis = coordinates.view.reshaped(rows: range.count, columns: count)
          for i in range {
            let root = merge.roots[i]
            // In bounds: `count` poles, elements of z and of a row.
            unsafe Scalar._routines.best.secularVector(
              count, poles, z, root.pole, root.offset, isLeft, merge.upperCount, basis.row(i - first).base)
          }
          body(range, basis.reading)
        }
      }
    }
  }

  /// Y := V Y, or U Y, for coordinates in the order of `values`, n x r; r is at most the number of columns of the
  /// products.
  ///
  /// - Precondition: `keepsHistory` was set.
  func transformBack(_ y: MutableMatrixView<Scalar>, isLeft: Bool) {
    if y.columns == 0 { return }
    for step in history.reversed() {
      switch step {
      case .leaf(let start, let left, let right):
        let vectors = isLeft ? left : right
        replace(y.rows(start..<start + vectors.count), by: vectors, transposed: true)
      case .merge(let merge): transformBack(y, merge, isLeft: isLeft)
      }
    }
  }

  private func transformBack(_ y: MutableMatrixView<Scalar>, _ merge: Merge, isLeft: Bool) {
    let (start, count) = (merge.start, merge.roots.count)
    let copy = old.reshaped(rows: merge.end - start, columns: y.columns)
    copy.update(from: y.reading.rows(start..<merge.end))
    if count > 0 {
      let sums = MatrixBuffer<Scalar>(rows: count, columns: y.columns)
      forCoordinates(merge, isLeft: isLeft) { roots, basis in
        multiply(
          basis.t, copy.reading.rows(roots).operand, into: sums.view, beta: roots.lowerBound == 0 ? 0 : 1,
          configuration: configuration)
      }
      for (j, row) in merge.order.enumerated() { y.row(row).update(from: sums.view.reading.row(j)) }
    }
    for (j, row) in merge.deflated.enumerated() { y.row(row).update(from: copy.reading.row(count + j)) }
    for rotation in merge.rotations.reversed() {
      y.rotateRows(rotation.rows.0, rotation.rows.1, cosine: rotation.cosine, sine: -rotation.sine)
    }
    if !isLeft, let rotation = merge.annihilated {
      y.rotateRows(rotation.rows.0, rotation.rows.1, cosine: rotation.cosine, sine: -rotation.sine)
    }
  }
}
