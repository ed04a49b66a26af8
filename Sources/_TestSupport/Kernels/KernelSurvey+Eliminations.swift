import LinearAlgebra

extension KernelSurvey {
  /// eliminate and exchangeColumns: the pivots and the bits of an elimination step by step.
  func eliminations() {
    begin("eliminations")
    for count in orders {
      for rows in [count, count + 1, count + 5, 17, 33, 65, 130, 200] where rows >= count {
        for first in [0, 3] {
          for kind in ["ordinary", "few", "tiny"] {
            elimination(first: first, count, rows: first + rows, kind)
          }
          overflow(first: first, count, rows: first + rows)
        }
      }
    }
  }

  private func elimination(first: Int, _ count: Int, rows: Int, _ kind: String) {
    // Few numbers have ties, and columns that vanish; tiny columns have pivots without a reciprocal.
    let x = target(count, rows) {
      kind == "few" ? Scalar(Int.random(in: -1...1, using: &$0)) : Self.anyOrdinaryNumber(using: &$0)
    }
    for j in 0..<count where kind == "tiny" && j % 3 == 0 {
      for i in 0..<rows { x[j, i] *= Scalar.leastNormalMagnitude / 64 }
    }
    let (old, scratch) = (x.copy(), target(1, 64 + 20 * (rows - first + 32)))
    var pivots = [Int32](repeating: -1, count: rows)
    // In bounds: each of `count` rows has `rows` elements, and a pivot.
    let singular = unsafe kernels.eliminate(
      first, count, rows, x.view.base, x.stride, &pivots, scratch.view.base)
    let (wanted, wantedPivots, wantedSingular) = eliminated(old, first: first)
    var problem = scratch.overwritten
    if pivots != wantedPivots { problem = "the pivots are \(pivots), should be \(wantedPivots)" }
    if singular != wantedSingular { problem = "the first zero is \(singular), should be \(wantedSingular)" }
    // A zero may have another sign: it is not above its pivot by itself.
    record(
      x.excess { (Double(wanted[$0][$1]), 0) }, or: problem,
      of: "eliminate of \(count) columns, \(rows) rows from \(first), \(kind) numbers")
    exchange(x, pivots, first: first, count: count)
  }

  /// An elimination whose numbers overflow, where infinity times a zero of the padding is NaN: a pivot is a row nevertheless.
  private func overflow(first: Int, _ count: Int, rows: Int) {
    let x = target(count, rows) { Self.number(in: -1..<1, using: &$0) }
    // Ordinary pivots between, so that no factor is zero or NaN as in the padding.
    for j in stride(from: 0, to: count, by: 2) {
      for i in 0..<rows { x[j, i] = x[j, i] < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude }
    }
    let scratch = target(1, 64 + 20 * (rows - first + 32))
    var pivots = [Int32](repeating: -1, count: rows)
    // In bounds: as above.
    _ = unsafe kernels.eliminate(first, count, rows, x.view.base, x.stride, &pivots, scratch.view.base)
    var problem = x.overwritten ?? scratch.overwritten
    for i in first..<first + count where !(i + 1...rows).contains(Int(pivots[i])) {
      problem = "the pivot of row \(i) of \(rows) is \(pivots[i])"
    }
    record((count, problem), of: "eliminate of \(count) columns, \(rows) rows from \(first), with an overflow")
  }

  /// The elimination column by column.
  private func eliminated(
    _ a: GuardedMatrix<Scalar>, first: Int
  ) -> (columns: [[Scalar]], pivots: [Int32], singular: Int) {
    var columns = (0..<a.rows).map { j in (0..<a.columns).map { a[j, $0] } }
    // What is to be taken out of each element.
    var sums = columns.map { $0.map { _ in Scalar(0) } }
    var pivots = [Int32](repeating: -1, count: a.columns)
    var singular = 0
    for k in 0..<a.rows {
      let place = first + k
      for i in first..<a.columns { columns[k][i] -= sums[k][i] }
      let pivot = (place..<a.columns).reduce(place) {
        columns[k][$1].magnitude > columns[k][$0].magnitude ? $1 : $0
      }
      pivots[place] = Int32(pivot + 1)
      let value = columns[k][pivot]
      if value == 0 {
        if singular == 0 { singular = place + 1 }
        continue
      }
      for j in 0..<a.rows {
        columns[j].swapAt(place, pivot)
        sums[j].swapAt(place, pivot)
      }
      for i in place + 1..<max(a.columns, place + 1) { columns[k][i] /= value }
      for j in k + 1..<max(a.rows, k + 1) {
        let factor = columns[j][place] - sums[j][place]
        for i in place + 1..<max(a.columns, place + 1) {
          sums[j][i] = sum(sums[j][i], factor, columns[k][i])
        }
      }
    }
    return (columns, pivots, singular)
  }

  /// Forwards as the definition says, and backwards to what was.
  private func exchange(_ x: GuardedMatrix<Scalar>, _ pivots: [Int32], first: Int, count: Int) {
    let old = x.copy()
    var order = Array(0..<x.columns)
    for i in first..<first + count { order.swapAt(i, Int(pivots[i]) - 1) }
    // In bounds: the pivots are places in the rows.
    unsafe kernels.exchangeColumns(x.rows, x.view.base, x.stride, first, first + count, pivots, false)
    record(x.difference { old[$0, order[$1]] }, of: "exchangeColumns")
    unsafe kernels.exchangeColumns(x.rows, x.view.base, x.stride, first, first + count, pivots, true)
    record(x.difference { old[$0, $1] }, of: "exchangeColumns backwards")
  }

  /// factorCholesky: the bits of L, and the first minor that is not positive.
  func choleskyBlocks() {
    begin("cholesky blocks")
    for order in 1...16 {
      for failure in -1..<order {
        let a = target(order, order) { Self.number(in: -1..<1, using: &$0) }
        for i in 0..<order {
          a[i, i] = Scalar(order) + Self.number(in: 0..<1, using: &generator)
          for j in i + 1..<max(order, i + 1) { a[i, j] = Self.canary }
        }
        if failure >= 0 { a[failure, failure] = [0, -1, .nan][failure % 3] }
        let (old, scratch) = (a.copy(), target(1, 256))
        // In bounds: A is square.
        let info = unsafe kernels.factorCholesky(order, a.view.base, a.stride, scratch.view.base)
        var problem = scratch.overwritten
        if info != failure + 1 { problem = "minor \(info) is not positive, should be \(failure + 1)" }
        let l = factored(old)
        record(
          failure >= 0 ? (order * order, a.overwritten) : a.difference { $1 <= $0 ? l[$1][$0] : Self.canary },
          or: problem, of: "factorCholesky of \(order)")
      }
    }
  }

  /// The columns of L, step by step.
  private func factored(_ a: GuardedMatrix<Scalar>) -> [[Scalar]] {
    var columns = (0..<a.rows).map { j in (0..<a.rows).map { a[max($0, j), min($0, j)] } }
    for k in 0..<a.rows {
      let root = columns[k][k].squareRoot()
      for i in k..<a.rows { columns[k][i] = i == k ? root : columns[k][i] / root }
      for j in k + 1..<max(a.rows, k + 1) {
        let factor = -columns[k][j]
        for i in j..<a.rows { columns[j][i] = sum(columns[j][i], factor, columns[k][i]) }
      }
    }
    return columns
  }
}
