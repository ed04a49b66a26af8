import LinearAlgebra
import Testing
import _TestSupport

/// Matrices on which algorithms for eigenvalues have failed.
@Suite struct SpecialEigenTests {
  typealias Values<Scalar> = (real: [Scalar], imaginary: [Scalar])

  /// Decomposes A, and holds both kinds of vectors to norm 1 and LAPACK's ratio of `residuals`, and the values to the trace.
  @discardableResult
  func check<Scalar: OracleScalar & BLASScalar>(
    _ a: Matrix<Scalar>, _ name: String, _ configuration: ComputeConfiguration, residuals: Bool = true,
    location: SourceLocation = #_sourceLocation
  ) throws -> Values<Scalar> {
    let (eigen, at, ratio) = (
      try Eigen(a, leftVectors: true, configuration: configuration), a.transposed(), TestRatio(of: a)
    )
    let (right, conjugate) = (eigen.vectors(), try #require(eigen.leftVectors(), sourceLocation: location))
    // u^H A = lambda u^H is A^T conj(u) = lambda conj(u).
    let left = (real: conjugate.real, imaginary: -conjugate.imaginary)
    var ratios = [
      ratio.trace(a, eigen.values.real),
      ratio.trace(a, try a.eigenvalues(configuration: configuration).real),
    ]
    if residuals {
      ratios += [
        ratio.eigenvectors(a, values: eigen.values, vectors: right),
        TestRatio(of: at).eigenvectors(at, values: eigen.values, vectors: left),
      ]
    }
    #expect(ratios.allSatisfy { $0 < ratioLimit }, "\(name) of \(a.rows): \(ratios)", sourceLocation: location)
    for vectors in [right, left] {
      let squares = (vectors.real .* vectors.real + vectors.imaginary .* vectors.imaginary).columnSums()
      #expect(
        squares.scalars().allSatisfy { abs($0 - 1) < 100 * Scalar.ulpOfOne }, "\(name) of \(a.rows): norms",
        sourceLocation: location)
    }
    return eigen.values
  }

  @Test(arguments: [1, 2, 3, 11, 30], decompositionConfigurations)
  func specialMatricesHaveEigenvalues(n: Int, configuration: ComputeConfiguration) throws {
    // Balancing makes rows and columns of these alike first: what it takes out counts in the residual, with LAPACK too.
    let unlike = ["graded", "graded columns", "wide range"]
    for (name, a) in specialMatrices(n) { try check(a, name, configuration, residuals: !unlike.contains(name)) }
  }

  @Test(arguments: decompositionConfigurations)
  func aTriangleHasItsDiagonalAsValues(configuration: ComputeConfiguration) throws {
    let upper = Matrix<Double>(rows: 40, columns: 40) { i, j in j >= i ? Double((i * 7 + j * 3) % 11 + i) : 0 }
    let diagonal = (0..<40).map { upper[$0, $0] }.sorted()
    #expect(try check(upper, "upper triangle", configuration).real.sorted() == diagonal)
    #expect(try check(upper.transposed(), "lower triangle", configuration).real.sorted() == diagonal)
    #expect(try check(Matrix<Float>.zeros(rows: 5, columns: 5), "zeros", configuration).real == [0, 0, 0, 0, 0])
    #expect(try check(Matrix<Float>.identity(6), "identity", configuration).real == [1, 1, 1, 1, 1, 1])
    #expect(try check(Matrix<Float>(rows: [[-3]]), "1 x 1", configuration).real == [-3])
  }

  /// Ordinary shifts leave a cyclic permutation as it is.
  @Test(arguments: [2, 3, 4, 5, 8, 16, 33, 64, 100], decompositionConfigurations)
  func aCyclicPermutationHasTheRootsOfUnity(n: Int, configuration: ComputeConfiguration) throws {
    for isReversed in [false, true] {
      let a = Matrix<Double>(rows: n, columns: n) { i, j in (isReversed ? (j + 1) % n == i : (i + 1) % n == j) ? 1 : 0 }
      // LAPACK's own ratio passes 30 where it takes many shifts at a time: 33 at 80, 36 at 100.
      let isPassed = n > 75 && configuration.backend == .openBLAS
      let (real, imaginary) = try check(a, "permutation", configuration, residuals: !isPassed)
      for j in 0..<n {
        let size = real[j] * real[j] + imaginary[j] * imaginary[j]
        #expect(abs(size - 1) < 1e-12)
      }
      #expect(Set(zip(real, imaginary).map { "\(($0.0 * 1e6).rounded()) \(($0.1 * 1e6).rounded())" }).count == n)
    }
  }

  @Test(arguments: [2, 3, 10, 40], decompositionConfigurations)
  func aJordanBlockConverges(n: Int, configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: n, columns: n) { i, j in i == j ? 2 : j == i + 1 ? 1 : 0 }
    #expect(try check(a, "Jordan", configuration).real.allSatisfy { $0 == 2 })
    try check(a.transposed(), "Jordan, below", configuration)
    // Hidden by an orthogonal similarity its value is known to the n-th root of a rounding.
    var generator = SeededGenerator(seed: UInt64(n))
    let q = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    try check(q * a * q.transposed(), "congruent to Jordan", configuration)
  }

  @Test(arguments: [5, 12, 30], decompositionConfigurations)
  func companionsFrankAndHilbertConverge(n: Int, configuration: ComputeConfiguration) throws {
    // The polynomial with the roots 1 to n.
    var coefficients = [1.0]
    for root in 1...n {
      coefficients = zip(coefficients + [0], [0] + coefficients).map { $0 - $1 * Double(root) }
    }
    let companion = Matrix<Double>(rows: n, columns: n) { i, j in
      i == 0 ? -coefficients[j + 1] : i == j + 1 ? 1 : 0
    }
    try check(companion, "companion", configuration)
    try check(companion.transposed(), "companion, transposed", configuration)
    let frank = Matrix<Double>(rows: n, columns: n) { i, j in j < i - 1 ? 0 : Double(n - Swift.max(i, j)) }
    try check(frank, "Frank", configuration)
    try check(frank.map { Float($0) }, "Frank", configuration)
    try check(Matrix<Float>(rows: n, columns: n) { i, j in 1 / Float(i + j + 1) }, "Hilbert", configuration)
    try check(Matrix<Double>(repeating: 1, rows: n, columns: n), "ones", configuration)
  }

  @Test(arguments: decompositionConfigurations)
  func nilpotentGradedAndTinyMatricesConverge(configuration: ComputeConfiguration) throws {
    for n in [3, 17, 60] {
      try check(Matrix<Double>(rows: n, columns: n) { i, j in j > i ? 1 : 0 }, "strict triangle", configuration)
      try check(
        Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * 17) % 13 - 6).scaled(-(i + j) * 240 / n) },
        "graded", configuration)
      try check(
        Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * 17) % 13 - 6).scaled((i - j) * 240 / n) },
        "badly scaled", configuration)
      let random = Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * j * 17) % 13 - 6) }
      // Of rank 13: imaginary parts of the smallest are 2^-60 of the largest and must not become zero.
      for exponent in [-900, -700, 700, 1000] {
        try check(random.map { $0.scaled(exponent) }, "2^\(exponent)", configuration)
      }
    }
  }

  /// Blocks that nothing couples, in an order that balancing has to find.
  @Test(arguments: decompositionConfigurations)
  func isolatedBlocksAreFound(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 3)
    let n = 24
    let order = (0..<n).shuffled(using: &generator)
    let block = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    let a = Matrix<Double>(rows: n, columns: n) { i, j in
      let (p, q) = (order[i], order[j])
      return p <= q || (8..<16).contains(p) && (8..<16).contains(q) ? block[i, j] : 0
    }
    let values = try check(a, "isolated", configuration)
    let inner = try Matrix<Double>(rows: 8, columns: 8) { i, j in
      a[order.firstIndex(of: 8 + i) ?? 0, order.firstIndex(of: 8 + j) ?? 0]
    }.eigenvalues(configuration: configuration)
    for x in inner.real { #expect(values.real.contains { abs($0 - x) < 1e-12 }) }
  }
}
