import LinearAlgebra

/// What is measured of LAPACK.
enum DecompositionWork: String, CaseIterable {
  case solve, determinant, inverse, eigen, symmetric, svd

  /// Floating-point operations by LAPACK's own count; nil where the data decide.
  func flops(_ n: Int) -> Double? {
    let cube = Double(n) * Double(n) * Double(n)
    return switch self {
    case .solve, .determinant: cube * 2 / 3
    case .inverse: cube * 2
    case .eigen, .symmetric, .svd: nil
    }
  }

  func work(_ n: Int, _ scalar: ScalarKind) -> Work {
    Work(suite: "decompositions", name: rawValue, m: n, n: n, k: n, scalar: scalar, threads: 1, flops: flops(n))
  }
}
