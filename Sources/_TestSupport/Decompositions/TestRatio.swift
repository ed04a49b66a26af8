import LinearAlgebra

/// The ratios of LAPACK's own tests: a residual in units of what rounding may cause; below 30 is right.
///
/// Residuals are computed as if in twice the precision of Double. What is compared is first scaled by one power of two, so
/// that no product overflows or vanishes.
public struct TestRatio<Scalar: OracleScalar & BLASScalar> {
  /// The exponent that is taken out of the matrix and its factors.
  private let exponent: Int
  private let norm: Double
  private let dimension: Double

  /// Ratios of the decompositions of `a`.
  public init(of a: Matrix<Scalar>) {
    exponent = exponentOfLargest(wide(a).scalars())
    norm = columnSumNorm(wide(a, scaledBy: -exponent))
    dimension = Double(max(a.rows, a.columns, 1))
  }

  /// |A - L R| / (max(m, n) |A| u), the 1-norm; `scaledLeft` says that L and not R has the scale of A.
  public func product(_ left: Matrix<Scalar>, _ right: Matrix<Scalar>, is a: Matrix<Scalar>, scaledLeft: Bool = false)
    -> Double
  {
    let residual = productResidual(
      wide(left, scaledBy: scaledLeft ? -exponent : 0), wide(right, scaledBy: scaledLeft ? 0 : -exponent),
      minus: wide(a, scaledBy: -exponent))
    return ratio(residual, to: dimension * allowance)
  }

  /// |B - A X| / (|A| |X| u), the largest of the columns, which may differ in scale.
  public func solution(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Double {
    let a = wide(a, scaledBy: -exponent)
    return (0..<b.columns).map { j in
      let own = exponentOfLargest(wide(x.column(j)).scalars())
      let (xj, bj) = (wide(x.column(j), scaledBy: -own), wide(b.column(j), scaledBy: -own - exponent))
      // x itself is rounded to a multiple of the least number, beside the relative error of the method.
      return ratio(productResidual(a, xj, minus: bj), to: norm * (columnSumNorm(xj) * u + spacing(scaledBy: -own)))
    }.reduce(0, worse)
  }

  /// |I - A X| / (n |A| |X| u).
  public func inverse(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>) -> Double {
    let x = wide(x, scaledBy: exponent)
    return ratio(
      productResidual(x, wide(a, scaledBy: -exponent), minus: .identity(a.rows)),
      to: dimension * norm * (columnSumNorm(x) * u + spacing(scaledBy: exponent)))
  }

  /// |A^T (A X - B)| / (max(m, n) |A| (|A| |X| + |B|) u), the largest of the columns: how far X is from the least residual.
  public func leastSquares(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Double {
    let (a, k) = (wide(a, scaledBy: -exponent), a.columns)
    return (0..<b.columns).map { j in
      // One scale for a column of X and of B / 2^exponent.
      let own = exponentOfLargest(wide(x.column(j)).scalars() + wide(b.column(j), scaledBy: -exponent).scalars())
      let (xj, bj) = (wide(x.column(j), scaledBy: -own), wide(b.column(j), scaledBy: -own - exponent))
      let residual = (0..<a.rows).map { i in
        Double.dot(k + 1) { p in p < k ? (a[i, p], xj[p, 0]) : (-1, bj[i, 0]) }
      }
      var projected = 0.0
      for p in 0..<k { projected += abs((0..<a.rows).reduce(0.0) { $0 + a[$1, p] * residual[$1] }) }
      let size = norm * (columnSumNorm(xj) + spacing(scaledBy: -own) / u) + columnSumNorm(bj)
      return ratio(projected, to: dimension * norm * size * u)
    }.reduce(0, worse)
  }

  /// |A V - V W| / (|A| |V| 2u) for eigenvalues W and eigenvectors V, both in real and imaginary parts.
  public func eigenvectors(
    _ a: Matrix<Scalar>, values: (real: [Scalar], imaginary: [Scalar]),
    vectors: (real: Matrix<Scalar>, imaginary: Matrix<Scalar>)
  ) -> Double {
    let n = a.rows
    if n == 0 { return 0 }
    // [A Vr Vi] times [Vr Vi; -Wr -Wi; Wi -Wr] is [Re Im] of A V - V W.
    let v = Matrix.stackedHorizontally([wide(vectors.real), wide(vectors.imaginary)])
    var w = Matrix<Double>.zeros(rows: 2 * n, columns: 2 * n)
    for j in 0..<n {
      let (real, imaginary) = (Double(values.real[j]).scaled(-exponent), Double(values.imaginary[j]).scaled(-exponent))
      (w[j, j], w[j, n + j], w[n + j, j], w[n + j, n + j]) = (-real, -imaginary, imaginary, -real)
    }
    let residual = productResidual(
      .stackedHorizontally([wide(a, scaledBy: -exponent), v]), .stackedVertically([v, w]),
      minus: .zeros(rows: n, columns: 2 * n))
    return ratio(residual, to: 2 * allowance * columnSumNorm(v))
  }

  /// max |x - y| / (max(m, n) |A| u) for two computations of the eigenvalues or singular values of A.
  public func values(_ x: [Scalar], _ y: [Scalar]) -> Double {
    precondition(x.count == y.count)
    let differences = zip(x, y).map { abs(Double($0).scaled(-exponent) - Double($1).scaled(-exponent)) }
    return ratio(differences.reduce(0, worse), to: dimension * allowance)
  }

  /// |tr A - sum of the eigenvalues| / (n |A| u), of their real parts.
  public func trace(_ a: Matrix<Scalar>, _ values: [Scalar]) -> Double {
    func sum(_ terms: [Scalar]) -> Double { terms.reduce(0) { $0 + Double($1).scaled(-exponent) } }
    return ratio(abs(sum(values) - sum(a.diagonal())), to: dimension * allowance)
  }

  /// |I - Q^T Q| / (m u) for Q, m x k.
  public static func orthogonality(_ q: Matrix<Scalar>) -> Double {
    let (q, m) = (wide(q), Double(max(q.rows, 1)))
    return productResidual(q.transposed(), q, minus: .identity(q.columns)) / (m * Scalar.unitRoundoff)
  }

  /// The error in the scale of the matrix that a ratio of 1 stands for, over the dimension: one relative rounding of the
  /// norm, and one of a column of subnormal elements.
  private var allowance: Double { norm * u + spacing(scaledBy: -exponent) }

  private var u: Double { Scalar.unitRoundoff }

  /// The least number times 2^exponent, as often as a column has elements.
  private func spacing(scaledBy exponent: Int) -> Double {
    dimension * Double(Scalar.leastNonzeroMagnitude).scaled(exponent)
  }

  private func ratio(_ residual: Double, to unit: Double) -> Double { residual == 0 ? 0 : residual / unit }
}

/// The larger, or NaN where one is.
public func worse(_ a: Double, _ b: Double) -> Double { a.isNaN || a > b ? a : b }

/// A times 2^exponent.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func wide<Scalar: BLASScalar>(_ a: Matrix<Scalar>, scaledBy exponent: Int = 0) -> Matrix<Double> {
  Matrix(a.scalars().map { exponent == 0 ? Double($0) : Double($0).scaled(exponent) }, rows: a.rows, columns: a.columns)
}

/// The exponent of the largest magnitude.
private func exponentOfLargest(_ elements: [Double]) -> Int {
  let largest = elements.reduce(0) { max($0, $1.magnitude) }
  return largest == 0 ? 0 : Int(largest.exponent)
}

/// The 1-norm: the largest sum of the magnitudes of a column; NaN where an element is.
private func columnSumNorm(_ a: Matrix<Double>) -> Double {
  var sums = [Double](repeating: 0, count: a.columns)
  let elements = a.scalars()
  for i in 0..<a.rows { for j in 0..<a.columns { sums[j] += elements[i * a.columns + j].magnitude } }
  return sums.reduce(0, worse)
}

/// The 1-norm of A B - C.
private func productResidual(_ a: Matrix<Double>, _ b: Matrix<Double>, minus c: Matrix<Double>) -> Double {
  precondition(a.columns == b.rows && a.rows == c.rows && b.columns == c.columns)
  let (left, right, target, k) = (a.scalars(), b.transposed().scalars(), c.scalars(), a.columns)
  var largest = 0.0
  for j in 0..<c.columns {
    var sum = 0.0
    for i in 0..<c.rows {
      // The last term subtracts C.
      sum += abs(
        Double.dot(k + 1) { p in p < k ? (left[i * k + p], right[j * k + p]) : (-1, target[i * c.columns + j]) })
    }
    largest = worse(sum, largest)
  }
  return largest
}
