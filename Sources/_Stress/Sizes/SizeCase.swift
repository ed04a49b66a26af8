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
