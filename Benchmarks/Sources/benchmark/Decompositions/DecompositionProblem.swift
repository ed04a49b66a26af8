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
}
