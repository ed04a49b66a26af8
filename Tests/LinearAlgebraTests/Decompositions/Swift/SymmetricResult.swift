import LinearAlgebra
import Testing
import _TestSupport

/// What the routine in Swift makes of a symmetric matrix.
struct SymmetricResult<Scalar: OracleScalar & BLASScalar> {
  let values: [Scalar]
  let vt: Matrix<Scalar>

  init(_ a: Matrix<Scalar>, vectors: Bool, threads: Int = 2) {
    var (vt, values) = (a, [Scalar](repeating: .nan, count: a.rows))
    let unconverged = vt.withMutableView {
      SwiftRoutines<Scalar>(threads: threads).decomposeSymmetric($0, values: &values, vectors: vectors)
    }
    #expect(unconverged == 0)
    (self.values, self.vt) = (values, vt)
  }

  /// LAPACK's ratios of this decomposition of `a`, and 100 where the values do not ascend.
  func ratios(of a: Matrix<Scalar>, valuesAlone: SymmetricResult) -> [(name: String, ratio: Double)] {
    let ratio = TestRatio(of: a)
    let ascends = zip(values, values.dropFirst()).allSatisfy(<=)
    return [
      ("A - VLV'", ratio.product(vt.transposed() .* Matrix(row: values), vt, is: a, scaledLeft: true)),
      ("I - V'V", TestRatio.orthogonality(vt.transposed())),
      ("values alone", ratio.values(values, valuesAlone.values)),
      ("order", ascends ? 0 : 100),
    ]
  }
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
