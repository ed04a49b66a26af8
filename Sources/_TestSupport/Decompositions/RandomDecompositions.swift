import LinearAlgebra

/// Decompositions by iteration of random matrices of one kind, each held to LAPACK's ratios.
///
/// Most matrices have at most 12 rows and columns, one in twenty up to 40.
public struct RandomDecompositions<Scalar: OracleScalar & BLASScalar>: Sendable {
  public let kind: MatrixKind
  /// What decomposes.
  public let configuration: ComputeConfiguration
  /// The worst ratio of each decomposition.
  public private(set) var worst = [String: Double]()
  /// A sentence for each iteration that did not converge, and for each ratio of 30 or more: 100 at most.
  public private(set) var problems = [String]()

  public init(kind: MatrixKind, configuration: ComputeConfiguration) {
    (self.kind, self.configuration) = (kind, configuration)
  }

  /// Decomposes the matrices of a seed: one of any shape, a square and a symmetric one.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func run(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (m, n) = (Self.size(&generator), Self.size(&generator))
    let a: Matrix<Scalar> = kind.matrix(rows: m, columns: n, using: &generator)
    let b: Matrix<Scalar> = kind.matrix(rows: m, columns: 2, using: &generator)
    let square: Matrix<Scalar> = kind.matrix(rows: n, columns: n, using: &generator)
    let symmetric: Matrix<Scalar> = kind.symmetric(order: n, using: &generator)
    check("SVD", seed, Result { try singularRatios(a) })
    check("least squares", seed, Result { try leastSquaresRatios(a, b) })
    check("SymmetricEigen", seed, Result { try symmetricRatios(symmetric) })
    check("Eigen", seed, Result { try eigenRatios(square) })
  }

  /// Takes up what another has found.
  public mutating func add(_ other: Self) {
    worst.merge(other.worst, uniquingKeysWith: worse)
    for problem in other.problems { report(problem) }
  }

  private static func size(_ generator: inout SeededGenerator) -> Int {
    let isLarge = Int.random(in: 0..<20, using: &generator) == 0
    return Int.random(in: isLarge ? 13...40 : 1...12, using: &generator)
  }

  private mutating func check(_ name: String, _ seed: UInt64, _ ratios: Result<[Double], any Error>) {
    do {
      let ratio = try ratios.get().reduce(0, worse)
      worst[name] = worse(ratio, worst[name] ?? 0)
      // NaN, too.
      if !(ratio < 30) { report("\(Scalar.self), \(kind), seed \(seed): \(name): a ratio of \(ratio)") }
    } catch {
      report("\(Scalar.self), \(kind), seed \(seed): \(name): \(error)")
    }
  }

  private mutating func report(_ problem: String) {
    if problems.count < 100 { problems.append(problem) }
  }

  private func singularRatios(_ a: Matrix<Scalar>) throws -> [Double] {
    let (ratio, svd) = (TestRatio(of: a), try SVD(a, configuration: configuration))
    return [
      ratio.product(svd.u .* Matrix(row: svd.values), svd.vt, is: a, scaledLeft: true),
      TestRatio.orthogonality(svd.u), TestRatio.orthogonality(svd.vt.transposed()),
      ratio.values(svd.values, try a.singularValues(configuration: configuration)),
    ]
  }

  private func leastSquaresRatios(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>) throws -> [Double] {
    do {
      let (ratio, fit) = (TestRatio(of: a), try a.leastSquares(b, configuration: configuration))
      return [
        ratio.leastSquares(a, fit.solution, b),
        ratio.values(fit.singularValues, try a.singularValues(configuration: configuration)),
      ]
    } catch DecompositionError.overflow where kind == .subnormal {
      // A quotient of subnormal numbers is ordinary, a solution may be beyond the range.
      return []
    }
  }

  private func symmetricRatios(_ a: Matrix<Scalar>) throws -> [Double] {
    let (ratio, eigen) = (TestRatio(of: a), try SymmetricEigen(a, configuration: configuration))
    return [
      ratio.product(eigen.vectors() .* Matrix(row: eigen.values), eigen.vt, is: a, scaledLeft: true),
      TestRatio.orthogonality(eigen.vectors()),
      ratio.values(eigen.values, try a.symmetricEigenvalues(configuration: configuration)),
    ]
  }

  private func eigenRatios(_ a: Matrix<Scalar>) throws -> [Double] {
    let (ratio, eigen) = (TestRatio(of: a), try Eigen(a, leftVectors: true, configuration: configuration))
    let traces = [
      ratio.trace(a, eigen.values.real), ratio.trace(a, try a.eigenvalues(configuration: configuration).real),
    ]
    // Balancing makes rows and columns alike first. What it takes out of a graded matrix counts in the residual: that of
    // LAPACK itself passes 30 with one in a thousand.
    guard let left = eigen.leftVectors(), kind != .graded else { return traces }
    // u^H A = lambda u^H is A^T conj(u) = lambda conj(u).
    let at = a.transposed()
    return traces + [
      ratio.eigenvectors(a, values: eigen.values, vectors: eigen.vectors()),
      TestRatio(of: at).eigenvectors(at, values: eigen.values, vectors: (left.real, -left.imaginary)),
    ]
  }
}
