import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

extension KernelSurvey {
  /// softmax and its gradient, against their definitions in `Double`.
  func softmax() {
    begin("softmax")
    for columns in sizes.dropFirst() {
      for rows in [0, 1, 2, 5] {
        rowsOfSoftmax(rows, columns)
        softmaxGradient(rows, columns)
      }
    }
  }

  private func rowsOfSoftmax(_ rows: Int, _ columns: Int) {
    let z = target(rows, columns) { Self.number(in: -20..<20, using: &$0) }
    // The last of several rows has a NaN, and so has its result; the one before has an element without a share.
    if rows > 1 { z[rows - 1, columns / 2] = .nan }
    if rows > 2, columns > 1 { z[rows - 2, 0] = -.infinity }
    let wanted = (0..<rows).map { i in powers((0..<columns).map { Double(z[i, $0]) }) }
    // In bounds: the shape is that of the matrix.
    unsafe kernels.softmax(rows, columns, z.view.base, z.stride)
    // The exponent, at most 40, is rounded for this element and in the sum; that of up to `columns` terms; the functions.
    let allowed = 2 * Scalar.unitRoundoff * Double(40 + 40 + 12 + columns)
    let shares = z.excess { i, j in
      let p = wanted[i].powers[j] / wanted[i].sum
      return (p, allowed * p)
    }
    record(shares, of: "softmax of \(rows)x\(columns)")
  }

  private func softmaxGradient(_ rows: Int, _ columns: Int) {
    let p = source(rows, columns) { Self.number(in: 0..<1, using: &$0) }
    let d = target(rows, columns, Self.usualNumber)
    let old = d.copy()
    // In bounds: the shapes are those of the matrices.
    unsafe kernels.softmaxGradient(rows, columns, p.view.base, p.stride, d.view.base, d.stride)
    let sums = (0..<rows).map { i in
      (exact: Scalar.dot(columns) { (p[i, $0], old[i, $0]) }, size: Scalar.dot(columns) { (p[i, $0], abs(old[i, $0])) })
    }
    let gradient = d.excess { i, j in
      let (p, d) = (Double(p[i, j]), Double(old[i, j]))
      // As many roundings as terms, of the difference, of the product, and those of the reference.
      return (
        p * (d - sums[i].exact), gamma(columns + 6, unitRoundoff: Scalar.unitRoundoff) * p * (abs(d) + sums[i].size)
      )
    }
    record(gradient, of: "softmaxGradient of \(rows)x\(columns)")
  }

  /// Squared error and the two cross-entropies with their gradients.
  func losses() {
    begin("losses")
    for columns in sizes.dropFirst() { for rows in [0, 1, 3] { squaredError(rows, columns) } }
    for columns in [1, 2, 3, 4, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 100] {
      for rows in [0, 1, 2, 5, 8, 15, 16, 17, 33] { crossEntropy(rows, columns) }
    }
    for columns in sizes.dropFirst() { for rows in [0, 1, 3] { sigmoidCrossEntropy(rows, columns) } }
  }

  private func squaredError(_ rows: Int, _ columns: Int) {
    let (a, t) = (target(rows, columns, Self.usualNumber), source(rows, columns, Self.usualNumber))
    let (old, scale) = (a.copy(), Scalar(0.3))
    // In bounds: the shapes are those of the matrices.
    let loss = unsafe kernels.squaredError(rows, columns, a.view.base, a.stride, t.view.base, t.stride, scale)
    var wanted = 0.0
    for i in 0..<rows { for j in 0..<columns { wanted += Double(old[i, j] - t[i, j]) * Double(old[i, j] - t[i, j]) } }
    // The square and each addition are rounded, here too.
    record(
      loss, wanted, error: 2 * gamma(rows * columns + 1, unitRoundoff: 0x1p-53) * wanted,
      a.difference { 2 * (old[$0, $1] - t[$0, $1]) * scale }, of: "squaredError of \(rows)x\(columns)")
  }

  /// Counts a loss, off by no more than `error`, and the gradient that the kernel leaves.
  private func record(
    _ loss: Double, _ wanted: Double, error: Double, _ gradient: Comparison, of description: String
  ) {
    let isRight = abs(loss - wanted) <= error
    record(gradient, or: isRight ? nil : "the loss is \(loss), should be \(wanted)", of: description)
  }

  private func crossEntropy(_ rows: Int, _ columns: Int) {
    let z = target(rows, columns) { Scalar(Float.random(in: -20...20, using: &$0)) }
    // One class in two of three rows, shares of all in the third.
    let t = source(rows, columns) { Scalar(Float.random(in: 0...1, using: &$0)) }
    for i in 0..<rows where i % 3 != 2 {
      let label = Int.random(in: 0..<columns, using: &generator)
      for j in 0..<columns { t[i, j] = j == label ? 1 : 0 }
    }
    let expected = (0..<rows).map { i in
      crossEntropy((0..<columns).map { Double(z[i, $0]) }, (0..<columns).map { Double(t[i, $0]) })
    }
    // In bounds: the shapes are those of the matrices.
    let loss = unsafe kernels.softmaxCrossEntropy(rows, columns, z.view.base, z.stride, t.view.base, t.stride, 0.5)
    let (wanted, total) = expected.reduce((0.0, 0.0)) { ($0.0 + $1.loss, $0.1 + $1.total) }
    let tolerance = 16 * Scalar.unitRoundoff
    // The sum in the logarithm, at least 1, is rounded: of a small loss that is more than its last place. A probability is
    // off by some roundings of what stands in the exponent, 40 at most.
    record(
      loss, wanted, error: tolerance * (wanted + total),
      z.excess { (expected[$0].gradient[$1] / 2, tolerance * 40) }, of: "softmaxCrossEntropy of \(rows)x\(columns)")
  }

  private func sigmoidCrossEntropy(_ rows: Int, _ columns: Int) {
    let z = target(rows, columns) { Self.number(in: -40..<40, using: &$0) }
    // Labels in two of three rows, shares in the third.
    let t = source(rows, columns) { Self.number(in: 0..<1, using: &$0) }
    for i in 0..<rows where i % 3 != 2 { for j in 0..<columns { t[i, j] = t[i, j] < 0.5 ? 0 : 1 } }
    let old = z.copy()
    // In bounds: the shapes are those of the matrices.
    let loss = unsafe kernels.sigmoidCrossEntropy(rows, columns, z.view.base, z.stride, t.view.base, t.stride, 0.5)
    var wanted = 0.0
    for i in 0..<rows {
      for j in 0..<columns {
        let (z, t) = (Double(old[i, j]), Double(t[i, j]))
        wanted += (z > 0 ? z * (1 - t) : -z * t) + log1p(exp(-abs(z)))
      }
    }
    // The terms are positive: each has some roundings of its own, then those of a chain of sums over a row.
    let error = gamma(columns + 12, unitRoundoff: Scalar.unitRoundoff) * wanted
    let gradient = z.excess { i, j in
      let p = 1 / (1 + exp(-Double(old[i, j])))
      // The sigmoid within 2 ulp, and the difference.
      return ((p - Double(t[i, j])) / 2, 4 * Scalar.unitRoundoff)
    }
    record(loss, wanted, error: error, gradient, of: "sigmoidCrossEntropy of \(rows)x\(columns)")
  }

  /// The loss of a row, its gradient and the sum of its targets, by the definition.
  private func crossEntropy(_ z: [Double], _ t: [Double]) -> (loss: Double, gradient: [Double], total: Double) {
    let ((powers, sum, largest), total) = (powers(z), t.reduce(0, +))
    let loss = zip(z, t).reduce(0.0) { $0 + $1.1 * (log(sum) + largest - $1.0) }
    return (loss, zip(powers, t).map { $0 / sum * total - $1 }, total)
  }

  /// exp(z - max z), and their sum.
  private func powers(_ z: [Double]) -> (powers: [Double], sum: Double, largest: Double) {
    let largest = z.reduce(-.infinity) { $0 > $1 ? $0 : $1 }
    let powers = z.map { exp($0 - largest) }
    return (powers, powers.reduce(0, +), largest)
  }
}
