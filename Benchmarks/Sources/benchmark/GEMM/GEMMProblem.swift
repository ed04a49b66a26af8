import LinearAlgebra

/// The operands of one product and the room for its result.
final class GEMMProblem<Scalar: BLASScalar> {
  let shape: GEMMShape
  private let a: Matrix<Scalar>
  private let b: Matrix<Scalar>
  private(set) var c: Matrix<Scalar>
  private let oracle: GEMMOracle

  /// Operands uniform in -1...1, the same in every run.
  init(_ shape: GEMMShape) {
    self.shape = shape
    var generator = SplitMix64(seed: 2026)
    func operand(_ rows: Int, _ columns: Int, isTransposed: Bool) -> ([Double], Matrix<Scalar>) {
      let elements = (0..<rows * columns).map { _ in Scalar(Float.random(in: -1...1, using: &generator)) }
      let values = elements.map { Double($0) }
      if !isTransposed { return (values, Matrix(elements, rows: rows, columns: columns)) }
      let stored = (0..<rows * columns).map { elements[$0 % rows * columns + $0 / rows] }
      return (values, Matrix(stored, rows: columns, columns: rows))
    }
    let (aValues, a) = operand(shape.m, shape.k, isTransposed: shape.form == .tn)
    let (bValues, b) = operand(shape.k, shape.n, isTransposed: shape.form == .nt)
    self.a = a
    self.b = b
    c = Matrix(repeating: .nan, rows: shape.m, columns: shape.n)
    oracle = GEMMOracle(shape, aValues, bValues, roundoff: Double(Scalar.ulpOfOne) / 2)
  }

  /// C := A B; nothing is allocated.
  func run(on configuration: ComputeConfiguration) {
    switch shape.form {
    case .nn: multiply(a, b, into: &c, configuration: configuration)
    case .tn: multiply(a.t, b, into: &c, configuration: configuration)
    case .nt: multiply(a, b.t, into: &c, configuration: configuration)
    }
  }

  /// Computes once over a result full of NaN and compares every element.
  ///
  /// - Throws: `WrongAnswer`: a wrong answer has no speed.
  func check(_ configuration: ComputeConfiguration) throws {
    c = Matrix(repeating: .nan, rows: shape.m, columns: shape.n)
    run(on: configuration)
    for i in 0..<shape.m {
      for j in 0..<shape.n {
        let value = Double(c[i, j])
        if oracle.accepts(value, i, j) { continue }
        throw WrongAnswer(
          description: "\(configuration.backend) on \(configuration.threads) threads computes \(shape) wrongly: "
            + "element (\(i), \(j)) is \(value), expected \(oracle.value(i, j))")
      }
    }
  }
}

/// A result outside the bound for its rounding errors.
struct WrongAnswer: Error, CustomStringConvertible {
  let description: String
}
