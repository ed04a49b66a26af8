import LinearAlgebra

/// One matrix and one right-hand side, and what is done with them.
struct DecompositionProblem<Scalar: BLASScalar> {
  let work: DecompositionWork
  let a: Matrix<Scalar>
  let b: Matrix<Scalar>

  /// The same matrices in every run.
  init(_ work: DecompositionWork, n: Int) {
    var generator = SeededGenerator(seed: 2026)
    func uniform(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
      .uniform(rows: rows, columns: columns, in: -1..<1, using: &generator)
    }
    self.work = work
    let random = uniform(work.rows(n), n)
    b = uniform(work.rows(n), 1)
    a =
      switch work {
      case .lu, .qr, .pivotedQR, .solve, .inverse, .determinant:
        // Of condition 4 or so, of which Float has digits to compare; the order of the rows has to be undone by pivots.
        (Matrix.identity(n) + random * (0.5 / Scalar(n).squareRoot())).rows(at: (0..<n).shuffled(using: &generator))
      case .cholesky: random * random.t / Scalar(n) + Matrix.identity(n)
      case .symmetric: random + random.transposed()
      case .leastSquares, .svd, .eigen: random
      }
  }

  /// The library's call; factors that a caller would ask for afterwards are not made.
  func run(on configuration: ComputeConfiguration) throws {
    switch work {
    case .cholesky: _ = try Cholesky(a, configuration: configuration)
    case .lu: _ = try LU(a, configuration: configuration)
    case .qr: _ = try QR(a, configuration: configuration)
    case .pivotedQR: _ = try PivotedQR(a, configuration: configuration)
    case .solve: _ = try a.solve(b, configuration: configuration)
    case .inverse: _ = try a.inverse(configuration: configuration)
    case .determinant: _ = try a.determinant(configuration: configuration)
    case .leastSquares: _ = try a.leastSquares(b, configuration: configuration)
    case .symmetric: _ = try SymmetricEigen(a, configuration: configuration)
    case .svd: _ = try SVD(a, configuration: configuration)
    case .eigen: _ = try Eigen(a, configuration: configuration)
    }
  }

  func check(_ configuration: ComputeConfiguration) throws {
    try Self.accept(
      try error(of: configuration), orThrow: "\(configuration) computes \(work.rawValue) of \(a.columns) wrongly")
  }

  /// Accepts a distance from what the result must be, by which no more than half of the digits are lost.
  ///
  /// - Throws: `WrongAnswer`: a wrong answer has no speed.
  static func accept(_ error: Scalar, orThrow sentence: String) throws {
    // Not of NaN either.
    if !(error <= Scalar.ulpOfOne.squareRoot()) { throw WrongAnswer(description: "\(sentence): it is off by \(error)") }
  }

  /// How far the result is from the law that it must obey, as a share of the operands.
  private func error(of configuration: ComputeConfiguration) throws -> Scalar {
    switch work {
    case .cholesky: return try Cholesky(a, configuration: configuration).reconstructed().distance(to: a)
    case .lu: return try LU(a, configuration: configuration).reconstructed().distance(to: a)
    case .qr: return try QR(a, configuration: configuration).reconstructed().distance(to: a)
    case .pivotedQR: return try PivotedQR(a, configuration: configuration).reconstructed().distance(to: a)
    case .solve: return try (a * a.solve(b, configuration: configuration)).distance(to: b)
    case .inverse: return try (a * a.inverse(configuration: configuration)).distance(to: .identity(a.rows))
    case .determinant:
      // By another way.
      let expected = try QR(a, configuration: configuration).determinant()
      return try (a.determinant(configuration: configuration) / expected - 1).magnitude
    case .leastSquares:
      // The residual is orthogonal to the columns.
      let residual = try a * a.leastSquares(b, configuration: configuration).solution - b
      return (a.t * residual).norm() / (a.norm() * b.norm())
    case .symmetric: return try SymmetricEigen(a, configuration: configuration).reconstructed().distance(to: a)
    case .svd: return try SVD(a, configuration: configuration).reconstructed().distance(to: a)
    case .eigen: return error(of: try Eigen(a, configuration: configuration))
    }
  }

  /// Both parts of A V - V W, and whether the columns of V have the length 1.
  private func error(of eigen: Eigen<Scalar>) -> Scalar {
    let v = eigen.vectors()
    let lengths = v.real.norm() * v.real.norm() + v.imaginary.norm() * v.imaginary.norm()
    // A sum: `max` would let NaN pass.
    return eigen.residuals(of: a).reduce((lengths / Scalar(a.columns) - 1).magnitude) { $0 + $1.norm() / a.norm() }
  }
}

extension Eigen {
  /// Both parts of A V - V W.
  func residuals(of a: Matrix<Scalar>) -> [Matrix<Scalar>] {
    let v = vectors()
    let (real, imaginary) = (Matrix(row: values.real), Matrix(row: values.imaginary))
    return [
      a * v.real - (v.real .* real - v.imaginary .* imaginary),
      a * v.imaginary - (v.real .* imaginary + v.imaginary .* real),
    ]
  }
}

extension Matrix {
  /// The norm of the difference, as a share of that of `other`.
  fileprivate func distance(to other: Matrix) -> Scalar { (self - other).norm() / other.norm() }
}
