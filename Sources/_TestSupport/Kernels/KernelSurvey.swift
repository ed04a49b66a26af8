import LinearAlgebra

/// The kernels of one instruction set for one scalar, each family tried on sizes around the edges of its vectors, against its
/// definition.
///
/// What lies around an operand is NaN, so that reading it shows; around a result stand canaries. Products have a survey of
/// their own: `tallyOfRandomProducts`.
package struct KernelSurvey<Scalar: BLASScalar & OracleScalar> {
  let set: InstructionSet
  let kernels: KernelTable<Scalar>
  var generator = SeededGenerator(seed: 1)

  /// - Precondition: this CPU has the instruction set.
  package init(_ set: InstructionSet) {
    self.set = set
    kernels = Scalar._routines.kernels(set)
  }

  /// Every family but the functions, whose reference the caller has.
  package static func tallies(_ set: InstructionSet) -> [KernelTally] {
    var survey = KernelSurvey(set)
    return [
      survey.elementwise(), survey.clamping(), survey.magnitudes(), survey.reductions(), survey.extremes(),
      survey.softmax(), survey.losses(), survey.updates(), survey.dropout(), survey.layers(), survey.gathering(),
      survey.transposition(), survey.triangles(), survey.eliminations(), survey.choleskyBlocks(), survey.systems(),
      survey.reflections(), survey.columnReflections(), survey.smallReflections(), survey.symmetricEigen(),
      survey.bidiagonal(), survey.smallReductions(),
    ]
  }

  /// Up to two vectors of 16 elements and some more, then around the steps that kernels take.
  var sizes: [Int] { Array(0...37) + [47, 48, 49, 63, 64, 65, 66, 80, 95, 96, 97, 127, 128, 129, 144] }
  /// Some of them, for what has two.
  var fewSizes: [Int] { [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65] }

  static var canary: Scalar { ProductCase<Scalar>.canary }

  /// What a description of a case begins with.
  func name(_ kernel: String) -> String {
    "\(set.rawValue) \(kernel)<\(Scalar.name)>"
  }

  /// A matrix to be read, with gaps or without.
  mutating func source(_ rows: Int, _ columns: Int, _ draw: (inout SeededGenerator) -> Scalar) -> GuardedMatrix<Scalar>
  {
    matrix(rows, columns, marker: .nan, draw)
  }

  /// A matrix to be read and written, with gaps or without.
  mutating func target(
    _ rows: Int, _ columns: Int, _ draw: (inout SeededGenerator) -> Scalar = { _ in canary }
  ) -> GuardedMatrix<Scalar> {
    matrix(rows, columns, marker: Self.canary, draw)
  }

  private mutating func matrix(
    _ rows: Int, _ columns: Int, marker: Scalar, _ draw: (inout SeededGenerator) -> Scalar
  ) -> GuardedMatrix<Scalar> {
    let padding = Bool.random(using: &generator) ? 0 : Int.random(in: 1...20, using: &generator)
    return GuardedMatrix(rows: rows, columns: columns, padding: padding, margin: 70, marker: marker) {
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
    default: number(in: -4..<4, using: &generator)
    }
  }

  /// A number of a range.
  static func number(in range: Range<Double>, using generator: inout SeededGenerator) -> Scalar {
    Scalar(Double.random(in: range, using: &generator))
  }
}
