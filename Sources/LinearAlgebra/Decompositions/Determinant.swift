#if OpenBLAS && os(Linux)
  import Glibc

  /// A product of many numbers, which may be far beyond the range of its factors: significand times 2^exponent.
  struct Determinant {
    private var significand = 1.0
    private var exponent = 0

    /// - Parameters:
    ///   - factors: each rounded nowhere but in the product, with a relative error of 2^-53 a factor.
    ///   - sign: 1 or -1.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    init<Scalar: BLASScalar>(_ factors: [Scalar], sign: Int = 1, exponent: Int = 0) {
      self.exponent = exponent
      significand = Double(sign)
      for factor in factors { multiply(by: Double(factor)) }
    }

    private mutating func multiply(by factor: Double) {
      if factor == 0 || significand == 0 {
        significand = 0
        return
      }
      let product = significand * factor.significand * (factor < 0 ? -1 : 1)
      exponent += Int(factor.exponent) + Int(product.exponent)
      significand = product.significand * (product < 0 ? -1 : 1)
    }

    /// The square of this.
    var squared: Determinant {
      var square = self
      square.exponent += exponent
      square.multiply(by: significand)
      return square
    }

    /// The product, rounded to the scalar; 0 where it is too small.
    ///
    /// - Throws: `overflow` where it is too large.
    func value<Scalar: BLASScalar>(_: Scalar.Type = Scalar.self) throws(DecompositionError) -> Scalar {
      let clamped = Swift.min(Swift.max(exponent, -2000), 2000)
      let value = Scalar(significand.scaled(byPowerOfTwo: clamped))
      if !value.isFinite { throw .overflow }
      return value
    }

    /// The sign and the natural logarithm of the magnitude; nil of 0.
    func logarithm<Scalar: BLASScalar>(_: Scalar.Type = Scalar.self) -> (sign: Scalar, logarithm: Scalar)? {
      if significand == 0 { return nil }
      return (significand < 0 ? -1 : 1, Scalar(log(significand.magnitude) + Double(exponent) * log(2)))
    }
  }
#endif
