import LinearAlgebra
import Testing
import _TestSupport

/// Matrices on which algorithms for eigenvalues have failed, by the routines in Swift.
@Suite struct SwiftEigenTests {
  /// Decomposes A, and holds both kinds of vectors to LAPACK's ratio and to norm 1.
  @discardableResult
  func check<Scalar: OracleScalar & BLASScalar>(
    _ a: Matrix<Scalar>, _ name: String, location: SourceLocation = #_sourceLocation
  ) -> SwiftEigen<Scalar> {
    let eigen = SwiftEigen(a)
    #expect(eigen.unconverged == 0, "\(name)", sourceLocation: location)
    let right = TestRatio(of: a).eigenvectors(a, values: eigen.values, vectors: eigen.right)
    #expect(right < 30, "\(name): right vectors", sourceLocation: location)
    let at = a.transposed()
    let left = TestRatio(of: at).eigenvectors(at, values: eigen.values, vectors: eigen.left)
    #expect(left < 30, "\(name): left vectors", sourceLocation: location)
    for vectors in [eigen.right, eigen.left] {
      for j in 0..<a.rows {
        let squares = (0..<a.rows).reduce(Scalar(0)) {
          $0 + vectors.real[$1, j] * vectors.real[$1, j] + vectors.imaginary[$1, j] * vectors.imaginary[$1, j]
        }
        #expect(abs(squares - 1) < 100 * Scalar.ulpOfOne, "\(name): norm of vector \(j)", sourceLocation: location)
      }
    }
    let alone = SwiftEigen(a, left: false, right: false)
    #expect(alone.unconverged == 0, "\(name): values alone", sourceLocation: location)
    return eigen
  }

  @Test func aTriangleHasItsDiagonalAsValues() {
    let upper = Matrix<Double>(rows: 40, columns: 40) { i, j in j >= i ? Double((i * 7 + j * 3) % 11 + i) : 0 }
    let diagonal = (0..<40).map { upper[$0, $0] }.sorted()
    #expect(check(upper, "upper triangle").values.real.sorted() == diagonal)
    #expect(check(upper.transposed(), "lower triangle").values.real.sorted() == diagonal)
    #expect(check(Matrix<Float>.zeros(rows: 5, columns: 5), "zeros").values.real == [0, 0, 0, 0, 0])
    #expect(check(Matrix<Float>.identity(6), "identity").values.real == [1, 1, 1, 1, 1, 1])
    #expect(check(Matrix<Float>(rows: [[-3]]), "1 x 1").values.real == [-3])
  }

  /// Ordinary shifts leave a cyclic permutation as it is.
  @Test(arguments: [2, 3, 4, 5, 8, 16, 33, 64, 100])
  func aCyclicPermutationHasTheRootsOfUnity(n: Int) {
    for isReversed in [false, true] {
      let a = Matrix<Double>(rows: n, columns: n) { i, j in (isReversed ? (j + 1) % n == i : (i + 1) % n == j) ? 1 : 0 }
      let (real, imaginary) = check(a, "permutation of \(n)").values
      for j in 0..<n {
        let size = real[j] * real[j] + imaginary[j] * imaginary[j]
        #expect(abs(size - 1) < 1e-12)
      }
      #expect(Set(zip(real, imaginary).map { "\(($0.0 * 1e6).rounded()) \(($0.1 * 1e6).rounded())" }).count == n)
    }
  }

  @Test(arguments: [2, 3, 10, 40])
  func aJordanBlockConverges(n: Int) {
    let a = Matrix<Double>(rows: n, columns: n) { i, j in i == j ? 2 : j == i + 1 ? 1 : 0 }
    #expect(check(a, "Jordan").values.real.allSatisfy { $0 == 2 })
    check(a.transposed(), "Jordan, below")
    // Hidden by an orthogonal similarity its value is known to the n-th root of a rounding.
    var generator = SeededGenerator(seed: UInt64(n))
    let q = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    check(q * a * q.transposed(), "congruent to Jordan")
  }

  @Test(arguments: [5, 12, 30])
  func companionsFrankAndHilbertConverge(n: Int) {
    // The polynomial with the roots 1 to n.
    var coefficients = [1.0]
    for root in 1...n {
      coefficients = zip(coefficients + [0], [0] + coefficients).map { $0 - $1 * Double(root) }
    }
    let companion = Matrix<Double>(rows: n, columns: n) { i, j in
      i == 0 ? -coefficients[j + 1] : i == j + 1 ? 1 : 0
    }
    check(companion, "companion")
    check(companion.transposed(), "companion, transposed")
    let frank = Matrix<Double>(rows: n, columns: n) { i, j in j < i - 1 ? 0 : Double(n - Swift.max(i, j)) }
    check(frank, "Frank")
    check(frank.map { Float($0) }, "Frank")
    check(Matrix<Float>(rows: n, columns: n) { i, j in 1 / Float(i + j + 1) }, "Hilbert")
    check(Matrix<Double>(repeating: 1, rows: n, columns: n), "ones")
  }

  @Test func nilpotentGradedAndTinyMatricesConverge() {
    for n in [3, 17, 60] {
      check(Matrix<Double>(rows: n, columns: n) { i, j in j > i ? 1 : 0 }, "strict triangle")
      check(
        Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * 17) % 13 - 6).scaled(-(i + j) * 240 / n) },
        "graded")
      check(
        Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * 17) % 13 - 6).scaled((i - j) * 240 / n) },
        "badly scaled")
      let random = Matrix<Double>(rows: n, columns: n) { i, j in Double((i * 31 + j * j * 17) % 13 - 6) }
      // Of rank 13: imaginary parts of the smallest are 2^-60 of the largest and must not become zero.
      for exponent in [-900, -700, 700, 1000] { check(random.map { $0.scaled(exponent) }, "2^\(exponent)") }
    }
  }

  /// Blocks that nothing couples, in an order that balancing has to find.
  @Test func isolatedBlocksAreFound() {
    var generator = SeededGenerator(seed: 3)
    let n = 24
    let order = (0..<n).shuffled(using: &generator)
    let block = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    let a = Matrix<Double>(rows: n, columns: n) { i, j in
      let (p, q) = (order[i], order[j])
      return p <= q || (8..<16).contains(p) && (8..<16).contains(q) ? block[i, j] : 0
    }
    let values = check(a, "isolated").values
    let inner = SwiftEigen(
      Matrix<Double>(rows: 8, columns: 8) { i, j in
        a[order.firstIndex(of: 8 + i) ?? 0, order.firstIndex(of: 8 + j) ?? 0]
      }
    ).values
    for x in inner.real { #expect(values.real.contains { abs($0 - x) < 1e-12 }) }
  }

  @Test(arguments: [20, 90, 200])
  func theNumberOfThreadsChangesNoBit(n: Int) {
    var generator = SeededGenerator(seed: 5)
    let a = Matrix<Float>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    let one = SwiftEigen(a)
    for threads in 2...3 {
      let more = SwiftEigen(a, threads: threads)
      #expect(more.values.real == one.values.real && more.values.imaginary == one.values.imaginary)
      #expect(more.packedRight == one.packedRight && more.packedLeft == one.packedLeft)
    }
  }
}
