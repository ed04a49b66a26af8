import LinearAlgebra

extension KernelSurvey {
  /// reflectPair, and the loops over the poles of a secular equation: within the rounding of their sums.
  func bidiagonal() {
    begin("bidiagonal")
    for columns in sizes {
      for rows in [0, 1, 3, 4, 5, 8, 11] { pair(rows, columns) }
    }
    for count in sizes { secular(count) }
  }

  private func pair(_ rows: Int, _ columns: Int) {
    let (a, v) = (source(rows, columns, Self.usualNumber), source(1, columns, Self.usualNumber))
    let (y, z, w) = (target(1, rows, Self.usualNumber), target(1, rows, Self.usualNumber), target(1, columns))
    let (oldY, oldZ, tau) = (y.copy(), z.copy(), Scalar(1.375))
    // In bounds: y and z have an element for each row, v and w for each column.
    unsafe kernels.reflectPair(
      rows, columns, tau, a.view.base, a.stride, v.view.base, y.view.base, z.view.base, w.view.base)
    let description = "reflectPair of \(rows)x\(columns)"
    record(
      y.excess { _, i in
        let terms = (0..<columns).map { Double(tau) * Double(a[i, $0]) * Double(v[0, $0]) } + [Double(oldY[0, i])]
        return Self.sum(of: terms, roundings: columns + 4)
      }, of: "\(description): y")
    record(z.difference { _, i in oldZ[0, i] - y[0, i] }, of: "\(description): z")
    record(
      w.excess { _, j in
        Self.sum(of: (0..<rows).map { Double(z[0, $0]) * Double(a[$0, j]) }, roundings: rows + 2)
      }, of: "\(description): w")
  }

  private func secular(_ count: Int) {
    func row(_ count: Int, _ marker: Double) -> GuardedMatrix<Double> {
      GuardedMatrix(rows: 1, columns: count, marker: marker) { 0 }
    }
    // Poles 1, 2, ... and a root between two of them.
    let (poles, squares, products, split) = (row(count, .nan), row(count, .nan), row(count, 7), count / 2)
    for j in 0..<count {
      (poles[0, j], products[0, j]) = (Double(j + 1), Double(j + 1))
      squares[0, j] = .random(in: 0..<4, using: &generator)
    }
    let (origin, offset) = (Double(split), 0.375)
    func gap(_ j: Int) -> Double { (poles[0, j] - origin) * (poles[0, j] + origin) - offset }
    let sums = row(4, 7)
    // In bounds, here and below: rows of `count` elements, and four sums.
    unsafe kernels.secularSums(
      count, split, poles.view.base, squares.view.base, origin, offset, sums.view.base)
    record(
      sums.excess { _, i in
        let range = i % 2 == 0 ? 0..<split : split..<count
        let terms = range.map { squares[0, $0] / gap($0) / (i < 2 ? 1 : gap($0)) }
        return KernelSurvey<Double>.sum(of: terms, roundings: count + 4)
      }, of: "secularSums of \(count)")
    unsafe kernels.secularProducts(count, poles.view.base, origin, offset, 0.25, products.view.base)
    record(
      products.excess { _, j in
        let wanted = Double(j + 1) * gap(j) / ((poles[0, j] - 0.25) * (poles[0, j] + 0.25))
        return (wanted, 4 * 0x1p-52 * wanted.magnitude)
      }, of: "secularProducts of \(count)")
    for isLeft in [false, true] where count > 0 {
      let vector = target(1, count)
      unsafe kernels.secularVector(
        count, poles.view.base, squares.view.base, origin, offset, isLeft, split, vector.view.base)
      let elements = (0..<count).map { j in
        isLeft ? j == split ? -1 : poles[0, j] * squares[0, j] / gap(j) : squares[0, j] / gap(j)
      }
      // What stands at the place of the pole zero is zero then, as is the pole.
      let hidden = isLeft ? poles[0, split] * squares[0, split] / gap(split) : 0
      let length = (elements.reduce(hidden * hidden) { $0 + $1 * $1 }).squareRoot()
      record(
        vector.excess { _, j in
          (elements[j] / length, Double(count + 4) * 2 * Scalar.unitRoundoff * (elements[j] / length).magnitude)
        }, of: "secularVector of \(count), left \(isLeft)")
    }
  }
}
