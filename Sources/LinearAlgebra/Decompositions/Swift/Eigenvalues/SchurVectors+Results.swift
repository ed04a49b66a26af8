extension SchurVectors {
  /// Divides each vector of T by its largest element.
  func normalize(_ columns: Range<Int>) {
    var r = 0
    while r < columns.count {
      let j = columns.lowerBound + r
      let count = j + 1 < t.columns && t[j + 1, j] != 0 ? 2 : 1
      let largest = x.view.rows(r..<r + count).columns(0..<columns.upperBound).reading.largestMagnitude()
      let view = x.view
      for row in r..<r + count {
        // In bounds: one divisor for the elements of a row.
        unsafe withUnsafePointer(to: largest) {
          let target = unsafe view.base + row * view.stride
          unsafe Scalar._routines.best.divide(columns.upperBound, target, 1, $0, 0, target)
        }
      }
      r += count
    }
  }

  /// Q times the vectors of the block `columns`.
  func transform(_ columns: Range<Int>, _ q: ColumnMatrix<Scalar>) {
    let (n, count, end) = (t.columns, columns.count, columns.upperBound)
    let (x, product) = (x.firstRows(count).columns(0..<end), product.firstRows(count))
    if isLeft { for r in 0..<count { for i in 0..<end / 2 { swap(x, r, i, end - 1 - i) } } }
    let rows = isLeft ? n - end..<n : 0..<end
    multiply(x.reading.operand, q.view.rows(rows).reading.operand, into: product, configuration: configuration)
    for r in 0..<count {
      let j = columns.lowerBound + r
      if !isLeft {
        q.view.row(j).update(from: product.row(r).reading)
        continue
      }
      // In reverse order, except that the real part of a pair still comes first; the left vector is the conjugate.
      let (isFirst, isSecond) = (j + 1 < n && t[j + 1, j] != 0, j > 0 && t[j, j - 1] != 0)
      let place = n - 1 - j + (isFirst ? -1 : isSecond ? 1 : 0)
      q.view.row(place).update(from: product.row(r).reading)
      if isSecond { for i in 0..<n { q[i, place] = -q[i, place] } }
    }
  }

  private func swap(_ x: MutableMatrixView<Scalar>, _ r: Int, _ i: Int, _ j: Int) {
    let (a, b) = (x[r, i], x[r, j])
    (x[r, i], x[r, j]) = (b, a)
  }
}

extension ColumnMatrix {
  /// Transposes about the other diagonal, in place: element (i, j) is exchanged with (n - 1 - j, n - 1 - i).
  func transposeInReverse() {
    let n = rows
    for j in 0..<n {
      for i in 0..<n - 1 - j {
        let (a, b) = (self[i, j], self[n - 1 - j, n - 1 - i])
        (self[i, j], self[n - 1 - j, n - 1 - i]) = (b, a)
      }
    }
  }
}
