import LinearAlgebra

/// The operands of one product and the room for its result.
final class GEMMProblem<Scalar: BLASScalar> {
  let shape: GEMMShape
  private let a: Matrix<Scalar>
  private let b: Matrix<Scalar>
  private(set) var c: Matrix<Scalar>
  let oracle: GEMMOracle

  /// Operands of whole numbers, the same in every run.
  init(_ shape: GEMMShape) {
    self.shape = shape
    let bound = GEMMOracle.bound(k: shape.k)
    var generator = SeededGenerator(seed: 2026)
    func operand(_ rows: Int, _ columns: Int) -> [Double] {
      (0..<rows * columns).map { _ in Double(Int.random(in: -bound...bound, using: &generator)) }
    }
    func stored(_ values: [Double], _ rows: Int, _ columns: Int, isTransposed: Bool) -> Matrix<Scalar> {
      let matrix = Matrix(values.map { Scalar($0) }, rows: rows, columns: columns)
      return isTransposed ? matrix.transposed() : matrix
    }
    let (a, b) = (operand(shape.m, shape.k), operand(shape.k, shape.n))
    oracle = GEMMOracle(shape, a, b, using: &generator)
    self.a = stored(a, shape.m, shape.k, isTransposed: shape.form.transposesA)
    self.b = stored(b, shape.k, shape.n, isTransposed: shape.form.transposesB)
    c = Matrix(repeating: .nan, rows: shape.m, columns: shape.n)
  }

  /// C := A B; nothing is allocated.
  func run(on configuration: ComputeConfiguration) {
    switch shape.form {
    case .nn: multiply(a, b, into: &c, configuration: configuration)
    case .tn: multiply(a.t, b, into: &c, configuration: configuration)
    case .nt: multiply(a, b.t, into: &c, configuration: configuration)
    case .tt: multiply(a.t, b.t, into: &c, configuration: configuration)
    }
  }

  /// Computes once over a result full of NaN and checks it.
  ///
  /// - Throws: `WrongAnswer`: a wrong answer has no speed.
  func check(_ configuration: ComputeConfiguration) throws {
    c = Matrix(repeating: .nan, rows: shape.m, columns: shape.n)
    run(on: configuration)
    if let row = oracle.firstWrongRow(of: c) {
      let work = shape.work(ScalarKind(Scalar.self), threads: configuration.threads)
      throw WrongAnswer(
        description: "\(configuration) computes \(work.label) wrongly: row \(row) is no row of the product")
    }
  }
}

/// A result that is not what the work has.
struct WrongAnswer: Error, CustomStringConvertible {
  let description: String
}
