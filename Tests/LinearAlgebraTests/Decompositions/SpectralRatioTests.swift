import LinearAlgebra
import Testing
import _TestSupport

/// LAPACK's test ratios of singular values, eigenvalues and their vectors.
@Suite struct SpectralRatioTests {
  @Test(arguments: decompositionConfigurations)
  func floatSVDStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { checkSVD(Float.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func doubleSVDStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { checkSVD(Double.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func floatSymmetricEigenStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkSymmetric(Float.self, configuration)
  }
  @Test(arguments: decompositionConfigurations)
  func doubleSymmetricEigenStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkSymmetric(Double.self, configuration)
  }
  @Test(arguments: decompositionConfigurations)
  func floatEigenStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) { checkEigen(Float.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func doubleEigenStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    checkEigen(Double.self, configuration)
  }

  func checkSVD<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: shapes) { kind, m, n, generator in
      kind.matrix(rows: m, columns: n, using: &generator)
    } _: { a, kind, generator, record in
      let ratio = TestRatio(of: a)
      for vectors in [SVD<Scalar>.Vectors.thin, .full] {
        let svd = try SVD(a, vectors: vectors, configuration: configuration)
        let k = svd.values.count
        let scaled = svd.u[..., 0..<k] .* Matrix(row: svd.values)
        record("A - USV' \(vectors)", ratio.product(scaled, svd.vt[0..<k, ...], is: a, scaledLeft: true))
        record("I - U'U \(vectors)", TestRatio.orthogonality(svd.u))
        record("I - VV' \(vectors)", TestRatio.orthogonality(svd.vt.transposed()))
        #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy(>=) && svd.values.allSatisfy { $0 >= 0 })
        record("values alone", ratio.values(svd.values, try a.singularValues(configuration: configuration)))
        if vectors == .full { #expect(svd.u.columns == a.rows && svd.vt.rows == a.columns) }
      }
      record(
        "A - reconstructed",
        ratio.product(.identity(a.rows), try SVD(a, configuration: configuration).reconstructed(), is: a))
    }
  }

  func checkSymmetric<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: orders.map { ($0, $0) }) { kind, n, _, generator in
      kind.symmetric(order: n, using: &generator)
    } _: { a, kind, generator, record in
      let ratio = TestRatio(of: a)
      let eigen = try SymmetricEigen(a, configuration: configuration)
      let scaled = eigen.vectors() .* Matrix(row: eigen.values)
      record("A - VLV'", ratio.product(scaled, eigen.vt, is: a, scaledLeft: true))
      record("I - V'V", TestRatio.orthogonality(eigen.vectors()))
      record("A - reconstructed", ratio.product(.identity(a.rows), try eigen.reconstructed(), is: a))
      #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy(<=))
      record("values alone", ratio.values(eigen.values, try a.symmetricEigenvalues(configuration: configuration)))
      if kind == .random || kind == .huge {
        let b = rightHandSide(of: a, using: &generator)
        record("B - AX", ratio.solution(a, try eigen.solve(b), b))
      }
    }
  }

  func checkEigen<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: orders.map { ($0, $0) }) { kind, n, _, generator in
      kind.matrix(rows: n, columns: n, using: &generator)
    } _: { a, kind, generator, record in
      let ratio = TestRatio(of: a)
      let eigen = try Eigen(a, leftVectors: true, configuration: configuration)
      record("AV - VW", ratio.eigenvectors(a, values: eigen.values, vectors: eigen.vectors()))
      // u^H A = lambda u^H is A^T conj(u) = lambda conj(u).
      let left = try #require(eigen.leftVectors())
      let at = a.transposed()
      record(
        "A'U - UW", TestRatio(of: at).eigenvectors(at, values: eigen.values, vectors: (left.real, -left.imaginary)))
      let ones = Matrix<Scalar>(repeating: 1, rows: 1, columns: a.rows)
      for (name, vectors) in [("norms", eigen.vectors()), ("left norms", left)] {
        let squares = vectors.real .* vectors.real + vectors.imaginary .* vectors.imaginary
        record(name, TestRatio(of: ones).product(ones, squares, is: ones))
      }
      let (real, imaginary) = eigen.values
      for j in 0..<a.rows where imaginary[j] > 0 {
        #expect(imaginary[j + 1] == -imaginary[j] && real[j + 1] == real[j])
      }
      let alone = try a.eigenvalues(configuration: configuration)
      #expect(alone.real.count == a.rows && alone.imaginary.reduce(0, +) == 0)
      record("trace", ratio.trace(a, real))
      record("trace, values alone", ratio.trace(a, alone.real))
      if kind == .random || kind == .huge {
        // Off by the condition of the vectors, a pair as two real columns; that of other kinds has no bound.
        let columns = Matrix(rows: a.rows, columns: a.rows) { i, j in
          imaginary[j] < 0 ? -eigen.vectors().imaginary[i, j] : eigen.vectors().real[i, j]
        }
        let difference = ratio.product(.identity(a.rows), try eigen.reconstructed(), is: a)
        record(
          "A - reconstructed",
          a.rows == 0 ? 0 : difference / Double(try columns.conditionNumber(configuration: configuration)))
      }
    }
  }
}
