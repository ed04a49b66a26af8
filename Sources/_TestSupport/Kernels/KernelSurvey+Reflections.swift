import LinearAlgebra

extension KernelSurvey {
  /// reflect, project, beginReflection, scaledSquares and reflectorTriangle: the bits of what is one multiply-add for each
  /// element, and sums within their rounding, in whatever order.
  func reflections() {
    begin("reflections")
    for count in sizes {
      for rows in 0...9 { reflect(rows, count) }
      begin(count)
    }
    for count in fewSizes { triangle(count) }
  }

  /// sum(a b) over `count` terms, and what rounding may add to it.
  private func total(_ count: Int, _ term: (Int) -> (Scalar, Scalar)) -> (value: Double, error: Double) {
    let sizes = (0..<count).reduce(0.0) { $0 + abs(Double(term($1).0) * Double(term($1).1)) }
    return (Scalar.dot(count, term), Double(count + 2) * sizes * Scalar.unitRoundoff)
  }

  private func reflect(_ rows: Int, _ count: Int) {
    let (v, x) = (source(1, count, Self.usualNumber), source(1, count, Self.usualNumber))
    let (factors, y) = (source(1, rows, Self.usualNumber), target(rows, count, Self.usualNumber))
    let old = y.copy()
    let (sums, projections) = (target(1, rows), target(1, rows))
    // In bounds, here and below: the shapes are those of the matrices.
    unsafe kernels.project(rows, count, x.view.base, 0.5, old.view.base, old.stride, projections.view.base)
    unsafe kernels.reflect(
      rows, count, v.view.base, factors.view.base, x.view.base, 0.5, y.view.base, y.stride, sums.view.base)
    record(y.difference { sum(old[$0, $1], -factors[0, $0], v[0, $1]) }, of: "reflect of \(rows)x\(count)")
    record(sums.excess { _, l in total(count) { (0.5 * x[0, $0], y[l, $0]) } }, of: "reflect of \(rows)x\(count): sums")
    record(
      projections.excess { _, l in total(count) { (0.5 * x[0, $0], old[l, $0]) } }, of: "project of \(rows)x\(count)")
  }

  private func begin(_ count: Int) {
    let (v, y) = (target(1, count, Self.usualNumber), target(1, count, Self.usualNumber))
    let (oldV, oldY) = (v.copy(), y.copy())
    let squares = target(1, 2)
    squares[0, 0] = unsafe kernels.scaledSquares(count, 0.5, y.view.base)
    squares[0, 1] = unsafe kernels.beginReflection(count, 0.3, v.view.base, 1.7, 0.5, y.view.base)
    let description = "beginReflection of \(count)"
    record(v.difference { 0.3 * oldV[0, $1] }, of: "\(description): v")
    record(y.difference { sum(oldY[0, $1], -1.7, v[0, $1]) }, of: "\(description): y")
    record(
      squares.excess { _, j in
        let row = j == 0 ? oldY : y
        return total(count) { (0.5 * row[0, $0], 0.5 * row[0, $0]) }
      }, of: "\(description): squares")
  }

  /// T times the triangle of V' V and 1 / tau is the identity.
  private func triangle(_ count: Int) {
    let tau = source(1, count) { Self.number(in: 1..<2, using: &$0) }
    let products = source(count, count) { Self.number(in: -1..<1, using: &$0) / 64 }
    let t = target(count, count)
    unsafe kernels.reflectorTriangle(
      count, tau.view.base, products.view.base, products.stride, t.view.base, t.stride)
    record(
      t.excess { i, j in
        if j > i { return (Double(Self.canary), 0) }
        if j == i { return (Double(tau[0, i]), 0) }
        let (value, error) = total(i - j) { (-tau[0, i] * products[i, j + $0], t[j + $0, j]) }
        return (value, 2 * error)
      }, of: "reflectorTriangle of \(count)")
  }
}
