import LinearAlgebra
import Testing
import _TestSupport

/// The ratios can fail: an error of 30,000 roundings is seen at every scale.
@Suite struct TestRatioTests {
  @Test(arguments: [-900, 0, 900], decompositionConfigurations)
  func wrongFactorsAreSeen(exponent: Int, configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 1)
    let a = MatrixKind.random.matrix(Double.self, rows: 5, columns: 5, using: &generator).map { $0.scaled(exponent) }
    let error = 0x1p-53 * 5 * 5 * ratioLimit
    let ratio = TestRatio(of: a)
    let qr = try QR(a, configuration: configuration)
    var r = qr.r()
    #expect(ratio.product(qr.q(), r, is: a) < ratioLimit)
    r[0, 4] += error.scaled(exponent)
    #expect(ratio.product(qr.q(), r, is: a) > ratioLimit)
    r[0, 4] = .nan
    #expect(ratio.product(qr.q(), r, is: a).isNaN)
    var q = qr.q()
    q[2, 2] += error
    #expect(TestRatio.orthogonality(q) > ratioLimit && ratio.product(q, qr.r(), is: a) > ratioLimit)
  }

  @Test(arguments: [-900, 0, 900], decompositionConfigurations)
  func wrongSolutionsAreSeen(exponent: Int, configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 2)
    let a = MatrixKind.random.matrix(Double.self, rows: 5, columns: 5, using: &generator).map { $0.scaled(exponent) }
    let b = rightHandSide(of: a, using: &generator)
    let ratio = TestRatio(of: a)
    var x = try a.solve(b, configuration: configuration)
    #expect(ratio.solution(a, x, b) < ratioLimit && ratio.leastSquares(a, x, b) < ratioLimit)
    x[1, 1] += 0x1p-53 * 1000 * ratioLimit
    #expect(ratio.solution(a, x, b) > ratioLimit && ratio.leastSquares(a, x, b) > ratioLimit)
    var inverse = try a.inverse(configuration: configuration)
    #expect(ratio.inverse(a, inverse) < ratioLimit)
    inverse[3, 3] *= 1 + 0x1p-53 * 1000 * ratioLimit
    #expect(ratio.inverse(a, inverse) > ratioLimit)
  }

  @Test(arguments: [-900, 0, 900], decompositionConfigurations)
  func wrongEigenvaluesAreSeen(exponent: Int, configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 3)
    let a = MatrixKind.random.matrix(Double.self, rows: 5, columns: 5, using: &generator).map { $0.scaled(exponent) }
    let ratio = TestRatio(of: a)
    let eigen = try Eigen(a, configuration: configuration)
    var values = eigen.values
    #expect(values.imaginary.contains { $0 > 0 })
    #expect(ratio.eigenvectors(a, values: values, vectors: eigen.vectors()) < ratioLimit)
    values.imaginary.swapAt(0, 1)
    values.imaginary.swapAt(2, 3)
    values.imaginary.swapAt(3, 4)
    #expect(ratio.eigenvectors(a, values: values, vectors: eigen.vectors()) > ratioLimit)
    values = eigen.values
    values.real[2] += (0x1p-53 * 5 * 50 * ratioLimit).scaled(exponent)
    #expect(ratio.eigenvectors(a, values: values, vectors: eigen.vectors()) > ratioLimit)
    #expect(ratio.values(values.real, eigen.values.real) > ratioLimit)
  }
}
