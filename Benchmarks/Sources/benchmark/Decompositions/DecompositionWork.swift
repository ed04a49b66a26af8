/// What is measured of linear algebra, by the names that tables show.
enum DecompositionWork: String, CaseIterable {
  case cholesky = "Cholesky"
  case lu = "LU"
  case qr = "QR"
  case pivotedQR = "pivoted QR"
  case solve, inverse, determinant
  case leastSquares = "least squares"
  case symmetric = "symmetric eigen"
  case svd = "SVD"
  case eigen

  func rows(_ n: Int) -> Int { self == .leastSquares ? 2 * n : n }

  /// Floating-point operations by LAPACK's own count; nil where the data decide.
  func flops(_ n: Int) -> Double? {
    let cube = Double(n) * Double(n) * Double(n)
    return switch self {
    case .cholesky: cube / 3
    case .lu, .solve, .determinant: cube * 2 / 3
    case .qr, .pivotedQR: cube * 4 / 3
    case .inverse: cube * 2
    case .leastSquares, .symmetric, .svd, .eigen: nil
    }
  }

  func work(_ n: Int, _ scalar: ScalarKind, threads: Int) -> Work {
    Work(
      suite: "decompositions", name: rawValue, m: rows(n), n: n, scalar: scalar, threads: threads, flops: flops(n))
  }
}
