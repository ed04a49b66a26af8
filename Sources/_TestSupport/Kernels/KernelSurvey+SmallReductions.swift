import LinearAlgebra

extension KernelSurvey {
  /// bidiagonalize, tridiagonalize and reduceToHessenberg: reflectors that are orthogonal, and whose product with what they leave is the matrix,
  /// whatever its magnitude.
  mutating func smallReductions() {
    begin("small reductions")
    for n in fewSizes where n > 0 {
      for m in [n, n + 1, n + 7, 2 * n] { bidiagonalize(n, m, times: 1) }
      tridiagonalize(n, times: 1)
      reduceToHessenberg(n, times: 1)
    }
    let most = Int(Scalar.greatestFiniteMagnitude.exponent)
    for exponent in [most - 8, most / 2, most / 3, -most / 3, -most / 2, 40 - most] {
      let factor = Scalar(sign: .plus, exponent: Scalar.Exponent(exponent), significand: 1)
      bidiagonalize(9, 13, times: factor)
      tridiagonalize(9, times: factor)
      reduceToHessenberg(9, times: factor)
    }
    bidiagonalize(9, 13, times: 0)
    tridiagonalize(9, times: 0)
    reduceToHessenberg(9, times: 0)
  }

  /// A matrix without gaps, with canaries around it.
  private func room(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> Scalar) -> GuardedMatrix<Scalar> {
    var next = -1
    return GuardedMatrix(rows: rows, columns: columns, padding: 0, margin: 70, marker: Self.canary) {
      next += 1
      return element(next / columns, next % columns)
    }
  }

  /// The rows of `x` times H = 1 - tau v v'.
  private static func reflect(_ x: inout [[Double]], _ tau: Double, _ v: [Double]) {
    if tau == 0 { return }
    for i in x.indices {
      let product = tau * zip(x[i], v).reduce(0) { $0 + $1.0 * $1.1 }
      for j in v.indices { x[i][j] -= product * v[j] }
    }
  }

  private static func transposed(_ x: [[Double]], _ columns: Int) -> [[Double]] {
    (0..<columns).map { j in x.map { $0[j] } }
  }

  /// Whether 1 - tau v v' is orthogonal, and v zero but for `range`, with a one in its place.
  private mutating func checkReflectors(
    _ vectors: GuardedMatrix<Scalar>, _ factors: [Scalar], one: (Int) -> Int, range: (Int) -> Range<Int>,
    _ description: String
  ) {
    let products = factors.indices.map { p in
      let square = (0..<vectors.columns).reduce(0.0) { $0 + Double(vectors[p, $1]) * Double(vectors[p, $1]) }
      return Double(factors[p]) * (Double(factors[p]) * square - 2)
    }
    let limit = Double(16 * (vectors.columns + 8)) * Scalar.unitRoundoff
    record(
      elements: factors.count * vectors.columns,
      vectors.problem { p, j, got in
        if p >= factors.count { return nil }
        if !(products[p].magnitude <= limit) { return "of a reflector that is off by \(products[p])" }
        if !range(p).contains(j) { return got == 0 ? nil : "should be 0" }
        return j == one(p) && got != 1 ? "should be 1" : nil
      }, of: description)
  }

  private mutating func bidiagonalize(_ n: Int, _ m: Int, times factor: Scalar) {
    let (stride, rightStride) = (wholeVectors(m), wholeVectors(n + 3))
    let old = source(n, m) { Self.number(in: -4..<4, using: &$0) * factor }
    let a = room(n + 3, stride) { $0 < n && $1 < m ? old[$0, $1] : 0 }
    let (left, right) = (room(n, stride) { _, _ in .nan }, room(n, rightStride) { _, _ in .nan })
    let (numbers, scratch) = (
      room(4, n) { _, _ in .nan }, room(1, stride + 2 * rightStride) { _, _ in .nan }
    )
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.bidiagonalize(
      n, m, a.view.base, stride, left.view.base, right.view.base, rightStride, numbers.view.base, scratch.view.base)
    let description = "bidiagonalize of \(n)x\(m) times \(factor)"
    for (matrix, role) in [(a, "matrix"), (numbers, "numbers"), (scratch, "scratch")] {
      record(elements: 0, matrix.problem { _, _, _ in nil }, of: "\(description): \(role)")
    }
    let (leftFactors, rightFactors) = ((0..<n).map { numbers[2, $0] }, (0..<n).map { numbers[3, $0] })
    checkReflectors(
      left, leftFactors, one: { $0 }, range: { $0..<m }, "\(description): left")
    checkReflectors(
      right, Array(rightFactors.dropLast()), one: { $0 + 1 }, range: { $0 + 1..<n }, "\(description): right")
    // B by columns, whose rows P' and whose columns Q make G of.
    var product = (0..<n).map { j in
      (0..<m).map { i in i == j ? Double(numbers[0, j]) : i + 1 == j ? Double(numbers[1, i]) : 0 }
    }
    product = Self.transposed(product, m)
    for p in (0..<n).reversed() {
      Self.reflect(&product, Double(rightFactors[p]), (0..<n).map { Double(right[p, $0]) })
    }
    product = Self.transposed(product, n)
    for p in (0..<n).reversed() {
      Self.reflect(&product, Double(leftFactors[p]), (0..<m).map { Double(left[p, $0]) })
    }
    let limit = Double(m + n + 8) * 8 * Scalar.unitRoundoff * Double(factor)
    record(elements: n * m, old.excessOfProduct(product, limit), of: "\(description): product")
  }

  private mutating func reduceToHessenberg(_ n: Int, times factor: Scalar) {
    let stride = wholeVectors(n + 3)
    let old = source(n, n) { Self.number(in: -4..<4, using: &$0) * factor }
    let a = room(n + 3, stride) { $0 < n && $1 < n ? old[$0, $1] : 0 }
    let (vectors, factors) = (room(n, stride) { _, _ in .nan }, room(1, n) { _, _ in .nan })
    let scratch = room(3, stride) { _, _ in .nan }
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.reduceToHessenberg(
      n, a.view.base, stride, vectors.view.base, factors.view.base, scratch.view.base)
    let description = "reduceToHessenberg of \(n) times \(factor)"
    for (matrix, role) in [(factors, "factors"), (scratch, "scratch")] {
      record(elements: 0, matrix.problem { _, _, _ in nil }, of: "\(description): \(role)")
    }
    record(
      elements: n * n, a.problem { j, i, got in j < n && i > j + 1 && got != 0 ? "should be 0" : nil },
      of: "\(description): H")
    let tau = (0..<Swift.max(n - 2, 0)).map { factors[0, $0] }
    checkReflectors(
      vectors, tau, one: { $0 + 1 }, range: { $0 + 1..<n }, "\(description): reflectors")
    // Rows are columns of H: from both sides, in either layout.
    var product = (0..<n).map { j in (0..<n).map { i in Double(a[j, i]) } }
    for _ in 0..<2 {
      for p in tau.indices.reversed() {
        Self.reflect(&product, Double(tau[p]), (0..<n).map { Double(vectors[p, $0]) })
      }
      product = Self.transposed(product, n)
    }
    let limit = Double(2 * n + 8) * 8 * Scalar.unitRoundoff * Double(factor)
    record(elements: n * n, old.excessOfProduct(product, limit), of: "\(description): product")
  }

  private mutating func tridiagonalize(_ n: Int, times factor: Scalar) {
    let stride = wholeVectors(n)
    let old = source(n, n) { Self.number(in: -4..<4, using: &$0) * factor }
    for i in 0..<n { for j in 0..<i { old[j, i] = old[i, j] } }
    let a = room((n + 3) / 4 * 4, stride) { $0 < n && $1 < n ? old[$0, $1] : 0 }
    let (numbers, scratch) = (room(3, n) { _, _ in .nan }, room(4, stride) { _, _ in .nan })
    // In bounds: the sizes that the kernel asks for.
    unsafe kernels.tridiagonalize(n, a.view.base, stride, numbers.view.base, scratch.view.base)
    let description = "tridiagonalize of \(n) times \(factor)"
    for (matrix, role) in [(numbers, "numbers"), (scratch, "scratch")] {
      record(elements: 0, matrix.problem { _, _, _ in nil }, of: "\(description): \(role)")
    }
    let factors = (0..<n).map { numbers[2, $0] }
    checkReflectors(
      a, factors, one: { $0 - 1 }, range: { 0..<$0 }, "\(description): reflectors")
    var product = (0..<n).map { i in
      (0..<n).map { j in i == j ? Double(numbers[0, i]) : abs(i - j) == 1 ? Double(numbers[1, min(i, j)]) : 0 }
    }
    for _ in 0..<2 {
      for p in 0..<n { Self.reflect(&product, Double(factors[p]), (0..<n).map { Double(a[p, $0]) }) }
      product = Self.transposed(product, n)
    }
    let limit = Double(2 * n + 8) * 8 * Scalar.unitRoundoff * Double(factor)
    record(elements: n * n, old.excessOfProduct(product, limit), of: "\(description): product")
  }
}

extension GuardedMatrix {
  /// What is wrong with a product that should be this matrix, to be read, but for an error.
  fileprivate func excessOfProduct(_ product: [[Double]], _ error: Double) -> String? {
    for i in 0..<rows {
      for j in 0..<columns where !((product[i][j] - Double(self[i, j])).magnitude <= error) {
        return "element (\(i), \(j)) is \(product[i][j]), should be \(self[i, j]), allowed error \(error)"
      }
    }
    return nil
  }
}
