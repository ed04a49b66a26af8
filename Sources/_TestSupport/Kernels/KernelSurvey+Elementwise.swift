import LinearAlgebra

extension KernelSurvey {
  /// add, subtract, multiply, divide, the comparisons, and addScaled: the bits of one operation.
  mutating func elementwise() {
    begin("elementwise")
    unsafe combine("add", kernels.add) { $0 + $1 }
    unsafe combine("subtract", kernels.subtract) { $0 - $1 }
    unsafe combine("multiply", kernels.multiply) { $0 * $1 }
    unsafe combine("divide", kernels.divide) { $0 / $1 }
    unsafe combine("isGreater", kernels.isGreater) { $0 > $1 ? 1 : 0 }
    unsafe combine("isGreaterOrEqual", kernels.isGreaterOrEqual) { $0 >= $1 ? 1 : 0 }
    unsafe combine("isEqual", kernels.isEqual) { $0 == $1 ? 1 : 0 }
    for count in sizes { addScaled(count) }
  }

  /// One operation into memory of its own, and into that of each operand; a step of 0 repeats an element.
  private mutating func combine(
    _ operation: String, _ kernel: KernelTable<Scalar>.Elementwise,
    _ definition: (Scalar, Scalar) -> Scalar
  ) {
    for count in sizes {
      for (aStep, bStep, place) in [
        (1, 1, "c"), (1, 1, "a"), (1, 1, "b"), (0, 1, "c"), (0, 1, "b"), (1, 0, "c"), (1, 0, "a"), (0, 0, "c"),
      ] {
        // What is written has canaries around it, what is not NaN.
        let a = place == "a" ? target(1, count, Self.anyNumber) : source(1, aStep == 0 ? 1 : count, Self.anyNumber)
        let b = place == "b" ? target(1, count, Self.anyNumber) : source(1, bStep == 0 ? 1 : count, Self.anyNumber)
        let (oldA, oldB) = (a.copy(), b.copy())
        let c = place == "a" ? a : place == "b" ? b : target(1, count)
        // In bounds: each has `count` elements, or the one that a step of zero repeats.
        unsafe kernel(count, a.view.base, aStep, b.view.base, bStep, c.view.base)
        record(
          c.difference { definition(oldA[0, aStep * $1], oldB[0, bStep * $1]) },
          of: "\(operation) of \(count), steps \(aStep) and \(bStep), into \(place)")
      }
    }
  }

  private mutating func addScaled(_ count: Int) {
    for alpha in [0, 1, -0.3, .nan] as [Scalar] {
      let (x, y) = (source(1, count, Self.anyNumber), target(1, count, Self.anyNumber))
      let old = y.copy()
      // In bounds: both have `count` elements.
      unsafe kernels.addScaled(count, alpha, x.view.base, y.view.base)
      record(y.difference { sum(old[$0, $1], alpha, x[$0, $1]) }, of: "addScaled of \(count), alpha \(alpha)")
    }
  }

  /// clamp: at least `least`, at most `greatest`, NaN where NaN is.
  mutating func clamping() {
    begin("clamping")
    for count in sizes {
      for (least, greatest) in [(-1, 1), (0, 0), (-.infinity, 2), (-2, .infinity)] as [(Scalar, Scalar)] {
        for isInPlace in [false, true] {
          let y = target(1, count, Self.anyNumber)
          let x = isInPlace ? y : source(1, count, Self.anyNumber)
          let old = x.copy()
          // In bounds: both have `count` elements.
          unsafe kernels.clamp(count, least, greatest, x.view.base, y.view.base)
          let clamped = y.difference { i, j in
            let value = old[i, j]
            return value < least ? least : value > greatest ? greatest : value
          }
          record(clamped, of: "clamp of \(count) to \(least)...\(greatest)")
        }
      }
    }
  }
}
