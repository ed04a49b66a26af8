extension QuotientDifference {
  /// Decoupled rows of B' B - shift.
  struct Block {
    var start: Int
    var end: Int
    var shift = 0.0
    /// The part of the shift that was lost to rounding.
    var rest = 0.0
    /// A lower bound of the smallest value.
    var bound = 0.0
    /// The least square on the superdiagonal.
    var above = 0.0

    var count: Int { end - start }

    mutating func add(_ amount: Double) {
      let sum = shift + amount
      rest += amount - (sum - shift)
      shift = sum
    }

    /// The singular value of an eigenvalue of these rows.
    func value(_ square: Double) -> Double { (shift + (rest + square)).squareRoot() }
  }

  /// The traces of the inverse of B1' B1 and of its square.
  struct Traces {
    var inverse = 0.0
    var square = 0.0

    /// Laguerre's lower bound of the smallest of `count` values, less a margin for rounding.
    func bound(_ count: Int) -> Double {
      let (n, squared) = (Double(count), inverse * inverse)
      let spread = Swift.max((n - 1) * (n * square - squared), 0) + n * n * 0x1p-48 * squared
      let bound = n / (inverse + spread.squareRoot())
      // Squares of the traces may overflow although the inverse of the first, which is also a bound, does not.
      let safe = bound > 0 ? bound : 1 / inverse
      return safe > 0 && safe < .infinity ? safe * (1 - 0x1p-46) : 0
    }
  }
}
