import LinearAlgebra

/// The ratios of LAPACK's own tests: a residual in units of what rounding may cause; below 30 is right.
///
/// Residuals are computed beyond the scalar's precision, for Float in Double and for Double as if in twice that. What is
/// compared is first scaled by one power of two, so that no product overflows or vanishes.
public struct TestRatio<Scalar: OracleScalar & BLASScalar> {
  /// The exponent that is taken out of the matrix and its factors.
  private let exponent: Int
  private let norm: Double
  private let dimension: Double

  /// Ratios of the decompositions of `a`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(of a: Matrix<Scalar>) {
    let exponent = Self.exponent(of: a.scalars())
    self.exponent = exponent
    norm = columnSumNorm(a.map { $0.scaled(-exponent) })
    dimension = Double(max(a.rows, a.columns, 1))
  }

  /// |A - L R| / (max(m, n) |A| u), the 1-norm; `scaledLeft` says that L and not R has the scale of A.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func product(_ left: Matrix<Scalar>, _ right: Matrix<Scalar>, is a: Matrix<Scalar>, scaledLeft: Bool = false)
    -> Double
  {
    let residual = productResidual(
      scaledLeft ? normalized(left) : left, scaledLeft ? right : normalized(right), minus: normalized(a))
    return ratio(residual, to: dimension * allowance)
  }

  /// |A - L R| / (max(m, n) |A| u) of matrices that need no scaling.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func unscaledProduct(_ left: Matrix<Scalar>, _ right: Matrix<Scalar>, is a: Matrix<Scalar>) -> Double {
    ratio(productResidual(left, right, minus: a), to: dimension * columnSumNorm(a) * u)
  }

  /// |B - A X| / (|A| |X| u), the largest of the columns, which may differ in scale.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func solution(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Double {
    (0..<b.columns).map { j in
      let own = Self.exponent(of: x.column(j).scalars())
      let xj = x.column(j).map { $0.scaled(-own) }
      let bj = b.column(j).map { $0.scaled(-own - exponent) }
      let residual = productResidual(normalized(a), xj, minus: bj)
      // x itself is rounded to a multiple of the least number, beside the relative error of the method.
      return ratio(residual, to: norm * (columnSumNorm(xj) * u + dimension * Self.spacing(scaledBy: -own)))
    }.reduce(0, worse)
  }

  /// |I - A X| / (n |A| |X| u).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func inverse(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>) -> Double {
    let scaled = x.map { $0.scaled(exponent) }
    return ratio(
      productResidual(scaled, normalized(a), minus: .identity(a.rows)),
      to: dimension * norm * (columnSumNorm(scaled) * u + dimension * Self.spacing(scaledBy: exponent)))
  }

  /// |A^T (A X - B)| / (max(m, n) |A| (|A| |X| + |B|) u), the largest of the columns: how far X is from the least residual.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func leastSquares(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Double {
    let (a, k) = (normalized(a), a.columns)
    return (0..<b.columns).map { j in
      // One scale for a column of X and of B / 2^exponent.
      let own = Self.exponent(of: x.column(j).scalars() + b.column(j).scalars().map { $0.scaled(-exponent) })
      let (xj, bj) = (x.column(j).map { $0.scaled(-own) }.scalars(), b.column(j).map { $0.scaled(-own - exponent) })
      let residual = (0..<a.rows).map { i in
        Scalar.dot(k + 1) { p in p < k ? (a[i, p], xj[p]) : (-1, bj[i, 0]) }
      }
      var projected = 0.0
      for p in 0..<k { projected += abs((0..<a.rows).reduce(0.0) { $0 + Double(a[$1, p]) * residual[$1] }) }
      let rounded = dimension * Self.spacing(scaledBy: -own) / u
      let size = norm * (columnSumNorm(Matrix(column: xj)) + rounded) + columnSumNorm(bj)
      return ratio(projected, to: dimension * norm * size * u)
    }.reduce(0, worse)
  }

  /// |A V - V W| / (|A| |V| 2u) for eigenvalues W and eigenvectors V, both in real and imaginary parts.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func eigenvectors(
    _ a: Matrix<Scalar>, values: (real: [Scalar], imaginary: [Scalar]),
    vectors: (real: Matrix<Scalar>, imaginary: Matrix<Scalar>)
  ) -> Double {
    let n = a.rows
    if n == 0 { return 0 }
    // [A Vr Vi] times [Vr Vi; -Wr -Wi; Wi -Wr] is [Re Im] of A V - V W.
    var (left, right) = (
      Matrix<Scalar>.zeros(rows: n, columns: 3 * n), Matrix<Scalar>.zeros(rows: 3 * n, columns: 2 * n)
    )
    left[..., 0..<n] = normalized(a)
    left[..., n..<2 * n] = vectors.real
    left[..., (2 * n)...] = vectors.imaginary
    right[0..<n, 0..<n] = vectors.real
    right[0..<n, n...] = vectors.imaginary
    for j in 0..<n {
      let (real, imaginary) = (values.real[j].scaled(-exponent), values.imaginary[j].scaled(-exponent))
      (right[n + j, j], right[n + j, n + j]) = (-real, -imaginary)
      (right[2 * n + j, j], right[2 * n + j, n + j]) = (imaginary, -real)
    }
    let size = worse(columnSumNorm(vectors.real), columnSumNorm(vectors.imaginary))
    return ratio(productResidual(left, right, minus: .zeros(rows: n, columns: 2 * n)), to: 2 * allowance * size)
  }

  /// max |x - y| / (max(m, n) |A| u) for two computations of the eigenvalues or singular values of A.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func values(_ x: [Scalar], _ y: [Scalar]) -> Double {
    precondition(x.count == y.count)
    let difference = zip(x, y).map { abs(Double($0.scaled(-exponent)) - Double($1.scaled(-exponent))) }
    return ratio(difference.reduce(0, worse), to: dimension * allowance)
  }

  /// |tr A - sum of the eigenvalues| / (n |A| u), of their real parts.
  public func trace(_ a: Matrix<Scalar>, _ values: [Scalar]) -> Double {
    func sum(_ terms: [Scalar]) -> Double { terms.reduce(0) { $0 + Double($1.scaled(-exponent)) } }
    return ratio(abs(sum(values) - sum(a.diagonal())), to: dimension * allowance)
  }

  /// |I - Q^T Q| / (m u) for Q, m x k.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func orthogonality(_ q: Matrix<Scalar>) -> Double {
    let m = Double(max(q.rows, 1))
    return productResidual(q.transposed(), q, minus: .identity(q.columns)) / (m * Scalar.unitRoundoff)
  }

  /// The error in the scale of the matrix that a ratio of 1 stands for, over the dimension: one relative rounding of the
  /// norm, and one of a column of subnormal elements.
  private var allowance: Double { norm * u + dimension * Self.spacing(scaledBy: -exponent) }

  private var u: Double { Scalar.unitRoundoff }

  /// The least number times 2^exponent.
  private static func spacing(scaledBy exponent: Int) -> Double {
    Double(Scalar.leastNonzeroMagnitude).scaled(exponent)
  }

  /// The exponent of the largest magnitude.
  private static func exponent(of scalars: [Scalar]) -> Int {
    let largest = scalars.reduce(Scalar(0)) { max($0, $1.magnitude) }
    return largest == 0 ? 0 : Int(largest.exponent)
  }

  private func normalized(_ a: Matrix<Scalar>) -> Matrix<Scalar> {
    exponent == 0 ? a : a.map { $0.scaled(-exponent) }
  }

  private func ratio(_ residual: Double, to unit: Double) -> Double { residual == 0 ? 0 : residual / unit }
}

/// The larger, or NaN where one is.
public func worse(_ a: Double, _ b: Double) -> Double { a.isNaN || a > b ? a : b }

/// The 1-norm: the largest sum of the magnitudes of a column; NaN where an element is.
private func columnSumNorm<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Double {
  var sums = [Double](repeating: 0, count: a.columns)
  let elements = a.scalars()
  for i in 0..<a.rows { for j in 0..<a.columns { sums[j] += Double(elements[i * a.columns + j].magnitude) } }
  return sums.reduce(0, worse)
}

/// The 1-norm of A B - C.
private func productResidual<Scalar: OracleScalar & BLASScalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, minus c: Matrix<Scalar>
) -> Double {
  precondition(a.columns == b.rows && a.rows == c.rows && b.columns == c.columns)
  let (left, right, target, k) = (a.scalars(), b.transposed().scalars(), c.scalars(), a.columns)
  var largest = 0.0
  for j in 0..<c.columns {
    var sum = 0.0
    for i in 0..<c.rows {
      // The last term subtracts C.
      sum += abs(
        Scalar.dot(k + 1) { p in
          p < k ? (left[i * k + p], right[j * k + p]) : (-1, target[i * c.columns + j])
        })
    }
    largest = worse(sum, largest)
  }
  return largest
}
