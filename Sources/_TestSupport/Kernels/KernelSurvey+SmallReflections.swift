import LinearAlgebra

extension KernelSurvey {
  /// The reflections and transforms of adjacent rows and columns: the bits of their formulas.
  mutating func smallReflections() {
    begin("reflections")
    for count in sizes {
      reflectRows(count)
      reflectColumns(count)
      transformRows(count)
      transformColumns(count)
    }
  }

  private var numbers: (Scalar, Scalar, Scalar, Scalar) { (0.625, -1.7, 0.3, 1.1) }

  /// Element `k` of the reflected triple.
  private func reflected(_ x: (Scalar, Scalar, Scalar), _ k: Int) -> Scalar {
    let (second, third, tau, _) = numbers
    let product = sum(sum(x.0, x.1, second), x.2, third)
    switch k {
    case 0: return sum(x.0, product, -tau)
    case 1: return sum(x.1, product, -tau * second)
    default: return sum(x.2, product, -tau * third)
    }
  }

  private func transformed(_ x: Scalar, _ y: Scalar, _ k: Int) -> Scalar {
    let (a, b, c, d) = numbers
    return k == 0 ? sum(a * x, b, y) : sum(d * y, c, x)
  }

  private mutating func reflectRows(_ count: Int) {
    let x = target(3, count, Self.anyNumber)
    let old = x.copy()
    // In bounds: three rows of `count` elements, and so on below.
    unsafe kernels.reflectThreeRows(count, numbers.0, numbers.1, numbers.2, x.view.base, x.view.stride)
    let difference = x.difference { reflected((old[0, $1], old[1, $1], old[2, $1]), $0) }
    record(elements: 3 * count, difference, of: "reflectThreeRows of \(count)")
  }

  private mutating func reflectColumns(_ count: Int) {
    let x = target(count, 3, Self.anyNumber)
    let old = x.copy()
    unsafe kernels.reflectThreeColumns(count, numbers.0, numbers.1, numbers.2, x.view.base, x.view.stride)
    let difference = x.difference { reflected((old[$0, 0], old[$0, 1], old[$0, 2]), $1) }
    record(elements: 3 * count, difference, of: "reflectThreeColumns of \(count)")
  }

  private mutating func transformRows(_ count: Int) {
    let (x, (a, b, c, d)) = (target(2, count, Self.anyNumber), numbers)
    let old = x.copy()
    unsafe kernels.transformTwoRows(count, a, b, c, d, x.view.base, x.view.stride)
    let difference = x.difference { transformed(old[0, $1], old[1, $1], $0) }
    record(elements: 2 * count, difference, of: "transformTwoRows of \(count)")
  }

  private mutating func transformColumns(_ count: Int) {
    let (x, (a, b, c, d)) = (target(count, 2, Self.anyNumber), numbers)
    let old = x.copy()
    unsafe kernels.transformTwoColumns(count, a, b, c, d, x.view.base, x.view.stride)
    let difference = x.difference { transformed(old[$0, 0], old[$0, 1], $1) }
    record(elements: 2 * count, difference, of: "transformTwoColumns of \(count)")
  }
}
