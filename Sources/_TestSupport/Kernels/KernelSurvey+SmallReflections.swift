import LinearAlgebra

extension KernelSurvey {
  /// The reflections and transforms of adjacent rows and columns: the bits of their formulas.
  func smallReflections() {
    begin("reflections")
    for count in sizes {
      for areRows in [true, false] {
        reflect(count, areRows: areRows)
        transform(count, areRows: areRows)
      }
    }
  }

  private func reflect(_ count: Int, areRows: Bool) {
    let x = areRows ? target(3, count, Self.anyNumber) : target(count, 3, Self.anyNumber)
    let (old, v, tau) = (x.copy(), [1, 0.625, -1.7] as [Scalar], Scalar(0.3))
    // In bounds: three rows or columns of `count` elements.
    unsafe (areRows ? kernels.reflectThreeRows : kernels.reflectThreeColumns)(
      count, v[1], v[2], tau, x.view.base, x.stride)
    let reflected = x.difference { i, j in
      let y = (0..<3).map { areRows ? old[$0, j] : old[i, $0] }
      let (k, product) = (areRows ? i : j, sum(sum(y[0], y[1], v[1]), y[2], v[2]))
      return sum(y[k], product, -tau * v[k])
    }
    record(reflected, of: "\(areRows ? "reflectThreeRows" : "reflectThreeColumns") of \(count)")
  }

  private func transform(_ count: Int, areRows: Bool) {
    let x = areRows ? target(2, count, Self.anyNumber) : target(count, 2, Self.anyNumber)
    let (old, (a, b, c, d)) = (x.copy(), (0.625, -1.7, 0.3, 1.1) as (Scalar, Scalar, Scalar, Scalar))
    // In bounds: two rows or columns of `count` elements.
    unsafe (areRows ? kernels.transformTwoRows : kernels.transformTwoColumns)(
      count, a, b, c, d, x.view.base, x.stride)
    let transformed = x.difference { i, j in
      let (y, z) = areRows ? (old[0, j], old[1, j]) : (old[i, 0], old[i, 1])
      return (areRows ? i : j) == 0 ? sum(a * y, b, z) : sum(d * z, c, y)
    }
    record(transformed, of: "\(areRows ? "transformTwoRows" : "transformTwoColumns") of \(count)")
  }
}
