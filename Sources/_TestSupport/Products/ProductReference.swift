import LinearAlgebra

/// The elements that a random product must have, and the error that each may have.
///
/// Every element in wider arithmetic. Of a large product only some rows and columns; the others are held to plain loops
/// in the scalar's own arithmetic, with a bound for both that the norms of row and column give (Cauchy and Schwarz).
package struct ProductReference<Scalar: BLASScalar & OracleScalar> {
  private let columns: Int
  private var values: [Double]
  /// The errors allowed where the whole sum is added to beta C at once, and |beta C|.
  private var bounds: [Double]
  private var olds: [Double]
  private let terms: Int

  /// - Precondition: C has its first content.
  /// - Parameter isSampled: whether only some rows and columns are computed in wider arithmetic; by default of a large
  ///   product.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package init(_ product: RandomProduct<Scalar>, isSampled: Bool? = nil) {
    let (m, n) = (product.sizes.m, product.sizes.n)
    (columns, terms) = (n, product.sizes.k)
    values = Array(repeating: 0, count: m * n)
    bounds = values
    olds = (0..<m * n).map { abs(product.old($0 / n, $0 % n)) }
    if isSampled ?? product.sizes.isLarge, product.alpha != 0 {
      fillFromPlainLoops(product)
      for i in [0, m / 3, m - 1] { for j in 0..<n { fill(i, j, product) } }
      for j in [0, n / 3, n - 2, n - 1] { for i in 0..<m { fill(i, j, product) } }
    } else {
      for i in 0..<m { for j in 0..<n { fill(i, j, product) } }
    }
  }

  /// The element (i, j) from a wider sum. Where a term is NaN or infinite the order of the sum does not matter.
  private mutating func fill(_ i: Int, _ j: Int, _ product: RandomProduct<Scalar>) {
    let (a, b, k) = (product.a, product.b, product.alpha == 0 ? 0 : product.sizes.k)
    let (transposesA, transposesB) = (product.transposesA, product.transposesB)
    func term(_ p: Int) -> (Scalar, Scalar) {
      (transposesA ? a[p, i] : a[i, p], transposesB ? b[j, p] : b[p, j])
    }
    var sum = Scalar.dot(k, term)
    if !sum.isFinite { sum = (0..<k).reduce(0) { $0 + Double(term($1).0) * Double(term($1).1) } }
    let magnitude = Scalar.dot(k) { (abs(term($0).0), abs(term($0).1)) }
    let old = product.old(i, j)
    // Without a term alpha scales nothing, even where it is NaN.
    let alpha = k == 0 ? 0 : Double(product.alpha)
    values[i * columns + j] = alpha * sum + old
    bounds[i * columns + j] = product.bound(magnitude: abs(alpha) * magnitude, old: old)
  }

  private mutating func fillFromPlainLoops(_ product: RandomProduct<Scalar>) {
    let (a, b, k) = (product.a, product.b, product.sizes.k)
    func norm(_ element: (Int) -> Scalar) -> Double {
      (0..<k).reduce(0) { $0 + Double(element($1)) * Double(element($1)) }.squareRoot()
    }
    let rowNorms = (0..<product.sizes.m).map { i in norm { product.transposesA ? a[$0, i] : a[i, $0] } }
    let columnNorms = (0..<columns).map { j in norm { product.transposesB ? b[j, $0] : b[$0, j] } }
    product.run(ComputeConfiguration(backend: .reference, threads: 1))
    for index in values.indices {
      let (i, j) = (index / columns, index % columns)
      values[index] = Double(product.c[i, j])
      let magnitude = abs(Double(product.alpha)) * rowNorms[i] * columnNorms[j]
      bounds[index] = 2 * product.bound(magnitude: magnitude, old: olds[index])
    }
    product.reset()
  }

  /// What is wrong with the result of a backend; nil where nothing is. NaN and infinities must stand where the reference has
  /// them.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func problem(in c: GuardedMatrix<Scalar>, of backend: GEMMBackend) -> String? {
    let u = Scalar.unitRoundoff
    let others = gamma(1 + backend.additions(terms: terms), unitRoundoff: u) - gamma(2, unitRoundoff: u)
    return c.excess { i, j in
      let index = i * columns + j
      return (values[index], bounds[index] + others * olds[index])
    }.problem
  }
}

extension RandomProduct {
  /// beta C before the product.
  fileprivate func old(_ i: Int, _ j: Int) -> Double { beta == 0 ? 0 : Double(beta) * Double(c[i, j]) }

  /// The error allowed where the sum is added to beta C at once, and that of a reference in Double; `magnitude` is
  /// |alpha| (|A||B|), and `old` is beta C.
  fileprivate func bound(magnitude: Double, old: Double) -> Double {
    let u = Scalar.unitRoundoff
    let terms = Scalar.self == Double.self ? 1 : sizes.k
    return (gamma(sizes.k + 2, unitRoundoff: u) + gamma(terms + 2, unitRoundoff: 0x1p-53)) * magnitude
      + (gamma(2, unitRoundoff: u) + gamma(2, unitRoundoff: 0x1p-53)) * abs(old)
  }
}
