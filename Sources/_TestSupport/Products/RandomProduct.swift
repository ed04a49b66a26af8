import LinearAlgebra

/// A product of random matrices, with everything around them that shows a wrong access.
///
/// What lies around A and B is NaN, so that reading it shows; around C stand canaries. C itself is NaN where beta is 0,
/// and A and B are where alpha is 0: neither may be read.
package final class RandomProduct<Scalar: BLASScalar & OracleScalar> {
  package let sizes: ProductSizes
  package let transposesA: Bool
  package let transposesB: Bool
  package let alpha: Scalar
  package let beta: Scalar
  /// A and B as stored.
  package let a: GuardedMatrix<Scalar>
  package let b: GuardedMatrix<Scalar>
  package let c: GuardedMatrix<Scalar>
  private let initialC: [Scalar]

  /// A product drawn from a seed: sizes, transpositions, strides, factors, and now and then NaN and infinities.
  ///
  /// - Parameters:
  ///   - isExact: whether the matrices have blocks of exactly their size, for an address sanitizer.
  ///   - sizes: instead of random ones.
  package convenience init(seed: UInt64, isExact: Bool, sizes: ProductSizes? = nil) {
    var generator = SeededGenerator(seed: seed)
    let sizes = sizes ?? .random(using: &generator)
    let (transposesA, transposesB) = (Bool.random(using: &generator), Bool.random(using: &generator))
    let alpha = Self.factor(zeros: 10, using: &generator)
    let beta = Self.factor(zeros: 40, using: &generator)
    // Of most products every element is a number.
    let specials = Int.random(in: 0..<4, using: &generator) == 0 ? Double.random(in: 0...0.05, using: &generator) : 0
    self.init(
      sizes, transposesA: transposesA, transposesB: transposesB, alpha: alpha, beta: beta, isExact: isExact,
      specials: specials, using: &generator)
  }

  /// - Parameters:
  ///   - padding: the elements behind each row; drawn by default.
  ///   - isExact: whether the matrices have blocks of exactly their size, for an address sanitizer.
  ///   - specials: the share of elements that are NaN, infinite or zero.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package init(
    _ sizes: ProductSizes, transposesA: Bool, transposesB: Bool, alpha: Scalar, beta: Scalar, padding: Int? = nil,
    isExact: Bool = false, specials: Double = 0, using generator: inout SeededGenerator
  ) {
    func matrix(_ rows: Int, _ columns: Int, marker: Scalar, isUnread: Bool) -> GuardedMatrix<Scalar> {
      let padding = padding ?? (Bool.random(using: &generator) ? 0 : Int.random(in: 1...40, using: &generator))
      let margin = isExact ? 0 : Int.random(in: 40...80, using: &generator)
      return GuardedMatrix(rows: rows, columns: columns, padding: padding, margin: margin, marker: marker) {
        isUnread ? .nan : Self.element(specials: specials, using: &generator)
      }
    }
    let (m, n, k) = (sizes.m, sizes.n, sizes.k)
    a = matrix(transposesA ? k : m, transposesA ? m : k, marker: .nan, isUnread: alpha == 0)
    b = matrix(transposesB ? n : k, transposesB ? k : n, marker: .nan, isUnread: alpha == 0)
    c = matrix(m, n, marker: Scalar.canary, isUnread: beta == 0)
    (self.sizes, self.transposesA, self.transposesB) = (sizes, transposesA, transposesB)
    (self.alpha, self.beta, initialC) = (alpha, beta, c.contents)
  }

  /// 0, 1, -1, NaN or any number.
  private static func factor(zeros: Int, using generator: inout some RandomNumberGenerator) -> Scalar {
    switch Int.random(in: 0..<100, using: &generator) {
    case ..<zeros: 0
    case ..<(zeros + 25): 1
    case ..<(zeros + 35): -1
    case ..<(zeros + 36): .nan
    default: Scalar(Float.random(in: -2..<2, using: &generator))
    }
  }

  /// A multiple of 2^-24 in -1..<1; or, with that probability, NaN, an infinity or a zero.
  private static func element(specials: Double, using generator: inout some RandomNumberGenerator) -> Scalar {
    let bits = generator.next()
    if specials > 0, Double(bits >> 40) * 0x1p-24 < specials {
      return switch bits & 15 {
      case 0: .nan
      case 1: .infinity
      case 2: -.infinity
      default: 0
      }
    }
    return Scalar(Int32(truncatingIfNeeded: bits) >> 7) * 0x1p-24
  }

  /// A and B as the product reads them.
  package var left: Operand<Scalar> { transposesA ? a.view.reading.t : a.view.reading.operand }
  package var right: Operand<Scalar> { transposesB ? b.view.reading.t : b.view.reading.operand }

  /// Gives C its first content.
  package func reset() { c.restore(initialC) }

  /// Computes C from its first content on a configuration.
  package func run(_ configuration: ComputeConfiguration) {
    reset()
    multiply(left, right, into: c.view, alpha: alpha, beta: beta, configuration: configuration)
  }
}

extension RandomProduct: CustomStringConvertible {
  package var description: String {
    "\(Scalar.name) \(sizes.m)x\(sizes.n)x\(sizes.k) \(transposesA ? "T" : "N")\(transposesB ? "T" : "N") "
      + "alpha \(alpha) beta \(beta) strides \(a.stride) \(b.stride) \(c.stride)"
  }
}
