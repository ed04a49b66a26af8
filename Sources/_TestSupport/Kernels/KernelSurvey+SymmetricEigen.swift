import LinearAlgebra

extension KernelSurvey {
  /// symmetricProduct, rotate, poleSums and multiplyByRatios, within the roundings of their formulas.
  func symmetricEigen() {
    begin("symmetric eigenvalues")
    for count in sizes {
      for first in Set([0, count / 3 / 4 * 4, count / 4 * 4]) { symmetricProduct(first, count) }
      rotate(count)
      poleSums(count)
      multiplyByRatios(count)
    }
  }

  private func symmetricProduct(_ first: Int, _ n: Int) {
    let (a, x, y) = (source(n, n, Self.usualNumber), source(1, n, Self.usualNumber), target(1, n))
    // What is above the diagonal is not read.
    for i in 0..<n { for j in i + 1..<max(n, i + 1) { a[i, j] = .nan } }
    // In bounds: A is n x n, x and y have n elements.
    unsafe kernels.symmetricProduct(first, n, a.view.base, a.stride, x.view.base, y.view.base)
    record(
      y.excess { _, i in
        let columns = (0..<n).filter { max(i, $0) >= first }
        let terms = columns.map { Double(a[max(i, $0), min(i, $0)]) * Double(x[0, $0]) }
        return Self.sum(of: terms, roundings: n + 4)
      }, of: "symmetricProduct of rows \(first)..<\(n)")
  }

  private func rotate(_ count: Int) {
    let (c, s) = (Scalar(0.6), Scalar(-0.8))
    let (x, y) = (target(1, count, Self.usualNumber), target(1, count, Self.usualNumber))
    let (oldX, oldY) = (x.copy(), y.copy())
    // In bounds: both have `count` elements.
    unsafe kernels.rotate(count, c, s, x.view.base, y.view.base)
    func sum(_ c: Scalar, _ a: Scalar, _ s: Scalar, _ b: Scalar) -> (value: Double, error: Double) {
      Self.sum(of: [Double(c) * Double(a), Double(s) * Double(b)], roundings: 2)
    }
    record(x.excess { sum(c, oldX[$0, $1], s, oldY[$0, $1]) }, of: "rotate of \(count): x")
    record(y.excess { sum(c, oldY[$0, $1], -s, oldX[$0, $1]) }, of: "rotate of \(count): y")
  }

  private func poleSums(_ count: Int) {
    let (d, z) = (source(1, count, Self.usualNumber), source(1, count) { abs(Self.usualNumber(using: &$0)) })
    let (delta, sums) = (target(1, count), target(1, 2))
    let (origin, tau): (Scalar, Scalar) = (0.25, 5.5)
    // In bounds: d, z and delta have `count` elements, and there are two sums.
    unsafe kernels.poleSums(
      count, d.view.base, z.view.base, origin, tau, delta.view.base, sums.view.base)
    record(delta.difference { (d[$0, $1] - origin) - tau }, of: "poleSums of \(count): delta")
    record(
      sums.excess { _, power in
        let terms = (0..<count).map { j in
          let inverse = 1 / Double((d[0, j] - origin) - tau)
          return Double(z[0, j]) * inverse * (power == 0 ? 1 : inverse)
        }
        return Self.sum(of: terms, roundings: count + 8)
      }, of: "poleSums of \(count): sums")
  }

  private func multiplyByRatios(_ count: Int) {
    let (d, delta) = (source(1, count, Self.usualNumber), source(1, count, Self.usualNumber))
    let (w, pole) = (target(1, count, Self.usualNumber), Scalar(5))
    let old = w.copy()
    // In bounds: all have `count` elements.
    unsafe kernels.multiplyByRatios(count, d.view.base, pole, delta.view.base, w.view.base)
    record(w.difference { old[$0, $1] * (delta[$0, $1] / (d[$0, $1] - pole)) }, of: "multiplyByRatios of \(count)")
  }
}
