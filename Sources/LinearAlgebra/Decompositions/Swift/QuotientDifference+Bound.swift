extension QuotientDifference {
  /// Rows of B' B - shift that nothing couples to others.
  struct Block {
    var start: Int
    var end: Int
    var shift = 0.0
    /// What rounding has taken from the shift.
    var rest = 0.0
    /// What is not above the smallest value.
    var bound = 0.0
    /// The least square above the diagonal.
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

    /// Laguerre's bound of the smallest of `count` values, less what roundings may add to it.
    func bound(_ count: Int) -> Double {
      let (n, squared) = (Double(count), inverse * inverse)
      let spread = Swift.max((n - 1) * (n * square - squared), 0) + n * n * 0x1p-48 * squared
      let bound = n / (inverse + spread.squareRoot())
      // Squares of the traces may be too large where the bound that is the inverse of the first is a number.
      let safe = bound > 0 ? bound : 1 / inverse
      return safe > 0 && safe < .infinity ? safe * (1 - 0x1p-46) : 0
    }
  }
}
