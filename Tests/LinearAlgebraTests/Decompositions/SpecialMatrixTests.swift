import LinearAlgebra
import Testing
import _TestSupport

/// Matrices that decompositions elsewhere were reported to fail on, or to get wrong, within LAPACK's ratios.
@Suite struct SpecialMatrixTests {
  static let orders = [1, 2, 3, 11, 60]

  @Test(arguments: orders, decompositionConfigurations)
  func specialMatricesHaveASVD(n: Int, configuration: ComputeConfiguration) throws {
    for (name, a) in specialMatrices(n) {
      try checkSVD(a, name, configuration)
      if let a = float(a) { try checkSVD(a, name, configuration) }
    }
  }

  @Test(arguments: orders, decompositionConfigurations)
  func specialMatricesHaveAQR(n: Int, configuration: ComputeConfiguration) throws {
    for (name, a) in specialMatrices(n) {
      try checkQR(a, name, configuration)
      if let a = float(a) { try checkQR(a, name, configuration) }
    }
  }

  @Test(arguments: SymmetricMatrix.allCases, decompositionConfigurations)
  func specialSymmetricMatricesHaveEigenvalues(matrix: SymmetricMatrix, configuration: ComputeConfiguration) throws {
    for n in [1, 2, 3, 10, 33, 70] {
      try checkSymmetric(matrix.matrix(order: n) as Matrix<Float>, "\(matrix)", configuration)
      try checkSymmetric(matrix.matrix(order: n) as Matrix<Double>, "\(matrix)", configuration)
    }
  }

  @Test(arguments: decompositionConfigurations)
  func unknownsOfColumnsOfAnyScaleKeepTheirDigits(configuration: ComputeConfiguration) throws {
    try checkColumns([1e16, 1e-16, 1] as [Float], configuration)
    try checkColumns([1e16, 1e-16, 1] as [Double], configuration)
    try checkColumns([1e150, 1e-150, 1] as [Double], configuration)
  }

  /// Householder's reflections do not mix columns: each unknown is as accurate as if its column had the size of the others.
  private func checkColumns<Scalar: OracleScalar & BLASScalar>(
    _ sizes: [Scalar], _ configuration: ComputeConfiguration
  ) throws {
    var generator = SeededGenerator(seed: 12)
    for (m, n) in [(6, 6), (40, 12)] {
      let plain = Matrix<Scalar>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let x = Matrix<Scalar>.uniform(rows: n, columns: 2, in: -1..<1, using: &generator)
      let factors = (0..<n).map { sizes[$0 % sizes.count] }
      let (a, b) = (plain .* Matrix(row: factors), plain * x)
      let condition = try plain.conditionNumber(configuration: configuration)
      for found in [
        try QR(a, configuration: configuration).solve(b),
        try PivotedQR(a, configuration: configuration).solve(b, tolerance: 0),
      ] {
        let error = (found .* Matrix(column: factors) - x).norm(.max)
        #expect(error < 30 * condition * .ulpOfOne, "\(Scalar.self) \(m)x\(n), \(sizes)")
      }
    }
  }

  /// Nil of what Float cannot hold.
  private func float(_ a: Matrix<Double>) -> Matrix<Float>? { a.norm(.max) < 0x1p100 ? Matrix<Float>(a) : nil }

  private func checkSVD<Scalar: OracleScalar & BLASScalar>(
    _ a: Matrix<Scalar>, _ name: String, _ configuration: ComputeConfiguration
  ) throws {
    let ratio = TestRatio(of: a)
    let svd = try SVD(a, configuration: configuration)
    let scaled = svd.u .* Matrix(row: svd.values)
    let ratios = [
      ratio.product(scaled, svd.vt, is: a, scaledLeft: true), TestRatio.orthogonality(svd.u),
      TestRatio.orthogonality(svd.vt.transposed()),
      ratio.values(svd.values, try a.singularValues(configuration: configuration)),
    ]
    #expect(ratios.allSatisfy { $0 < ratioLimit }, "\(name) of \(a.rows), \(Scalar.self): \(ratios)")
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy(>=) && svd.values.allSatisfy { $0 >= 0 }, "\(name)")
  }

  private func checkQR<Scalar: OracleScalar & BLASScalar>(
    _ a: Matrix<Scalar>, _ name: String, _ configuration: ComputeConfiguration
  ) throws {
    let ratio = TestRatio(of: a)
    let (qr, pivoted) = (try QR(a, configuration: configuration), try PivotedQR(a, configuration: configuration))
    let permuted = Matrix(rows: a.rows, columns: a.columns) { i, j in a[i, pivoted.permutation[j]] }
    let ratios = [
      ratio.product(qr.q(), qr.r(), is: a), TestRatio.orthogonality(qr.q()),
      ratio.product(pivoted.q(), pivoted.r(), is: permuted), TestRatio.orthogonality(pivoted.q()),
    ]
    #expect(ratios.allSatisfy { $0 < ratioLimit }, "\(name) of \(a.rows), \(Scalar.self): \(ratios)")
  }

  private func checkSymmetric<Scalar: OracleScalar & BLASScalar>(
    _ a: Matrix<Scalar>, _ name: String, _ configuration: ComputeConfiguration
  ) throws {
    let ratio = TestRatio(of: a)
    let eigen = try SymmetricEigen(a, configuration: configuration)
    let scaled = eigen.vectors() .* Matrix(row: eigen.values)
    let ratios = [
      ratio.product(scaled, eigen.vt, is: a, scaledLeft: true), TestRatio.orthogonality(eigen.vectors()),
      ratio.values(eigen.values, try a.symmetricEigenvalues(configuration: configuration)),
    ]
    #expect(ratios.allSatisfy { $0 < ratioLimit }, "\(name) of \(a.rows), \(Scalar.self): \(ratios)")
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy(<=), "\(name)")
  }
}
