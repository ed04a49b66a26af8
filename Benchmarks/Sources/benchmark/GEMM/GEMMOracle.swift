import LinearAlgebra

/// The product of matrices of whole numbers, known by what it does to a vector.
///
/// The numbers are so small that every sum is exact in any order, in Float too. A right product C gives C v = A (B v) to
/// the last bit; one wrong element is overlooked for one of 65,536 vectors v. It takes O(n^2) where a product takes O(n^3).
///
/// - Note: R. Freivalds, Probabilistic machines can use less running time, 1977.
struct GEMMOracle {
  private let vector: [Double]
  private let image: [Double]

  /// The largest whole number that elements may have for a sum of that many products below 2^24.
  static func bound(summands: Int) -> Int { max(1, Int((16_777_215 / Double(summands)).squareRoot())) }

  /// - Parameters:
  ///   - a: m x k, row by row.
  ///   - b: k x n, row by row.
  ///   - c: what the product is added to, m x n, row by row; nil where it is written.
  init(
    _ shape: GEMMShape, _ a: [Double], _ b: [Double], addedTo c: [Double]? = nil, using generator: inout SeededGenerator
  ) {
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let vector = (0..<n).map { _ in Double(Int.random(in: -32_768..<32_768, using: &generator)) }
    let inner = (0..<k).map { p in (0..<n).reduce(0) { $0 + b[p * n + $1] * vector[$1] } }
    image = (0..<m).map { i in
      let former = c.map { c in (0..<n).reduce(0) { $0 + c[i * n + $1] * vector[$1] } } ?? 0
      return (0..<k).reduce(former) { $0 + a[i * k + $1] * inner[$1] }
    }
    self.vector = vector
  }

  /// The first row of `c` that is no row of the product; nil where all are. NaN is in no product.
  func firstWrongRow<Scalar: BLASScalar>(of c: Matrix<Scalar>) -> Int? {
    image.indices.first { row in
      let scalars = c[row..<row + 1, ...].scalars()
      let sum = zip(scalars, vector).reduce(0) { $0 + Double($1.0) * $1.1 }
      return sum != image[row]
    }
  }
}
