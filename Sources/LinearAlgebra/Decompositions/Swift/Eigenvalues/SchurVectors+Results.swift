extension SchurVectors {
  /// Divides each vector of T by its largest element.
  func normalize(_ columns: Range<Int>) {
    var r = 0
    while r < columns.count {
      let rows = r..<r + t.blockSize(columns.lowerBound + r)
      let vector = x.view.rows(rows).columns(0..<columns.upperBound)
      vector.set(.quotient, vector.reading, vector.reading.largestMagnitude())
      r = rows.upperBound
    }
  }

  /// Q times the vectors of the block `columns`.
  func transform(_ columns: Range<Int>, _ q: ColumnMatrix<Scalar>) {
    let (n, count, end) = (t.columns, columns.count, columns.upperBound)
    let (x, product) = (x.firstRows(count).columns(0..<end), product.firstRows(count))
    if isLeft {
      for r in 0..<count { for i in 0..<end / 2 { (x[r, i], x[r, end - 1 - i]) = (x[r, end - 1 - i], x[r, i]) } }
    }
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
}

extension ColumnMatrix {
  /// Transposes about the other diagonal, in place: element (i, j) is exchanged with (n - 1 - j, n - 1 - i).
  func transposeInReverse() {
    let n = rows
    for j in 0..<n {
      for i in 0..<n - 1 - j {
        (self[i, j], self[n - 1 - j, n - 1 - i]) = (self[n - 1 - j, n - 1 - i], self[i, j])
      }
    }
  }
}
