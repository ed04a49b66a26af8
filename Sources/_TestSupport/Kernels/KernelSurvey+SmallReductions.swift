import LinearAlgebra

extension KernelSurvey {
  /// bidiagonalize, tridiagonalize and reduceToHessenberg: reflectors that are orthogonal, and whose product with what they leave is the matrix,
  /// whatever its magnitude.
  func smallReductions() {
    begin("small reductions")
    for n in fewSizes where n > 0 {
      for m in [n, n + 1, n + 7, 2 * n] { bidiagonalize(n, m, times: 1) }
      tridiagonalize(n, times: 1)
      reduceToHessenberg(n, times: 1)
    }
    let most = Int(Scalar.greatestFiniteMagnitude.exponent)
    let exponents = [most - 8, most / 2, most / 3, -most / 3, -most / 2, 40 - most]
    for factor in exponents.map({ Scalar(sign: .plus, exponent: Scalar.Exponent($0), significand: 1) }) + [0] {
      bidiagonalize(9, 13, times: factor)
      tridiagonalize(9, times: factor)
      reduceToHessenberg(9, times: factor)
    }
  }

  /// A matrix without gaps, with canaries around it.
  private func room(
    _ rows: Int, _ columns: Int, _ element: (Int, Int) -> Scalar = { _, _ in .nan }
  ) -> GuardedMatrix<Scalar> {
    var next = -1
    return GuardedMatrix(rows: rows, columns: columns, marker: Self.canary) {
      next += 1
      return element(next / columns, next % columns)
    }
  }

  private func bidiagonalize(_ n: Int, _ m: Int, times factor: Scalar) {
    let (stride, rightStride) = (wholeVectors(m), wholeVectors(n + 3))
    let old = target(n, m) { Self.usualNumber(using: &$0) * factor }
    let a = room(n + 3, stride) { $0 < n && $1 < m ? old[$0, $1] : 0 }
    let (left, right) = (room(n, stride), room(n, rightStride))
    let (numbers, scratch) = (room(4, n), room(1, stride + 2 * rightStride))
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.bidiagonalize(
      n, m, a.view.base, stride, left.view.base, right.view.base, rightStride, numbers.view.base, scratch.view.base)
    check(
      "bidiagonalize of \(n)x\(m) times \(factor)", old, factor,
      Reflectors(vectors: left, factors: (0..<n).map { numbers[2, $0] }) { (one: $0, range: $0..<m) },
      (0..<m).map { i in
        (0..<n).map { j in i == j ? Double(numbers[0, j]) : i + 1 == j ? Double(numbers[1, i]) : 0 }
      },
      Reflectors(vectors: right, factors: (0..<n - 1).map { numbers[3, $0] }) { (one: $0 + 1, range: $0 + 1..<n) },
      [a, numbers, scratch])
  }

  private func reduceToHessenberg(_ n: Int, times factor: Scalar) {
    let stride = wholeVectors(n + 3)
    let old = target(n, n) { Self.usualNumber(using: &$0) * factor }
    let a = room(n + 3, stride) { $0 < n && $1 < n ? old[$0, $1] : 0 }
    let (vectors, factors, scratch) = (room(n, stride), room(1, n), room(3, stride))
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.reduceToHessenberg(
      n, a.view.base, stride, vectors.view.base, factors.view.base, scratch.view.base)
    let description = "reduceToHessenberg of \(n) times \(factor)"
    record(a.problem { j, i, got in j < n && i > j + 1 && got != 0 ? "should be 0" : nil }, of: "\(description): H")
    let reflectors = Reflectors(vectors: vectors, factors: (0..<max(n - 2, 0)).map { factors[0, $0] }) {
      (one: $0 + 1, range: $0 + 1..<n)
    }
    // Rows of `a` are columns of H.
    let h = (0..<n).map { i in (0..<n).map { j in Double(a[j, i]) } }
    check(description, old, factor, reflectors, h, reflectors, [factors, scratch])
  }

  private func tridiagonalize(_ n: Int, times factor: Scalar) {
    let stride = wholeVectors(n)
    let old = target(n, n) { Self.usualNumber(using: &$0) * factor }
    for i in 0..<n { for j in 0..<i { old[j, i] = old[i, j] } }
    let a = room((n + 3) / 4 * 4, stride) { $0 < n && $1 < n ? old[$0, $1] : 0 }
    let (numbers, scratch) = (room(3, n), room(4, stride))
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.tridiagonalize(n, a.view.base, stride, numbers.view.base, scratch.view.base)
    let reflectors = Reflectors(vectors: a, factors: (0..<n).map { numbers[2, $0] }, ascends: true) {
      (one: $0 - 1, range: 0..<$0)
    }
    let t = (0..<n).map { i in
      (0..<n).map { j in i == j ? Double(numbers[0, i]) : abs(i - j) == 1 ? Double(numbers[1, min(i, j)]) : 0 }
    }
    check("tridiagonalize of \(n) times \(factor)", old, factor, reflectors, t, reflectors, [numbers, scratch])
  }

  /// Whether the reflectors are right, take `middle` to `old`, whose rows are columns of the matrix, and `others` have
  /// their markers.
  private func check(
    _ description: String, _ old: GuardedMatrix<Scalar>, _ factor: Scalar, _ left: Reflectors<Scalar>,
    _ middle: [[Double]], _ right: Reflectors<Scalar>, _ others: [GuardedMatrix<Scalar>]
  ) {
    record(left.problem, of: "\(description): left")
    record(right.problem, of: "\(description): right")
    let half = right.applied(to: middle)
    let product = left.applied(to: half[0].indices.map { j in half.map { $0[j] } })
    let limit = Double(old.rows + old.columns + 8) * 8 * Scalar.unitRoundoff * Double(factor)
    record(
      old.excess { (product[$0][$1], limit) }, or: others.compactMap { $0.overwritten }.first,
      of: "\(description): product")
  }
}

/// Reflections 1 - tau v v', each v a row of `vectors`, with its tau in `factors`.
private struct Reflectors<Scalar: BLASScalar & OracleScalar> {
  let vectors: GuardedMatrix<Scalar>
  let factors: [Scalar]
  /// Whether the first is applied first.
  var ascends = false
  /// Where v is one, and where it may differ from zero.
  let places: (Int) -> (one: Int, range: Range<Int>)

  /// The rows of `x` times each of them.
  func applied(to x: [[Double]]) -> [[Double]] {
    var x = x
    for step in factors.indices {
      let p = ascends ? step : factors.count - 1 - step
      let tau = Double(factors[p])
      if tau == 0 { continue }
      let v = x[0].indices.map { Double(vectors[p, $0]) }
      for i in x.indices {
        let product = tau * zip(x[i], v).reduce(0) { $0 + $1.0 * $1.1 }
        for j in v.indices { x[i][j] -= product * v[j] }
      }
    }
    return x
  }

  /// What is wrong where one is not orthogonal, or a v not as `places` says.
  var problem: Comparison {
    let products = factors.indices.map { p in
      let square = (0..<vectors.columns).reduce(0.0) { $0 + Double(vectors[p, $1]) * Double(vectors[p, $1]) }
      return Double(factors[p]) * (Double(factors[p]) * square - 2)
    }
    let limit = Double(16 * (vectors.columns + 8)) * Scalar.unitRoundoff
    return vectors.problem { p, j, got in
      if p >= factors.count { return nil }
      if !(products[p].magnitude <= limit) { return "of a reflector that is off by \(products[p])" }
      let (one, range) = places(p)
      if !range.contains(j) { return got == 0 ? nil : "should be 0" }
      return j == one && got != 1 ? "should be 1" : nil
    }
  }
}
