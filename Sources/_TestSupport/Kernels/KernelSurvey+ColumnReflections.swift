import LinearAlgebra

extension KernelSurvey {
  /// factorColumns: the reflections that it leaves take A, its columns in their new order, to R and to what is left.
  func columnReflections() {
    begin("column reflections")
    for rows in fewSizes where rows > 0 {
      for count in fewSizes where count > 0 {
        for kind in ColumnCase.Kind.allCases { columns(ColumnCase(rows: rows, count: count, kind: kind)) }
      }
    }
  }

  private func columns(_ columns: ColumnCase) {
    let (rows, count, kind) = (columns.rows, columns.count, columns.kind)
    let a = target(rows, count) { Self.number(in: -1..<1, using: &$0) }
    let scale = columns.change(a)
    let (old, tau, scratch) = (
      a.copy(), target(1, min(rows, count)), target(1, 2 * (count + 15) / 16 * 16 + 5 * ((rows + 15) / 16 * 16) + 32)
    )
    for pivoted in [false, true] {
      let (first, end) = (columns.first, columns.end)
      a.restore(old.contents)
      for i in 0..<tau.columns { tau[0, i] = Self.canary }
      var order = (0..<rows).map { Int32($0) }
      // In bounds: a factor for each column before `end`, and an index for each column.
      let done = unsafe order.withUnsafeMutableBufferPointer { order in
        unsafe kernels.factorColumns(
          first, end, rows, count, a.view.base, a.stride, tau.view.base, scale, pivoted ? order.baseAddress : nil,
          scratch.view.base)
      }
      let result = ColumnResult(a: a, old: old, tau: tau, order: order.map(Int.init), first: first, done: done)
      var problem = a.overwritten ?? tau.overwritten ?? scratch.overwritten ?? result.problem
      if pivoted { problem = problem ?? result.problemOfPivots }
      if let wanted = columns.stop(pivoted: pivoted), done != wanted {
        problem = "stopped at \(done), should have at \(wanted)"
      }
      record(
        (rows * count, problem),
        of: "factorColumns of \(count)x\(rows) from \(first) to \(end), \(kind), pivoted \(pivoted)")
    }
  }
}

/// Columns to be factored.
private struct ColumnCase {
  enum Kind: CaseIterable { case ordinary, part, zeros, dependent, tinyColumn, hugeScale }

  let rows: Int
  let count: Int
  let kind: Kind

  private var most: Int { min(rows, count) }
  var first: Int { kind == .part ? most / 3 : 0 }
  var end: Int { kind == .part ? most - most / 4 : most }

  /// Makes random columns those of this case; returns the scale for them.
  func change<Scalar: BLASScalar>(_ a: GuardedMatrix<Scalar>) -> Scalar {
    let (large, middle) = (Scalar.greatestFiniteMagnitude.squareRoot().squareRoot(), rows / 2)
    for j in 0..<rows {
      for k in 0..<count {
        switch kind {
        case .zeros where j % 3 == 1 || k > j: a[j, k] = 0
        case .dependent where j > 1: a[j, k] = a[0, k] - Scalar(j) * a[j % 2, k] / 64
        case .tinyColumn where j == middle: a[j, k] *= .leastNormalMagnitude
        case .hugeScale: a[j, k] *= large
        default: break
        }
      }
    }
    let scale = Scalar(sign: .plus, exponent: -4, significand: 1)
    return kind == .hugeScale ? scale * Scalar(sign: .plus, exponent: -large.exponent, significand: 1) : scale
  }

  /// Where the kernel stops; nil where that depends on rounding.
  func stop(pivoted: Bool) -> Int? {
    switch kind {
    case .ordinary, .part, .hugeScale: end
    case .tinyColumn: pivoted ? nil : count - rows / 2 > 1 && rows / 2 < end ? rows / 2 : end
    case .zeros, .dependent: nil
    }
  }
}

/// What the kernel made of columns.
private struct ColumnResult<Scalar: BLASScalar & OracleScalar> {
  let a: GuardedMatrix<Scalar>
  let old: GuardedMatrix<Scalar>
  let tau: GuardedMatrix<Scalar>
  let order: [Int]
  let first: Int
  let done: Int

  private var unit: Double { 16 * Double(a.columns + 8) * Scalar.unitRoundoff }

  private func length(_ column: some Sequence<Double>) -> Double {
    column.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// What is wrong with the factors or with what they leave.
  var problem: String? {
    if order.sorted() != Array(0..<a.rows) { return "the order \(order) is none" }
    for i in done..<max(tau.columns, done) where tau[0, i] != Scalar.canary {
      return "factor \(i) was written"
    }
    for j in 0..<a.rows {
      var column = (0..<a.columns).map { Double(old[order[j], $0]) }
      let error = unit * length(column) + Double(Scalar.leastNormalMagnitude)
      for i in first..<max(min(done, j + 1), first) {
        let v = (0..<a.columns).map { $0 < i ? 0 : $0 == i ? 1 : Double(a[i, $0]) }
        let factor = Double(tau[0, i]) * zip(v, column).reduce(0) { $0 + $1.0 * $1.1 }
        for k in i..<a.columns { column[k] -= factor * v[k] }
      }
      for k in 0..<a.columns {
        let isVector = j >= first && j < done && k > j
        let (got, wanted) = (isVector ? 0 : Double(a[j, k]), column[k])
        if !((got - wanted).magnitude <= error) { return "element \(k) of column \(j) is \(got), should be \(wanted)" }
      }
    }
    return nil
  }

  /// What is wrong with the pivots: the part of a column that is left is not longer.
  var problemOfPivots: String? {
    for i in first..<max(done, first) {
      let pivot = Double(a[i, i].magnitude)
      for j in i..<a.rows {
        let part = length((i..<max(min(j + 1, done), i)).map { Double(a[j, $0]) })
        let error = Double(unit).squareRoot() * pivot + unit * length((0..<a.columns).map { Double(old[order[j], $0]) })
        if !(part <= pivot + error) { return "column \(j) is longer than pivot \(i)" }
      }
    }
    return nil
  }
}
