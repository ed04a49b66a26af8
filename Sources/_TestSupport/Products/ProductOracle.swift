import LinearAlgebra

/// The exact products that backends are held to: plain loops in arithmetic wider than the scalar's.
public protocol OracleScalar: BinaryFloatingPoint, Sendable {
  /// `Float` or `Double`: Embedded Swift prints no type.
  static var name: String { get }
  /// The unit roundoff u: 2^-24 for Float, 2^-53 for Double.
  static var unitRoundoff: Double { get }
  /// sum(a_i b_i), accurate far beyond u.
  static func dot(_ count: Int, _ term: (Int) -> (Self, Self)) -> Double
}

extension Float: OracleScalar {
  public static var name: String { "Float" }
  public static var unitRoundoff: Double { 0x1p-24 }
  public static func dot(_ count: Int, _ term: (Int) -> (Float, Float)) -> Double {
    var sum = 0.0
    for i in 0..<count {
      let (a, b) = term(i)
      sum += Double(a) * Double(b)
    }
    return sum
  }
}

extension Double: OracleScalar {
  public static var name: String { "Double" }
  public static var unitRoundoff: Double { 0x1p-53 }

  /// Dot2 of Ogita, Rump & Oishi (SIAM J. Sci. Comput. 26, 2005): as if in twice the precision, then rounded.
  public static func dot(_ count: Int, _ term: (Int) -> (Double, Double)) -> Double {
    var (sum, error) = (0.0, 0.0)
    for i in 0..<count {
      let (a, b) = term(i)
      let product = a * b
      let productError = (-product).addingProduct(a, b)
      let next = sum + product
      let carried = next - sum
      error += (sum - (next - carried)) + (product - carried) + productError
      sum = next
    }
    return sum + error
  }
}

/// gamma_k = k u / (1 - k u): the relative error that k roundings can make (Higham, Accuracy and Stability, 3.1).
public func gamma(_ k: Int, unitRoundoff u: Double) -> Double { Double(k) * u / (1 - Double(k) * u) }

/// One product with everything around it that a test needs: operands in padded memory, the exact result, and the bound.
public struct ProductCase<Scalar: OracleScalar> {
  public let m: Int
  public let n: Int
  public let k: Int
  public let transposesA: Bool
  public let transposesB: Bool
  public let alpha: Scalar
  public let beta: Scalar
  /// A and B as stored, row by row; what lies between rows is NaN, so that reading it shows.
  public let a: [Scalar]
  public let b: [Scalar]
  /// C before the product: NaN where beta is 0, so that reading it shows; the canary between rows.
  public let c: [Scalar]
  public let aStride: Int
  public let bStride: Int
  public let cStride: Int
  /// alpha A B + beta C, |alpha| (|A||B|) and |beta C|, element by element.
  private let exact: [(value: Double, magnitude: Double, old: Double)]

  public static var canary: Scalar { 12345 }

  /// The rows and columns of A and B as stored.
  public var aShape: (rows: Int, columns: Int) { transposesA ? (k, m) : (m, k) }
  public var bShape: (rows: Int, columns: Int) { transposesB ? (n, k) : (k, n) }

  public init(
    m: Int, n: Int, k: Int, transposesA: Bool, transposesB: Bool, alpha: Scalar, beta: Scalar, padding: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    (self.m, self.n, self.k) = (m, n, k)
    (self.transposesA, self.transposesB, self.alpha, self.beta) = (transposesA, transposesB, alpha, beta)
    func matrix(_ rows: Int, _ columns: Int, gap: Scalar, fill: Scalar?) -> [Scalar] {
      (0..<rows).flatMap { _ in
        (0..<columns).map { _ in
          // Multiples of 2^-24 in -1..<1: exact in both scalars.
          fill ?? Scalar(Int32(truncatingIfNeeded: generator.next()) >> 7) / 0x1p24
        } + Array(repeating: gap, count: padding)
      }
    }
    let (aShape, bShape) = (transposesA ? (k, m) : (m, k), transposesB ? (n, k) : (k, n))
    let a = matrix(aShape.0, aShape.1, gap: .nan, fill: nil)
    let b = matrix(bShape.0, bShape.1, gap: .nan, fill: nil)
    let c = matrix(m, n, gap: Self.canary, fill: beta == 0 ? .nan : nil)
    let (aStride, bStride, cStride) = (aShape.1 + padding, bShape.1 + padding, n + padding)
    var exact: [(value: Double, magnitude: Double, old: Double)] = []
    for i in 0..<m {
      for j in 0..<n {
        func term(_ p: Int) -> (Scalar, Scalar) {
          (transposesA ? a[p * aStride + i] : a[i * aStride + p], transposesB ? b[j * bStride + p] : b[p * bStride + j])
        }
        let old = beta == 0 ? 0 : Double(beta) * Double(c[i * cStride + j])
        let sum = Scalar.dot(k, term)
        let magnitude = Scalar.dot(k) { (abs(term($0).0), abs(term($0).1)) }
        exact.append((Double(alpha) * sum + old, abs(Double(alpha)) * magnitude, abs(old)))
      }
    }
    (self.a, self.b, self.c) = (a, b, c)
    (self.aStride, self.bStride, self.cStride) = (aStride, bStride, cStride)
    self.exact = exact
  }

  /// What is wrong with `result`, the memory of C after the product on a backend; nil where nothing is.
  public func problem(in result: [Scalar], of backend: GEMMBackend) -> String? {
    let sum = gamma(k + 2, unitRoundoff: Scalar.unitRoundoff)
    let addition = gamma(1 + backend.additions(terms: k), unitRoundoff: Scalar.unitRoundoff)
    for i in 0..<m {
      for j in 0..<n {
        let (got, (want, magnitude, old)) = (Double(result[i * cStride + j]), exact[i * n + j])
        let allowed = sum * magnitude + addition * old
        // Written so that NaN fails.
        if !(abs(got - want) <= allowed) {
          return "element (\(i), \(j)) is \(got), exactly \(want), allowed error \(allowed)"
        }
      }
      for j in n..<cStride where result[i * cStride + j] != Self.canary {
        return "the element \(j - n) behind row \(i) was overwritten with \(result[i * cStride + j])"
      }
    }
    return nil
  }
}

extension ProductCase: CustomStringConvertible {
  public var description: String {
    "\(Scalar.name) \(m)x\(n)x\(k) \(transposesA ? "T" : "N")\(transposesB ? "T" : "N") alpha \(alpha) beta \(beta) "
      + "strides \(aStride) \(bStride) \(cStride)"
  }
}
