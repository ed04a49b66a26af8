import LinearAlgebra

/// The operands of one product and the room for its result.
final class GEMMProblem<Scalar: BLASScalar> {
  let shape: GEMMShape
  private let a: Matrix<Scalar>
  private let b: Matrix<Scalar>
  /// What C holds before a check: NaN where it must not be read.
  private let before: Matrix<Scalar>
  private(set) var c: Matrix<Scalar>
  let oracle: GEMMOracle

  /// Operands of whole numbers, the same in every run.
  init(_ shape: GEMMShape) {
    self.shape = shape
    // What C held is one more of the summands.
    let bound = GEMMOracle.bound(summands: shape.k + 1)
    var generator = SeededGenerator(seed: 2026)
    func operand(_ rows: Int, _ columns: Int) -> [Double] {
      (0..<rows * columns).map { _ in Double(Int.random(in: -bound...bound, using: &generator)) }
    }
    func stored(_ values: [Double], _ rows: Int, _ columns: Int, isTransposed: Bool = false) -> Matrix<Scalar> {
      let matrix = Matrix(values.map { Scalar($0) }, rows: rows, columns: columns)
      return isTransposed ? matrix.transposed() : matrix
    }
    let (a, b) = (operand(shape.m, shape.k), operand(shape.k, shape.n))
    let c = shape.beta == 0 ? nil : operand(shape.m, shape.n)
    oracle = GEMMOracle(shape, a, b, addedTo: c, using: &generator)
    self.a = stored(a, shape.m, shape.k, isTransposed: shape.form.transposesA)
    self.b = stored(b, shape.k, shape.n, isTransposed: shape.form.transposesB)
    before = c.map { stored($0, shape.m, shape.n) } ?? Matrix(repeating: .nan, rows: shape.m, columns: shape.n)
    self.c = before
  }

  /// C := A B + beta C; nothing is allocated.
  func run(on configuration: ComputeConfiguration) {
    let beta = Scalar(shape.beta)
    switch shape.form {
    case .nn: multiply(a, b, into: &c, beta: beta, configuration: configuration)
    case .tn: multiply(a.t, b, into: &c, beta: beta, configuration: configuration)
    case .nt: multiply(a, b.t, into: &c, beta: beta, configuration: configuration)
    case .tt: multiply(a.t, b.t, into: &c, beta: beta, configuration: configuration)
    }
  }

  /// C := A B + beta C by the product of a library; by a matrix-matrix product where one side is a vector, too.
  func run(by library: CBLASLibrary) where Scalar: CBLASScalar {
    let (rowMajor, asStored, transposed): (CInt, CInt, CInt) = (101, 111, 112)
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let (isATransposed, isBTransposed) = (shape.form.transposesA, shape.form.transposesB)
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          // In bounds: the matrices have the shape, row by row without gaps.
          unsafe Scalar.gemm(library.calls)(
            rowMajor, isATransposed ? transposed : asStored, isBTransposed ? transposed : asStored, m, n, k, 1, a,
            isATransposed ? m : k, b, isBTransposed ? k : n, Scalar(shape.beta), c, n)
        }
      }
    }
  }

  /// Computes once and checks the result.
  ///
  /// - Throws: `WrongAnswer`: a wrong answer has no speed.
  func check(_ configuration: ComputeConfiguration) throws {
    c = before
    run(on: configuration)
    try checkResult(of: "\(configuration)")
  }

  /// The same for a library.
  func check(_ library: CBLASLibrary) throws where Scalar: CBLASScalar {
    c = before
    CBLASLibrary.explainingIllegalInstructions(library.path) { run(by: library) }
    try checkResult(of: "\(library.name) (\(library.path))")
  }

  private func checkResult(of name: String) throws {
    guard let row = oracle.firstWrongRow(of: c) else { return }
    let work = shape.work(ScalarKind(Scalar.self), threads: 1)
    throw WrongAnswer(description: "\(name) computes \(work.label) wrongly: row \(row) is no row of the product")
  }
}

/// What every check throws: a result that is not what the work has.
struct WrongAnswer: Error, CustomStringConvertible {
  let description: String
}
