import LinearAlgebra

extension DecompositionProblem {
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
    case .cholesky:
      let l = try Cholesky(a, configuration: configuration).lower()
      return (l * l.t).distance(to: a)
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
