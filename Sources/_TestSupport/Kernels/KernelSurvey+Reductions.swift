import LinearAlgebra

extension KernelSurvey {
  /// sum, sumOfSquares, rowSums, columnSums and the columns' variances: the bits of their documented order.
  func reductions() {
    begin("reductions")
    // Columns are summed 1,024 at a time.
    for columns in sizes + [1023, 1024, 1025, 2050] {
      for rows in columns > 1000 ? [2] : [0, 1, 2, 5] {
        for isFinite in [false, true] { sums(rows, columns, isFinite: isFinite) }
      }
    }
  }

  private func sums(_ rows: Int, _ columns: Int, isFinite: Bool) {
    let x = source(rows, columns, isFinite ? Self.usualNumber : Self.anyNumber)
    let base = unsafe x.view.base
    // In bounds, here and below: the shapes are those of the matrices.
    let sum = unsafe kernels.sum(rows, columns, base, x.stride)
    record(difference(of: sum, from: sumInLanes(x, rows: 0..<rows)), of: "sum of \(rows)x\(columns)")
    let squares = unsafe kernels.sumOfSquares(rows, columns, base, x.stride)
    record(
      difference(of: squares, from: sumInLanes(x, rows: 0..<rows) { $0 * $0 }), of: "sumOfSquares of \(rows)x\(columns)"
    )
    for divisor in [1, 3] as [Double] {
      let (byRow, byColumn) = (target(1, rows), target(1, columns))
      unsafe kernels.rowSums(rows, columns, base, x.stride, divisor, byRow.view.base)
      record(
        byRow.difference { _, i in Scalar(sumInLanes(x, rows: i..<i + 1) / divisor) },
        of: "rowSums of \(rows)x\(columns), divisor \(divisor)")
      unsafe kernels.columnSums(rows, columns, base, x.stride, divisor, byColumn.view.base)
      record(
        byColumn.difference { _, j in Scalar((0..<rows).reduce(0.0) { $0 + Double(x[$1, j]) } / divisor) },
        of: "columnSums of \(rows)x\(columns), divisor \(divisor)")
      if rows > 0 { variances(x, divisor) }
    }
  }

  private func variances(_ x: GuardedMatrix<Scalar>, _ divisor: Double) {
    let (rows, columns) = (x.rows, x.columns)
    func sumOfSquares(_ j: Int) -> Double {
      let column = (0..<rows).map { Double(x[$0, j]) }
      let mean = column[0] + column.dropFirst().reduce(0.0) { $0 + ($1 - column[0]) } / Double(rows)
      let distances = column.map { $0 - mean }
      let rest = distances.reduce(0.0, +)
      return distances.reduce(0.0) { $0 + $1 * $1 } - rest * rest / Double(rows)
    }
    let (variances, deviations) = (target(1, columns), target(1, columns))
    // In bounds: the shapes are those of the matrices.
    unsafe kernels.columnVariances(rows, columns, x.view.base, x.stride, divisor, variances.view.base)
    unsafe kernels.columnStandardDeviations(rows, columns, x.view.base, x.stride, divisor, deviations.view.base)
    record(
      variances.difference { _, j in Scalar(sumOfSquares(j) / divisor) },
      of: "columnVariances of \(rows)x\(columns), divisor \(divisor)")
    record(
      deviations.difference { _, j in Scalar((sumOfSquares(j) / divisor).squareRoot()) },
      of: "columnStandardDeviations of \(rows)x\(columns), divisor \(divisor)")
  }

  /// Element (i, j) in lane j mod 16, each lane an ascending chain over rows, then columns, at the end folded by halves.
  private func sumInLanes(
    _ x: GuardedMatrix<Scalar>, rows: Range<Int>, _ term: (Double) -> Double = { $0 }
  ) -> Double {
    var lanes = [Double](repeating: 0, count: 16)
    for i in rows { for j in 0..<x.columns { lanes[j % 16] += term(Double(x[i, j])) } }
    for width in [8, 4, 2, 1] { for lane in 0..<width { lanes[lane] += lanes[lane + width] } }
    return lanes[0]
  }

  /// largestMagnitude and largestMagnitudeInTriangle: NaN where one is, else the largest |x|, 0 of none.
  func magnitudes() {
    begin("magnitudes")
    for size in sizes {
      for isFinite in [false, true] {
        let draw = isFinite ? Self.usualNumber : Self.anyNumber
        for rows in [0, 1, 2, 5] {
          let x = source(rows, size, draw)
          // In bounds: the shape is that of the matrix.
          let got = unsafe kernels.largestMagnitude(rows, size, x.view.base, x.stride)
          record(
            difference(of: got, from: largestMagnitude(x) { _ in size }, elements: rows * size),
            of: "largestMagnitude of \(rows)x\(size)")
        }
        // What lies above the diagonal is larger, and is not read as part of it.
        let square = source(size, size, draw)
        for i in 0..<size { for j in i + 1..<max(size, i + 1) { square[i, j] = .infinity } }
        // In bounds: the matrix has `size` rows and columns.
        let got = unsafe kernels.largestMagnitudeInTriangle(size, square.view.base, square.stride)
        record(
          difference(of: got, from: largestMagnitude(square) { $0 + 1 }, elements: size * (size + 1) / 2),
          of: "largestMagnitudeInTriangle of \(size)")
      }
    }
  }

  private func largestMagnitude(_ x: GuardedMatrix<Scalar>, _ columns: (Int) -> Int) -> Scalar {
    var largest = Scalar.zero
    for i in 0..<x.rows {
      for j in 0..<columns(i) where !largest.isNaN && !(x[i, j].magnitude <= largest) { largest = x[i, j].magnitude }
    }
    return largest
  }
}
