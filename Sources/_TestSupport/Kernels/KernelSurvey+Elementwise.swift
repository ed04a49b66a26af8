import LinearAlgebra

extension KernelSurvey {
  /// add, subtract, multiply, divide, the comparisons, and addScaled: the bits of one operation.
  func elementwise() {
    begin("elementwise")
    unsafe combine("add", kernels.add) { $0 + $1 }
    unsafe combine("subtract", kernels.subtract) { $0 - $1 }
    unsafe combine("multiply", kernels.multiply) { $0 * $1 }
    unsafe combine("divide", kernels.divide) { $0 / $1 }
    unsafe combine("isGreater", kernels.isGreater) { $0 > $1 ? 1 : 0 }
    unsafe combine("isGreaterOrEqual", kernels.isGreaterOrEqual) { $0 >= $1 ? 1 : 0 }
    unsafe combine("isEqual", kernels.isEqual) { $0 == $1 ? 1 : 0 }
    for count in sizes {
      for alpha in [0, 1, -0.3, .nan] as [Scalar] {
        unsafe row(
          "addScaled by \(alpha)", count, { unsafe kernels.addScaled(count, alpha, $0, $1) }, { sum($1, alpha, $0) })
      }
    }
  }

  /// One operation into memory of its own, and into that of each operand; a step of 0 repeats an element.
  private func combine(
    _ operation: String, _ kernel: KernelTable<Scalar>.Elementwise,
    _ definition: (Scalar, Scalar) -> Scalar
  ) {
    for count in sizes {
      for (aStep, bStep, place) in [
        (1, 1, "c"), (1, 1, "a"), (1, 1, "b"), (0, 1, "c"), (0, 1, "b"), (1, 0, "c"), (1, 0, "a"), (0, 0, "c"),
      ] {
        // Outputs have canaries around them, inputs NaN.
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

  /// clamp: at least `least`, at most `greatest`, NaN where NaN is.
  func clamping() {
    begin("clamping")
    for count in sizes {
      for (least, greatest) in [(-1, 1), (0, 0), (-.infinity, 2), (-2, .infinity)] as [(Scalar, Scalar)] {
        for isInPlace in [false, true] {
          unsafe row(
            "clamp to \(least)...\(greatest)", count, isInPlace: isInPlace,
            { unsafe kernels.clamp(count, least, greatest, $0, $1) },
            { x, _ in x < least ? least : x > greatest ? greatest : x })
        }
      }
    }
  }
}
