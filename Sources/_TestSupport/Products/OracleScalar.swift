import LinearAlgebra

/// A scalar with a wider type, whose sums are exact beside its own: results are compared with it.
public protocol OracleScalar: BinaryFloatingPoint, Sendable {
  /// `Float` or `Double`: Embedded Swift prints no type.
  static var name: String { get }
  /// The unit roundoff u: 2^-24 for Float, 2^-53 for Double.
  static var unitRoundoff: Double { get }
  /// sum(a_i b_i), accurate far beyond u.
  static func dot(_ count: Int, _ term: (Int) -> (Self, Self)) -> Double
}

extension OracleScalar {
  /// What stands around a matrix that is written, so that writing beyond it shows.
  static var canary: Self { 12345 }
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
