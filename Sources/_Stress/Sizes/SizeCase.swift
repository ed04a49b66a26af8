import LinearAlgebra

/// A call of the public API with a size. It may return, throw, or end the process with a sentence.
struct SizeCase: Sendable {
  let name: String
  /// The sizes that it is called with.
  let sizes: [Int]
  /// Whether it may trap: what comes from a file must not.
  var mayTrap = true
  let call: @Sendable (Int) throws -> Void

  /// A call with something of a size.
  typealias Named<Input> = (String, @Sendable (Input) throws -> Void)

  static let all = makers + matrices + decompositions + networks + files

  static func cases(_ calls: [Named<Int>], _ sizes: [Int]) -> [SizeCase] {
    calls.map { name, call in SizeCase(name: name, sizes: sizes, call: call) }
  }

  /// Calls with matrices that have no elements, of the `empty` sizes, and with a column and a row of the `thin` ones.
  static func cases<Scalar: BLASScalar>(
    _ calls: [Named<Matrix<Scalar>>], empty: [Int], thin: [Int] = []
  ) -> [SizeCase] {
    calls.flatMap { name, call in
      [
        SizeCase(name: "\(name) n x 0", sizes: empty) { try call(.zeros(rows: $0, columns: 0)) },
        SizeCase(name: "\(name) 0 x n", sizes: empty) { try call(.zeros(rows: 0, columns: $0)) },
        SizeCase(name: "\(name) n x 1", sizes: thin) { try call(Matrix(repeating: 1, rows: $0, columns: 1)) },
        SizeCase(name: "\(name) 1 x n", sizes: thin) { try call(Matrix(repeating: 1, rows: 1, columns: $0)) },
      ]
    }
  }

  /// Each shape that a size gives.
  static let shapes: [(name: String, shape: @Sendable (Int) -> (Int, Int))] = [
    ("n x 0", { ($0, 0) }), ("0 x n", { (0, $0) }), ("n x 1", { ($0, 1) }), ("1 x n", { (1, $0) }),
    ("n x n", { ($0, $0) }), ("n x 3", { ($0, 3) }),
  ]
}

/// The sizes of a sweep.
enum Sizes {
  /// Around every power of two.
  static let all = around(Array(0...62))
  /// Around some: where a call traps with all of them, or costs more than a moment.
  static let some = around([0, 1, 4, 10, 31, 40, 52, 60, 62])

  private static func around(_ exponents: [Int]) -> [Int] {
    let powers = exponents.map { 1 << $0 }
    return Set(powers.flatMap { [$0 - 1, $0, $0 + 1] } + [Int.max - 1, .max]).sorted()
  }
}
