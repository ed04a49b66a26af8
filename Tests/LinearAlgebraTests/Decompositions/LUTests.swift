import LinearAlgebra
import Testing

@Suite struct LUTests {
  /// Subnormal: 2^-133.
  static let tiny: Float = 0x1p-133
  static let a = Matrix<Double>(rows: [[1, 2, 4], [2, 0, 2], [4, 4, 0]])

  @Test(arguments: decompositionConfigurations)
  func smallIntegersHaveExactFactors(configuration: ComputeConfiguration) throws {
    let lu = try LU(Self.a, configuration: configuration)
    // Row 2 leads; below it the rows 0 and 1 have 1 and -2 left.
    #expect(lu.pivots() == [2, 1, 2] && lu.permutation() == [2, 1, 0])
    #expect(lu.lower() == Matrix(rows: [[1, 0, 0], [0.5, 1, 0], [0.25, -0.5, 1]]))
    #expect(lu.upper() == Matrix(rows: [[4, 4, 0], [0, -2, 2], [0, 0, 5]]))
    #expect(try lu.determinant() == 40)
    #expect(try lu.reconstructed() == Self.a)
    #expect(try lu.solve(Matrix(column: [7, 4, 8])) == Matrix(column: [1, 1, 1]))
    #expect(try lu.solveTransposed(Matrix(column: [7, 6, 6])) == Matrix(column: [1, 1, 1]))
    #expect((try lu.inverse() * Self.a).isApproximatelyEqual(to: .identity(3), relativeTolerance: 1e-15))
  }

  @Test(arguments: decompositionConfigurations)
  func aWideAndATallMatrixHaveTrapezoids(configuration: ComputeConfiguration) throws {
    let wide = try LU(Matrix<Float>(rows: [[2, 4, 6], [1, 5, 9]]), configuration: configuration)
    #expect(wide.lower() == Matrix(rows: [[1, 0], [0.5, 1]]))
    #expect(wide.upper() == Matrix(rows: [[2, 4, 6], [0, 3, 6]]))
    let tall = try LU(Matrix<Float>(rows: [[2, 4], [1, 5], [1, 2]]), configuration: configuration)
    #expect(tall.lower() == Matrix(rows: [[1, 0], [0.5, 1], [0.5, 0]]))
    #expect(tall.upper() == Matrix(rows: [[2, 4], [0, 3]]))
    #expect(try tall.reconstructed() == Matrix(rows: [[2, 4], [1, 5], [1, 2]]))
  }

  @Test(arguments: decompositionConfigurations)
  func anEmptyMatrixHasDeterminantOne(configuration: ComputeConfiguration) throws {
    let lu = try LU(Matrix<Double>.zeros(rows: 0, columns: 0), configuration: configuration)
    #expect(try lu.determinant() == 1 && lu.logDeterminant() == (1, 0))
    #expect(try lu.inverse() == .zeros(rows: 0, columns: 0))
    #expect(try lu.solve(Matrix.zeros(rows: 0, columns: 3)) == .zeros(rows: 0, columns: 3))
    #expect(lu.singularIndex == nil && lu.permutation() == [])
  }

  /// Every permutation of four rows, whose determinant is its sign.
  @Test(arguments: decompositionConfigurations)
  func theDeterminantOfAPermutationIsItsSign(configuration: ComputeConfiguration) throws {
    for code in 0..<256 {
      let rows = (0..<4).map { code >> (2 * $0) & 3 }
      guard Set(rows).count == 4 else { continue }
      let inversions = (0..<4).reduce(0) { sum, i in sum + (0..<i).count { rows[$0] > rows[i] } }
      let lu = try LU(Matrix<Float>(rows: 4, columns: 4) { i, j in rows[i] == j ? 1 : 0 }, configuration: configuration)
      #expect(try lu.determinant() == (inversions % 2 == 0 ? 1 : -1))
      #expect(try lu.logDeterminant() == (inversions % 2 == 0 ? 1 : -1, 0))
    }
  }

  @Test(arguments: decompositionConfigurations)
  func theFirstPivotThatIsZeroIsNamed(configuration: ComputeConfiguration) throws {
    // Column 2 is column 0 plus column 1.
    let lu = try LU(
      Matrix<Double>(rows: [[4, 2, 6, 1], [2, 4, 6, 1], [1, 1, 2, 0], [0, 0, 0, 1]]), configuration: configuration)
    #expect(lu.singularIndex == 2)
    #expect(throws: DecompositionError.singular(index: 2)) { try lu.solve(Matrix<Double>.zeros(rows: 4, columns: 1)) }
    #expect(throws: DecompositionError.singular(index: 2)) { try lu.inverse() }
    #expect(throws: DecompositionError.singular(index: 2)) { try lu.logDeterminant() }
    #expect(try lu.determinant() == 0)
    #expect(try LU(Matrix<Float>.zeros(rows: 3, columns: 3), configuration: configuration).singularIndex == 0)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity], decompositionConfigurations)
  func theFirstElementThatIsNotFiniteIsNamed(value: Double, configuration: ComputeConfiguration) {
    var a = Self.a
    a[1, 2] = value
    a[2, 0] = value
    #expect(throws: DecompositionError.notFinite(row: 1, column: 2)) { try LU(a, configuration: configuration) }
    #expect(throws: DecompositionError.notFinite(row: 1, column: 2)) {
      try LU(consuming: a, configuration: configuration)
    }
    var b = Matrix<Double>.zeros(rows: 3, columns: 2)
    b[2, 1] = value
    #expect(throws: DecompositionError.rightHandSideNotFinite(row: 2, column: 1)) {
      try LU(Self.a, configuration: configuration).solve(b)
    }
    #expect(throws: DecompositionError.rightHandSideNotFinite(row: 2, column: 1)) {
      try LU(Self.a, configuration: configuration).solve(b.transposed().t)
    }
  }

  /// OpenBLAS 0.3.21 gives NaN with info = 0: the reciprocal of such a pivot is beyond Float.
  @Test(arguments: decompositionConfigurations)
  func subnormalPivotsAreExact(configuration: ComputeConfiguration) throws {
    let a = Matrix<Float>(rows: [[0, Self.tiny], [Self.tiny, 0]])
    let lu = try LU(a, configuration: configuration)
    #expect(try lu.reconstructed() == a && lu.upper() == Matrix(rows: [[Self.tiny, 0], [0, Self.tiny]]))
    #expect(try lu.solve(Matrix(column: [Self.tiny, 2 * Self.tiny])) == Matrix(column: [2, 1]))
    #expect(throws: DecompositionError.overflow) { try lu.inverse() }
    #expect(try lu.determinant() == 0)
    let logDeterminant = try lu.logDeterminant()
    #expect(logDeterminant.sign == -1 && (logDeterminant.logarithm + 184.377150).magnitude < 1e-4)
  }

  /// No scale of the whole matrix helps here: the small columns have their own.
  @Test(arguments: decompositionConfigurations)
  func subnormalPivotsBesideLargeOnesAreExact(configuration: ComputeConfiguration) throws {
    let a = Matrix<Float>(rows: [[1, 0, 0], [0, 0, Self.tiny], [0, Self.tiny, 0]])
    #expect(
      try LU(a, configuration: configuration).upper()
        == Matrix(rows: [[1, 0, 0], [0, Self.tiny, 0], [0, 0, Self.tiny]]))
    #expect(
      try LU(a, configuration: configuration).solve(Matrix(column: [3, Self.tiny, 2 * Self.tiny]))
        == Matrix(column: [3, 2, 1]))
    #expect(
      try LU(a, configuration: configuration).solveTransposed(Matrix(column: [3, Self.tiny, 2 * Self.tiny]))
        == Matrix(column: [3, 2, 1]))
    #expect(try LU(consuming: a, configuration: configuration).upper() == LU(a, configuration: configuration).upper())
  }

  /// No scale of a column helps here: the elimination divides instead.
  @Test(arguments: decompositionConfigurations)
  func subnormalPivotsBelowLargeElementsAreExact(configuration: ComputeConfiguration) throws {
    let a = Matrix<Float>(rows: [[1, 1, 1], [0, Self.tiny, 0], [0, Self.tiny / 2, 1]])
    #expect(
      try LU(a, configuration: configuration).upper() == Matrix(rows: [[1, 1, 1], [0, Self.tiny, 0], [0, 0, 1]]))
    #expect(
      try LU(a, configuration: configuration).solve(Matrix(column: [6, 2 * Self.tiny, Self.tiny + 3]))
        == Matrix(column: [1, 2, 3]))
    if configuration.backend == .openBLAS {
      #expect(throws: DecompositionError.overflow) { try LU(consuming: a, configuration: configuration) }
    } else {
      #expect(
        try LU(consuming: a, configuration: configuration).upper()
          == Matrix(rows: [[1, 1, 1], [0, Self.tiny, 0], [0, 0, 1]]))
    }
  }

  @Test(arguments: decompositionConfigurations)
  func determinantsBeyondTheScalarHaveALogarithm(configuration: ComputeConfiguration) throws {
    let lu = try LU(Matrix<Double>.identity(129) * 1e200, configuration: configuration)
    #expect(throws: DecompositionError.overflow) { try lu.determinant() }
    let exact = 129 * 200 * 2.302585092994046
    #expect(try (lu.logDeterminant().logarithm - exact).magnitude <= 1e-15 * exact)
    // Products of the first factors overflow, the whole does not.
    let mixed = (0..<20).map { $0 < 10 ? Float(0x1p30) : Float(0x1p-30) }
    #expect(try LU(Matrix.diagonal(mixed), configuration: configuration).determinant() == 1)
    #expect(try LU(Matrix.diagonal(Array(mixed.reversed())), configuration: configuration).determinant() == 1)
  }

  @Test(arguments: decompositionConfigurations)
  func theUniqueOwnersMemoryIsTaken(configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 7)
    func fresh() -> Matrix<Double> { .uniform(rows: 40, columns: 40, in: -1..<1, using: &generator) }
    func address(_ a: Matrix<Double>) -> Int {
      unsafe a.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
    }
    let (a, b, c) = (fresh(), fresh(), fresh())
    let before = [address(a), address(b), address(c)]
    let lu = try LU(consuming: consume a, configuration: configuration)
    let qr = try QR(consuming: consume b, configuration: configuration)
    let pivoted = try PivotedQR(consuming: consume c, configuration: configuration)
    #expect(before == [lu.packed, qr.packed, pivoted.qr.packed].map(address))
  }

  @Test func aRightHandSideOfAnotherHeightTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try LU(Matrix<Float>.identity(3)).solve(Matrix<Float>.zeros(rows: 2, columns: 1))
    }
    #expect(result?.message.contains("solving with the LU of 3x3: the right-hand side is 2x1") == true)
  }

  @Test func solvingWithARectangleTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try LU(Matrix<Float>.zeros(rows: 3, columns: 2)).solve(Matrix<Float>.zeros(rows: 3, columns: 1))
    }
    #expect(result?.message.contains("solving with the LU of a 3x2 matrix: it is not square") == true)
  }
}
