import LinearAlgebra
import Testing

@Suite struct SVDTests {
  static let a = Matrix<Double>(rows: [[3, 0], [0, -2], [0, 0]])

  @Test(arguments: decompositionConfigurations)
  func aDiagonalHasItsMagnitudesAsValues(configuration: ComputeConfiguration) throws {
    let thin = try SVD(Self.a, configuration: configuration)
    #expect(thin.values == [3, 2] && thin.u.columns == 2 && thin.rank() == 2)
    #expect(thin.u.map(abs) == Matrix(rows: [[1, 0], [0, 1], [0, 0]]) && thin.vt.map(abs) == .identity(2))
    #expect(try thin.reconstructed() == Self.a)
    let full = try SVD(Self.a, vectors: .full, configuration: configuration)
    #expect(full.u.map(abs) == .identity(3) && full.values == [3, 2])
    let alone = try Matrix(row: Self.a.singularValues(configuration: configuration))
    #expect(alone.isApproximatelyEqual(to: Matrix(row: [3, 2]), relativeTolerance: 1e-15))
    #expect(
      try Self.a.norm(.two, configuration: configuration) == alone[0, 0]
        && (Self.a.conditionNumber(configuration: configuration) - 1.5).magnitude < 1e-15)
    #expect(
      try Self.a.rank(configuration: configuration) == 2
        && Self.a.rank(tolerance: 0.7, configuration: configuration) == 1)
    #expect(try Self.a.pseudoinverse(configuration: configuration) == Matrix(rows: [[1.0 / 3, 0, 0], [0, -0.5, 0]]))
    #expect(
      try Self.a.pseudoinverse(tolerance: 0.7, configuration: configuration)
        == Matrix(rows: [[1.0 / 3, 0, 0], [0, 0, 0]]))
  }

  @Test(arguments: decompositionConfigurations)
  func emptyMatricesHaveNoValues(configuration: ComputeConfiguration) throws {
    let thin = try SVD(Matrix<Float>.zeros(rows: 3, columns: 0), configuration: configuration)
    #expect(thin.u == .zeros(rows: 3, columns: 0) && thin.vt == .zeros(rows: 0, columns: 0) && thin.values == [])
    let full = try SVD(Matrix<Float>.zeros(rows: 0, columns: 3), vectors: .full, configuration: configuration)
    #expect(full.u == .zeros(rows: 0, columns: 0) && full.vt == .identity(3) && full.rank() == 0)
    #expect(
      try Matrix<Float>.zeros(rows: 3, columns: 0).pseudoinverse(configuration: configuration)
        == .zeros(rows: 0, columns: 3))
    #expect(try Matrix<Float>.zeros(rows: 0, columns: 0).norm(.two, configuration: configuration) == 0)
    // Without elements there is no memory to take, however many rows there are.
    #expect(try SVD(Matrix<Float>.zeros(rows: 1 << 20, columns: 0), configuration: configuration).u.rows == 1 << 20)
    #expect(try SVD(Matrix<Float>.zeros(rows: 0, columns: 1 << 20), configuration: configuration).vt.columns == 1 << 20)
  }

  @Test(arguments: decompositionConfigurations)
  func theConditionOfASingularMatrixIsAnError(configuration: ComputeConfiguration) throws {
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Matrix<Double>.diagonal([2, 0, 0]).conditionNumber(configuration: configuration)
    }
    #expect(throws: DecompositionError.notFinite(row: 0, column: 1)) {
      try SVD(Matrix<Double>(rows: [[1, .nan]]), configuration: configuration)
    }
    #expect(throws: DecompositionError.notFinite(row: 0, column: 1)) {
      try Matrix<Double>(rows: [[1, .infinity]]).singularValues(configuration: configuration)
    }
    // Its values differ by 2^1100, more than a Double holds.
    let wide = Matrix<Double>.diagonal([0x1p60, 0x1p-1040])
    #expect(throws: DecompositionError.overflow) { try wide.conditionNumber(configuration: configuration) }
    #expect(try (Matrix<Double>.identity(3) * 0x1p-1040).conditionNumber(configuration: configuration) == 1)
  }

  /// The four conditions of Penrose, for a matrix of rank 2.
  @Test(arguments: decompositionConfigurations)
  func thePseudoinverseHasPenrosesProperties(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[1, 2, 3, 4], [2, 4, 6, 8], [0, 1, 0, 1]])
    let x = try a.pseudoinverse(configuration: configuration)
    #expect((a * x * a).isApproximatelyEqual(to: a) && (x * a * x).isApproximatelyEqual(to: x))
    #expect((a * x).isApproximatelyEqual(to: (a * x).transposed(), absoluteTolerance: 1e-14))
    #expect((x * a).isApproximatelyEqual(to: (x * a).transposed(), absoluteTolerance: 1e-14))
  }

  /// Beside 1, the second value is below rounding: a pseudoinverse leaves it out.
  @Test(arguments: decompositionConfigurations)
  func theInverseHasTheReciprocalOfEveryValue(configuration: ComputeConfiguration) throws {
    let svd = try SVD(Matrix<Double>.diagonal([1, 0x1p-60]), configuration: configuration)
    #expect(try svd.inverse() == Matrix<Double>.diagonal([1, 0x1p60]))
    #expect(try svd.pseudoinverse() == Matrix<Double>.diagonal([1, 0]))
  }
}

@Suite struct EigenTests {
  @Test(arguments: decompositionConfigurations)
  func aReflectionHasValuesOneAndMinusOne(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[0, .nan], [1, 0]])
    let eigen = try SymmetricEigen(a, configuration: configuration)
    #expect(eigen.values == [-1, 1])
    #expect(
      eigen.vectors().map(abs).isApproximatelyEqual(to: Matrix(repeating: 0.5.squareRoot(), rows: 2, columns: 2)))
    #expect(eigen.vectors() == eigen.vt.transposed())
    #expect(try eigen.determinant() == -1 && eigen.logDeterminant() == (-1, 0))
    #expect(try a.symmetricEigenvalues(configuration: configuration) == [-1, 1])
    #expect(try eigen.inverse().isApproximatelyEqual(to: Matrix(rows: [[0, 1], [1, 0]])))
    #expect(try eigen.solve(Matrix(column: [3, 4])).isApproximatelyEqual(to: Matrix(column: [4, 3])))
  }

  @Test(arguments: decompositionConfigurations)
  func aSingularSymmetricMatrixIsNamed(configuration: ComputeConfiguration) throws {
    let eigen = try SymmetricEigen(Matrix<Float>.diagonal([2, 0, 3]), configuration: configuration)
    #expect(try eigen.values == [0, 2, 3] && eigen.determinant() == 0)
    #expect(throws: DecompositionError.singular(index: 0)) { try eigen.solve(Matrix<Float>.identity(3)) }
    #expect(throws: DecompositionError.singular(index: 0)) { try eigen.logDeterminant() }
    #expect(throws: DecompositionError.notFinite(row: 2, column: 0)) {
      try SymmetricEigen(Matrix<Float>(rows: [[1, 0, 0], [0, 1, 0], [.nan, 0, 1]]), configuration: configuration)
    }
  }

  @Test(arguments: decompositionConfigurations)
  func aRotationHasAConjugatePair(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[0, -1, 0], [1, 0, 0], [0, 0, 2]])
    let eigen = try Eigen(a, leftVectors: true, configuration: configuration)
    #expect(eigen.values.real == [0, 0, 2] && eigen.values.imaginary == [1, -1, 0])
    let (real, imaginary) = eigen.vectors()
    #expect(real.column(0) == real.column(1) && imaginary.column(0) == -imaginary.column(1))
    #expect(real.column(2).map(abs) == Matrix(column: [0, 0, 1]) && imaginary.column(2).max() == 0)
    // A v = i v: A Re v = -Im v.
    #expect((a * real.column(0)).isApproximatelyEqual(to: -imaginary.column(0), absoluteTolerance: 1e-15))
    let values = try a.eigenvalues(configuration: configuration)
    #expect(Set(values.real) == [0, 2] && values.imaginary.sorted() == [-1, 0, 1])
    #expect(
      try Eigen(a, configuration: configuration).leftVectors() == nil
        && Eigen(consuming: a, configuration: configuration).values.real == [0, 0, 2])
  }

  @Test(arguments: decompositionConfigurations)
  func anEmptyMatrixHasNoValues(configuration: ComputeConfiguration) throws {
    let empty = Matrix<Float>.zeros(rows: 0, columns: 0)
    #expect(
      try Eigen(empty, configuration: configuration).values.real == []
        && SymmetricEigen(empty, configuration: configuration).values == [])
    #expect(
      try SymmetricEigen(empty, configuration: configuration).determinant() == 1
        && empty.eigenvalues(configuration: configuration).imaginary == [])
  }

  @Test(arguments: decompositionConfigurations)
  func aMatrixThatIsNotFiniteIsNamed(configuration: ComputeConfiguration) {
    let a = Matrix<Float>(rows: [[1, 2], [.infinity, 4]])
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) { try Eigen(a, configuration: configuration) }
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) { try a.eigenvalues(configuration: configuration) }
  }

  @Test func aRectangleTraps() async {
    let general = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Eigen(Matrix<Float>.zeros(rows: 3, columns: 2))
    }
    #expect(general?.message.contains("the eigenvalues of a 3x2 matrix: it is not square") == true)
    let symmetric = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try SymmetricEigen(Matrix<Float>.zeros(rows: 3, columns: 2))
    }
    #expect(symmetric?.message.contains("the symmetric eigenvalues of a 3x2 matrix: it is not square") == true)
  }
}
