import LinearAlgebra

extension KernelSurvey {
  /// solveSystem: a small residual of ordinary systems, and no trust in others.
  func systems() {
    begin("systems")
    for order in 1...16 {
      for _ in 0..<20 {
        let a = source(order, order) { Self.number(in: -1..<1, using: &$0) }
        ordinarySystem(a)
        for i in 0..<order { a[i, order / 2] = 0 }
        expectDistrust(a, "a column of zeros")
      }
      let diagonal = source(order, order) { _ in 0 }
      for i in 0..<order { diagonal[i, i] = .leastNormalMagnitude }
      expectDistrust(diagonal, "small pivots")
      for i in 0..<order { diagonal[i, i] = i == 0 ? Scalar(sign: .plus, exponent: 30, significand: 1) : 1 }
      if order > 1 { expectDistrust(diagonal, "pivots far from each other") }
    }
  }

  /// x, which holds b before, and whether it is to be trusted.
  private func solve(_ a: GuardedMatrix<Scalar>) -> (b: [Scalar], x: GuardedMatrix<Scalar>, isTrusted: Bool) {
    let x = target(1, a.rows) { Self.number(in: -1..<1, using: &$0) }
    let (b, scratch) = ((0..<a.rows).map { x[0, $0] }, target(1, 288))
    // In bounds: A is square, and x has an element for each row.
    let isTrusted = unsafe kernels.solveSystem(
      a.rows, a.view.base, a.stride, x.view.base, x.view.base, scratch.view.base)
    return (b, x, isTrusted && scratch.overwritten == nil)
  }

  private func ordinarySystem(_ a: GuardedMatrix<Scalar>) {
    let n = a.rows
    let (b, x, isTrusted) = solve(a)
    // Elements of -1..<1 rarely have a worse condition; elimination seldom makes elements grow by 8.
    var problem = x.overwritten
    for i in 0..<n where isTrusted {
      let residual = Scalar.dot(n + 1) { $0 < n ? (a[i, $0], x[0, $0]) : (-1, b[i]) }
      let size = (0..<n).reduce(1.0) { $0 + Double(x[0, $1]).magnitude }
      if !(residual.magnitude <= 30 * Double(n) * Scalar.unitRoundoff * size) {
        problem = "row \(i) is off by \(residual)"
      }
    }
    if !isTrusted && n == 1 { problem = "an ordinary number is not trusted" }
    record((n, problem), of: "solveSystem of \(n)")
  }

  private func expectDistrust(_ a: GuardedMatrix<Scalar>, _ what: String) {
    let (_, x, isTrusted) = solve(a)
    record((a.rows, isTrusted ? "trusted" : x.overwritten), of: "solveSystem of \(a.rows), \(what)")
  }
}
