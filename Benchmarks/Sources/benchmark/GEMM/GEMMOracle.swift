/// The product in Double by plain loops, and how far a result may lie from it.
struct GEMMOracle {
  private let shape: GEMMShape
  private let product: [Double]
  private let aNorms: [Double]
  private let bNorms: [Double]
  private let gamma: Double

  /// - Parameters:
  ///   - a: m x k, row by row.
  ///   - b: k x n, row by row.
  ///   - roundoff: u of the scalar under test.
  init(_ shape: GEMMShape, _ a: [Double], _ b: [Double], roundoff: Double) {
    let (m, n, k) = (shape.m, shape.n, shape.k)
    var product = [Double](repeating: 0, count: m * n)
    var (aSquares, bSquares) = ([Double](repeating: 0, count: m), [Double](repeating: 0, count: n))
    for p in 0..<k {
      for j in 0..<n { bSquares[j] += b[p * n + j] * b[p * n + j] }
    }
    for i in 0..<m {
      for p in 0..<k {
        let x = a[i * k + p]
        aSquares[i] += x * x
        for j in 0..<n { product[i * n + j] += x * b[p * n + j] }
      }
    }
    self.shape = shape
    self.product = product
    aNorms = aSquares.map { $0.squareRoot() }
    bNorms = bSquares.map { $0.squareRoot() }
    gamma = Double(k) * roundoff / (1 - Double(k) * roundoff)
  }

  func value(_ i: Int, _ j: Int) -> Double { product[i * shape.n + j] }

  /// Whether `value` may be element (i, j) of a product that rounds each of its operations; NaN may not.
  ///
  /// The bound is 2 gamma_k |A||B| (Higham, Accuracy and Stability of Numerical Algorithms, 3.5), with the sum of
  /// |a||b| replaced by the product of the norms that is above it.
  func accepts(_ value: Double, _ i: Int, _ j: Int) -> Bool {
    abs(value - self.value(i, j)) <= 2 * gamma * aNorms[i] * bNorms[j]
  }
}
