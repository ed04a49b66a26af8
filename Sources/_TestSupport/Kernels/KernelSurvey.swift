import LinearAlgebra

/// The kernels of one instruction set for one scalar, each family tried on sizes around the edges of its vectors, against its
/// definition.
///
/// What lies around an operand is NaN, so that reading it shows; around a result stand canaries. Products have a survey of
/// their own: `tallyOfRandomProducts`.
package final class KernelSurvey<Scalar: BLASScalar & OracleScalar> {
  private let set: InstructionSet
  let kernels: KernelTable<Scalar>
  /// Whether the kernels round a sum of a product once: -(1 + 2 u) + (1 + u)^2 is u^2 then, else 0.
  let isFused: Bool
  var generator = SeededGenerator(seed: 1)
  /// The tallies of the families so far.
  private(set) var tallies: [KernelTally] = []

  /// - Precondition: this CPU has the instruction set.
  package init(_ set: InstructionSet) {
    self.set = set
    kernels = Scalar._routines.kernels(set)
    var sum = -1 - 2 * Scalar.ulpOfOne
    // In bounds: one element each.
    unsafe kernels.addScaled(1, 1 + Scalar.ulpOfOne, [1 + Scalar.ulpOfOne], &sum)
    isFused = sum != 0
  }

  /// Every family but the functions, whose reference the caller has.
  package static func tallies(_ set: InstructionSet) -> [KernelTally] {
    let survey = KernelSurvey(set)
    survey.elementwise()
    survey.clamping()
    survey.magnitudes()
    survey.reductions()
    survey.extremes()
    survey.softmax()
    survey.losses()
    survey.updates()
    survey.dropout()
    survey.layers()
    survey.gathering()
    survey.transposition()
    survey.triangles()
    survey.eliminations()
    survey.choleskyBlocks()
    survey.systems()
    survey.reflections()
    survey.columnReflections()
    survey.smallReflections()
    survey.symmetricEigen()
    survey.bidiagonal()
    survey.smallReductions()
    return survey.tallies
  }

  /// Begins a family.
  func begin(_ family: String) { tallies.append(KernelTally(family)) }

  /// Counts a case of the family; `other` is what else is wrong, and `description` begins with the kernel.
  func record(_ result: Comparison, or other: String? = nil, of description: String) {
    tallies[tallies.count - 1].add(
      elements: result.elements, result.problem ?? other, of: "\(set.rawValue) \(Scalar.name) \(description)")
  }

  /// Up to two vectors of 16 elements and some more, then around the steps that kernels take.
  var sizes: [Int] { Array(0...37) + [47, 48, 49, 63, 64, 65, 66, 80, 95, 96, 97, 127, 128, 129, 144] }
  /// Some of them, for what has two.
  var fewSizes: [Int] { [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65] }

  static var canary: Scalar { Scalar.canary }

  /// A matrix to be read, with gaps or without.
  func source(_ rows: Int, _ columns: Int, _ draw: (inout SeededGenerator) -> Scalar) -> GuardedMatrix<Scalar> {
    matrix(rows, columns, marker: .nan, draw)
  }

  /// A matrix to be read and written, with gaps or without.
  func target(
    _ rows: Int, _ columns: Int, _ draw: (inout SeededGenerator) -> Scalar = { _ in canary }
  ) -> GuardedMatrix<Scalar> {
    matrix(rows, columns, marker: Self.canary, draw)
  }

  /// A kernel that changes a row of `count` numbers: by another row, or in place.
  func row(
    _ kernel: String, _ count: Int, isInPlace: Bool = false,
    _ call: (_ x: UnsafeMutablePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>) -> Void,
    _ wanted: (_ x: Scalar, _ y: Scalar) -> Scalar
  ) {
    let y = target(1, count, Self.anyNumber)
    let x = isInPlace ? y : source(1, count, Self.anyNumber)
    let (oldX, oldY) = (x.copy(), y.copy())
    // In bounds: both have `count` elements.
    unsafe call(x.view.base, y.view.base)
    record(
      y.difference { wanted(oldX[$0, $1], oldY[$0, $1]) }, of: "\(kernel) of \(count)\(isInPlace ? ", in place" : "")")
  }

  private func matrix(
    _ rows: Int, _ columns: Int, marker: Scalar, _ draw: (inout SeededGenerator) -> Scalar
  ) -> GuardedMatrix<Scalar> {
    let padding = Bool.random(using: &generator) ? 0 : Int.random(in: 1...20, using: &generator)
    return GuardedMatrix(rows: rows, columns: columns, padding: padding, marker: marker) {
      draw(&generator)
    }
  }

  /// A number of -4..<4; or, one in five, a zero of either sign, an end of the range, an infinity or NaN.
  static func anyNumber(using generator: inout SeededGenerator) -> Scalar {
    switch generator.next() & 63 {
    case 0: .nan
    case 1: .infinity
    case 2: -.infinity
    case 3...5: 0
    case 6...8: -0.0
    case 9: .leastNonzeroMagnitude
    case 10: -.leastNormalMagnitude
    case 11: .greatestFiniteMagnitude
    default: usualNumber(using: &generator)
    }
  }

  /// A number of -4..<4.
  static func usualNumber(using generator: inout SeededGenerator) -> Scalar { number(in: -4..<4, using: &generator) }

  /// A number of a range.
  static func number(in range: Range<Double>, using generator: inout SeededGenerator) -> Scalar {
    Scalar(Double.random(in: range, using: &generator))
  }

  /// c + a b, rounded as the kernels do.
  func sum(_ c: Scalar, _ a: Scalar, _ b: Scalar) -> Scalar { isFused ? c.addingProduct(a, b) : c + a * b }

  /// The sum of the terms, and what `roundings` of each may add to it.
  static func sum(of terms: [Double], roundings: Int) -> (value: Double, error: Double) {
    (terms.reduce(0, +), Double(roundings) * 2 * Scalar.unitRoundoff * terms.reduce(0) { $0 + $1.magnitude })
  }
}
