/// The powers of two that were divided out of the rows or columns of a matrix: each is stored divided by 2^exponent.
struct Exponents: Sendable {
  /// Empty where all are zero.
  private let values: [Int]

  private init(_ values: [Int]) { self.values = values.allSatisfy { $0 == 0 } ? [] : values }

  static var zero: Exponents { Exponents([]) }

  /// `exponent` of each row; without an array where all are zero.
  init(rows: Range<Int>, _ exponent: (Int) -> Int) {
    guard let first = rows.first(where: { exponent($0) != 0 }) else {
      values = []
      return
    }
    values = Array(repeating: 0, count: first - rows.lowerBound) + (first..<rows.upperBound).map(exponent)
  }

  init(repeating exponent: Int, count: Int) {
    values = exponent == 0 ? [] : Array(repeating: exponent, count: count)
  }

  var isZero: Bool { values.isEmpty }
  var sum: Int { values.reduce(0, +) }
  var largest: Int { values.max() ?? 0 }
  var least: Int { values.min() ?? 0 }
  subscript(i: Int) -> Int { values.isEmpty ? 0 : values[i] }

  static prefix func - (a: Exponents) -> Exponents { Exponents(a.values.map { -$0 }) }

  static func + (a: Exponents, b: Exponents) -> Exponents {
    if a.isZero { return b }
    return b.isZero ? a : Exponents(zip(a.values, b.values).map { $0 + $1 })
  }
}
