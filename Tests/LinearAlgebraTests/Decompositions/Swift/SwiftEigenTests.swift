import LinearAlgebra
import Testing

/// The nonsymmetric eigenproblem by the routines in Swift.
@Suite struct SwiftEigenTests {
  typealias Matrices = (real: Matrix<Float>, imaginary: Matrix<Float>)

  @Test(arguments: [20, 90, 200])
  func theNumberOfThreadsChangesNoBit(n: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let a = Matrix<Float>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    func eigen(threads: Int) throws -> Eigen<Float> {
      try Eigen(a, leftVectors: true, configuration: ComputeConfiguration(backend: .swift, threads: threads))
    }
    func isSame(_ a: Matrices, _ b: Matrices) -> Bool { a.real == b.real && a.imaginary == b.imaginary }
    let one = try eigen(threads: 1)
    let left = try #require(one.leftVectors())
    for threads in 2...3 {
      let more = try eigen(threads: threads)
      #expect(more.values.real == one.values.real && more.values.imaginary == one.values.imaginary)
      let moreLeft = try #require(more.leftVectors())
      #expect(isSame(more.vectors(), one.vectors()) && isSame(moreLeft, left))
    }
  }
}
