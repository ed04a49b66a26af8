import Foundation
import LinearAlgebra
import _TestSupport

/// Matrices with a name, of order 1 or more, that decompositions elsewhere had trouble with.
func specialMatrices(_ n: Int) -> [(String, Matrix<Double>)] {
  var generator = SeededGenerator(seed: UInt64(n))
  let random = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
  let column = random.column(0)
  return [
    ("ordinary", random), ("zeros", .zeros(rows: n, columns: n)), ("identity", .identity(n)),
    ("ones", .init(repeating: 1, rows: n, columns: n)),
    ("diagonal", .diagonal((0..<n).map { Double($0 % 5) - 2 })), ("rank one", column * column.t),
    ("Hilbert", Matrix(rows: n, columns: n) { 1 / Double($0 + $1 + 1) }),
    ("graded", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(-Double(10 * $0)) }),
    ("graded columns", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(Double(10 * $1 - 300)) }),
    ("clustered", .identity(n) + 1e-14 * random),
    ("orthogonal but a bit", .identity(n) - 2.0 / Double(n) * .init(repeating: 1, rows: n, columns: n)),
    ("nilpotent", Matrix(rows: n, columns: n) { $1 == $0 + 1 ? 1 : 0 }),
    ("Jordan block", Matrix(rows: n, columns: n) { $1 == $0 + 1 || $0 == $1 ? 1 : 0 }),
    (
      "Kahan",
      Matrix(rows: n, columns: n) { i, j in i == j ? exp2(-Double(i) / 8) : j > i ? -0.5 * exp2(-Double(i) / 8) : 0 }
    ),
    ("tiny", random * 0x1p-1060), ("huge", random * 0x1p1000), ("subnormal", random * 0x1p-1022 * 0x1p-40),
    ("wide range", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(Double(($0 * 37 + $1 * 91) % 800 - 400)) }),
  ]
}

/// Symmetric matrices that eigenvalues are known to be hard or unusual of.
enum SymmetricMatrix: String, CaseIterable, Sendable {
  case zeros, identity, diagonal, ones, hilbert, wilkinson, gluedWilkinson, secondDifference, clement, arrow, graded,
    gradedUpwards, clustered, twoValues, exchange, hugeBesideTiny, tinyOffDiagonal, weakCoupling, rankTwo

  func matrix<Scalar: BLASScalar>(order n: Int) -> Matrix<Scalar> {
    var generator = SeededGenerator(seed: UInt64(n))
    let random = Matrix<Scalar>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    func symmetric(_ element: (_ i: Int, _ j: Int) -> Scalar) -> Matrix<Scalar> {
      Matrix(rows: n, columns: n) { i, j in element(max(i, j), min(i, j)) }
    }
    func tridiagonal(_ d: (Int) -> Scalar, _ e: (Int) -> Scalar) -> Matrix<Scalar> {
      symmetric { i, j in i == j ? d(i) : i == j + 1 ? e(j) : 0 }
    }
    /// These eigenvalues, up to rounding, with a reflection as eigenvectors.
    func reflected(_ values: (Int) -> Scalar) -> Matrix<Scalar> {
      let v = (0..<n).map { Scalar($0 % 7 + 1) }
      let norm = v.reduce(0) { $0 + $1 * $1 }
      let h = symmetric { i, j in (i == j ? 1 : 0) - 2 * v[i] * v[j] / norm }
      let product = h * (Matrix(column: (0..<n).map(values)) .* h)
      return symmetric { i, j in product[i, j] }
    }
    let half = (n - 1) / 2
    switch self {
    case .zeros: return .zeros(rows: n, columns: n)
    case .identity: return .identity(n)
    case .diagonal: return tridiagonal({ random[$0, 0] }, { _ in 0 })
    case .ones: return Matrix(repeating: 1, rows: n, columns: n)
    case .hilbert: return symmetric { i, j in 1 / Scalar(i + j + 1) }
    case .wilkinson: return tridiagonal({ Scalar(abs($0 - half)) }, { _ in 1 })
    case .gluedWilkinson:
      return tridiagonal({ Scalar(abs($0 % 21 - 10)) }, { $0 % 21 == 20 ? Scalar.ulpOfOne.squareRoot() : 1 })
    case .secondDifference: return tridiagonal({ _ in 2 }, { _ in -1 })
    case .clement: return tridiagonal({ _ in 0 }, { (Scalar($0 + 1) * Scalar(n - 1 - $0)).squareRoot() })
    case .arrow: return symmetric { i, j in i == j ? Scalar(i) / Scalar(n) : j == 0 ? 1 : 0 }
    case .graded: return symmetric { i, j in random[i, j].scaled(-(i + j)) }
    case .gradedUpwards: return symmetric { i, j in random[i, j].scaled(i + j - 2 * n) }
    case .clustered: return reflected { $0 % 3 == 0 ? 1 + Scalar($0) * Scalar.ulpOfOne : -1 }
    case .twoValues: return reflected { $0 < n / 2 ? 1 : 2 }
    case .exchange: return symmetric { i, j in i + j == n - 1 ? 1 : 0 }
    case .hugeBesideTiny:
      let (huge, tiny) = (Scalar.greatestFiniteMagnitude.squareRoot(), Scalar.leastNormalMagnitude.squareRoot())
      return symmetric { i, j in random[i, j] * ((i + j) % 2 == 0 ? huge : tiny) }
    case .tinyOffDiagonal: return tridiagonal({ Scalar($0 % 4) }, { _ in Scalar.leastNormalMagnitude * 4 })
    case .weakCoupling: return tridiagonal({ _ in 0 }, { Scalar(1).scaled(-4 * ($0 % 31)) })
    case .rankTwo: return symmetric { i, j in random[i, 0] * random[j, 0] - random[i, n - 1] * random[j, n - 1] }
    }
  }
}
