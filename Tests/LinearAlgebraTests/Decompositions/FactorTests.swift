import LinearAlgebra
import Testing
import _TestSupport

/// What can be asked of a decomposition beside its factors.
@Suite struct FactorTests {
  /// By plain loops, which are nobody's default: their products have other bits.
  @Test func laterProductsAreThoseOfTheConfiguration() throws {
    let configuration = ComputeConfiguration(backend: .reference, threads: 1)
    var generator = SeededGenerator(seed: 10)
    let a = Matrix<Double>.uniform(rows: 40, columns: 40, in: -1..<1, using: &generator)
    let cholesky = try Cholesky(a * a.t, configuration: configuration)
    let lower = cholesky.lower()
    #expect(
      try cholesky.reconstructed() == lower.multiplied(by: lower.transposed(), configuration: configuration))
    let lu = try LU(a, configuration: configuration)
    let (reconstructed, product) = (
      try lu.reconstructed(), lu.lower().multiplied(by: lu.upper(), configuration: configuration)
    )
    for (i, row) in lu.permutation().enumerated() { #expect(reconstructed.row(row) == product.row(i)) }
    let svd = try SVD(a, configuration: configuration)
    let right = (svd.u .* Matrix(row: svd.values.map { 1 / $0 })).transposed()
    #expect(
      try a.pseudoinverse(configuration: configuration)
        == svd.vt.transposed().multiplied(by: right, configuration: configuration))
  }

  @Test(arguments: decompositionConfigurations)
  func determinantsOfAllDecompositionsAgree(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 9)
    for n in 0...12 {
      let a = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
      let (determinant, logDeterminant) = (
        try a.determinant(configuration: configuration), try a.logDeterminant(configuration: configuration)
      )
      let tolerance = 1e-11 * determinant.magnitude
      for other in [
        try PivotedQR(a, configuration: configuration).determinant(),
        try QR(a, configuration: configuration).determinant(), try Eigen(a, configuration: configuration).determinant(),
      ] {
        #expect((other - determinant).magnitude <= tolerance, "\(n)")
      }
      #expect(
        (try SVD(a, configuration: configuration).absoluteDeterminant() - determinant.magnitude).magnitude <= tolerance)
      for other in [
        try PivotedQR(a, configuration: configuration).logDeterminant(),
        try Eigen(a, configuration: configuration).logDeterminant(),
      ] {
        #expect(other.sign == logDeterminant.sign)
        #expect((other.logarithm - logDeterminant.logarithm).magnitude < 1e-11)
      }
      #expect(
        (try SVD(a, configuration: configuration).logAbsoluteDeterminant() - logDeterminant.logarithm).magnitude < 1e-11
      )
    }
  }

  /// Each power of two is exact, and their product beyond any Double.
  @Test(arguments: decompositionConfigurations)
  func determinantsBeyondTheScalarHaveALogarithm(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>.diagonal([0x1p600, -0x1p600, 0x1p600])
    let logarithm = 1800 * 0.6931471805599453
    #expect(throws: DecompositionError.overflow) { try PivotedQR(a, configuration: configuration).determinant() }
    #expect(throws: DecompositionError.overflow) { try Eigen(a, configuration: configuration).determinant() }
    #expect(throws: DecompositionError.overflow) { try SVD(a, configuration: configuration).absoluteDeterminant() }
    #expect(try (PivotedQR(a, configuration: configuration).logDeterminant().logarithm - logarithm).magnitude < 1e-9)
    #expect(try (SVD(a, configuration: configuration).logAbsoluteDeterminant() - logarithm).magnitude < 1e-9)
    let eigen = try Eigen(a, configuration: configuration).logDeterminant()
    #expect(eigen.sign == -1 && (eigen.logarithm - logarithm).magnitude < 1e-9)
    // The squares of the second pair vanish beside the first.
    let pairs = Matrix<Double>(rows: [
      [0, -0x1p300, 0, 0], [0x1p300, 0, 0, 0], [0, 0, 0, -0x1p-300], [0, 0, 0x1p-300, 0],
    ])
    #expect(try Eigen(pairs, configuration: configuration).determinant() == 1)
  }

  @Test(arguments: decompositionConfigurations)
  func inversesOfAllDecompositionsAgree(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 10)
    let a = Matrix<Double>.uniform(rows: 7, columns: 7, in: -1..<1, using: &generator)
    let inverse = try a.inverse(configuration: configuration)
    #expect(
      try PivotedQR(a, configuration: configuration).inverse().isApproximatelyEqual(
        to: inverse, relativeTolerance: 1e-11))
    #expect(
      try SVD(a, configuration: configuration).inverse().isApproximatelyEqual(to: inverse, relativeTolerance: 1e-11))
  }

  @Test(arguments: decompositionConfigurations)
  func singularMatricesAreNamed(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>.diagonal([2, 0, 3])
    #expect(throws: DecompositionError.singular(index: 2)) { try SVD(a, configuration: configuration).inverse() }
    #expect(throws: DecompositionError.singular(index: 2)) {
      try SVD(a, configuration: configuration).logAbsoluteDeterminant()
    }
    #expect(throws: DecompositionError.singular(index: 2)) { try PivotedQR(a, configuration: configuration).inverse() }
    #expect(throws: DecompositionError.singular(index: 2)) {
      try PivotedQR(a, configuration: configuration).logDeterminant()
    }
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Eigen(a, configuration: configuration).logDeterminant()
    }
    #expect(
      try SVD(a, configuration: configuration).absoluteDeterminant() == 0
        && PivotedQR(a, configuration: configuration).determinant() == 0
        && Eigen(a, configuration: configuration).determinant() == 0)
  }

  @Test(arguments: decompositionConfigurations)
  func eigenvectorsMakeTheMatrixAgain(configuration: ComputeConfiguration) throws {
    let rotation = Matrix<Double>(rows: [[0, -3, 0], [3, 0, 0], [0, 0, 2]])
    #expect(
      try Eigen(rotation, configuration: configuration).reconstructed().isApproximatelyEqual(
        to: rotation, absoluteTolerance: 1e-14))
    #expect(
      try Eigen(Matrix<Float>.zeros(rows: 0, columns: 0), configuration: configuration).reconstructed().count == 0)
  }

  @Test(arguments: decompositionConfigurations)
  func allOfQIsABasis(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 11)
    for (m, n) in [(5, 2), (50, 33), (3, 3), (2, 5), (4, 0), (0, 4)] {
      let a = Matrix<Double>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let (qr, pivoted) = (try QR(a, configuration: configuration), try PivotedQR(a, configuration: configuration))
      for (full, thin) in [(qr.fullQ(), qr.q()), (pivoted.fullQ(), pivoted.q())] {
        #expect(full.rows == m && full.columns == m)
        #expect(TestRatio<Double>.orthogonality(full) < ratioLimit)
        #expect(full[..., 0..<min(m, n)].isApproximatelyEqual(to: thin, absoluteTolerance: 1e-15))
      }
    }
  }

  @Test func determinantsOfRectanglesTrap() async {
    let pivoted = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try PivotedQR(Matrix<Float>.zeros(rows: 3, columns: 2)).determinant()
    }
    #expect(pivoted?.message.contains("the determinant by the pivoted QR of a 3x2 matrix: it is not square") == true)
    let singular = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try SVD(Matrix<Float>.zeros(rows: 3, columns: 2)).inverse()
    }
    #expect(singular?.message.contains("inverting by the SVD of a 3x2 matrix: it is not square") == true)
  }
}
