import LinearAlgebra

extension KernelSurvey {
  /// momentum and adam: the bits of their formulas, where sums of a product are rounded once or twice.
  func updates() {
    begin("updates")
    for count in sizes {
      for coupling in [0, 0.1] as [Scalar] {
        for leads in [false, true] {
          momentum(count, coupling: coupling, leads: leads)
        }
      }
      for (coupling, shrinkage) in [(0, 1), (0.1, 1), (0, 0.875)] as [(Scalar, Scalar)] {
        adam(count, coupling: coupling, shrinkage: shrinkage)
      }
    }
  }

  /// The threshold below which numbers become 0 or this: they would decay into the subnormal range.
  private static var tiny: Scalar { Scalar.leastNormalMagnitude * 0x1p30 }
  private func withoutTinyNumbers(_ x: Scalar) -> Scalar { abs(x) < Self.tiny ? 0 : x }
  private func atLeastTiny(_ x: Scalar) -> Scalar { abs(x) < Self.tiny ? Self.tiny : x }

  /// Any number, or one of a quarter of `tiny` to four times that.
  private static func anyOrTinyNumber(using generator: inout SeededGenerator) -> Scalar {
    generator.next() & 1 == 0
      ? anyNumber(using: &generator) : tiny * usualNumber(using: &generator)
  }

  private func momentum(_ count: Int, coupling: Scalar, leads: Bool) {
    let (momentum, rate): (Scalar, Scalar) = (0.9, 0.02)
    let (g, v, w) = (
      source(1, count, Self.anyOrTinyNumber), target(1, count, Self.anyOrTinyNumber), target(1, count, Self.anyNumber)
    )
    let (oldV, oldW) = (v.copy(), w.copy())
    // In bounds: all have `count` elements.
    unsafe kernels.momentum(count, coupling, momentum, rate, leads, g.view.base, v.view.base, w.view.base)
    /// v and w of one element by the definition.
    func step(_ i: Int) -> (v: Scalar, w: Scalar) {
      let gradient = sum(g[0, i], coupling, oldW[0, i])
      let v = withoutTinyNumbers(sum(gradient, momentum, oldV[0, i]))
      return (v, sum(oldW[0, i], -rate, leads ? sum(gradient, momentum, v) : v))
    }
    let description = "momentum of \(count), coupling \(coupling), leads \(leads)"
    record(v.difference { step($1).v }, of: "\(description): v")
    record(w.difference { step($1).w }, of: "\(description): w")
  }

  private func adam(_ count: Int, coupling: Scalar, shrinkage: Scalar) {
    let (mRate, vRate, rate, epsilon): (Scalar, Scalar, Scalar, Scalar) = (0.1, 0.001, 0.02, 1e-8)
    let (g, m) = (source(1, count, Self.anyOrTinyNumber), target(1, count, Self.anyOrTinyNumber))
    let (v, w) = (
      target(1, count) { abs(Self.number(in: 0..<4, using: &$0) * ($0.next() & 1 == 0 ? 1 : Self.tiny)) },
      target(1, count, Self.anyNumber)
    )
    let (oldM, oldV, oldW) = (m.copy(), v.copy(), w.copy())
    // In bounds: all have `count` elements.
    unsafe kernels.adam(
      count, coupling, mRate, vRate, shrinkage, rate, epsilon, g.view.base, m.view.base, v.view.base, w.view.base)
    /// m, v and w of one element by the definition.
    func step(_ i: Int) -> (m: Scalar, v: Scalar, w: Scalar) {
      let gradient = sum(g[0, i], coupling, oldW[0, i])
      let m = withoutTinyNumbers(sum(oldM[0, i], mRate, gradient - oldM[0, i]))
      let v = atLeastTiny(sum((1 - vRate) * oldV[0, i], vRate * gradient, gradient))
      return (m, v, sum(shrinkage * oldW[0, i], -rate, m / (v.squareRoot() + epsilon)))
    }
    let description = "adam of \(count), coupling \(coupling), shrinkage \(shrinkage)"
    record(m.difference { step($1).m }, of: "\(description): m")
    record(v.difference { step($1).v }, of: "\(description): v")
    record(w.difference { step($1).w }, of: "\(description): w")
  }
}
