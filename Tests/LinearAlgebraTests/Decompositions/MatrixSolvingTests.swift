import LinearAlgebra
import Testing
import _TestSupport

@Suite struct MatrixSolvingTests {
  @Test(arguments: decompositionConfigurations)
  func floatSolutionsStayWithinLAPACKsRatios(configuration: ComputeConfiguration) { check(Float.self, configuration) }
  @Test(arguments: decompositionConfigurations)
  func doubleSolutionsStayWithinLAPACKsRatios(configuration: ComputeConfiguration) { check(Double.self, configuration) }

  /// Each matrix in each of the forms that `solve` tells apart.
  func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) {
    sweep(Scalar.self, shapes: orders.map { ($0, $0) }) { kind, n, _, generator in
      kind.positiveDefinite(order: n, using: &generator)
    } _: { definite, kind, generator, record in
      let n = definite.rows
      func form(_ keeps: (Int, Int) -> Bool) -> Matrix<Scalar> {
        Matrix(rows: n, columns: n) { i, j in keeps(i, j) ? definite[i, j] : 0 }
      }
      var indefinite = definite
      if n > 0 { indefinite[0, 0] = -indefinite[0, 0] }
      let forms: [(String, Matrix<Scalar>)] = [
        ("positive definite", definite), ("upper triangle", form(<=)), ("lower triangle", form(>=)),
        ("diagonal", form(==)), ("indefinite", indefinite),
        ("general", kind == .rankDeficient ? indefinite : kind.matrix(rows: n, columns: n, using: &generator)),
      ]
      for (name, a) in forms {
        let (ratio, at) = (TestRatio(of: a), a.transposed())
        let b = rightHandSide(of: a, using: &generator)
        let lu = try LU(at, configuration: configuration)
        if let index = lu.singularIndex {
          // True where a pivot of U is exactly zero and L U is A^T up to rounding; each of these computes by the LU of A^T.
          // Float's Hilbert matrix of order 10 comes to a zero with some cores of OpenBLAS and not with others.
          let permuted = Matrix(rows: n, columns: n) { i, j in at[lu.permutation()[i], j] }
          record("PA' - LU, \(name), singular", TestRatio(of: at).product(lu.lower(), lu.upper(), is: permuted))
          #expect(lu.upper()[index, index] == 0)
          #expect(throws: DecompositionError.singular(index: index)) { try a.solve(b, configuration: configuration) }
          #expect(throws: DecompositionError.singular(index: index)) { try a.inverse(configuration: configuration) }
          #expect(throws: DecompositionError.singular(index: index)) {
            try a.logDeterminant(configuration: configuration)
          }
          #expect(try a.determinant(configuration: configuration) == 0)
          continue
        }
        record("B - AX, \(name)", ratio.solution(a, try a.solve(b, configuration: configuration), b))
        if name == "general" {
          record(
            "B - AX, transposed", ratio.solution(a, try a.solve(b.transposed().t, configuration: configuration), b))
        }
        if kind != .subnormal {
          // LAPACK's dget03 asks of getri one residual, I - X M for its M, which here is A^T: I - A A^-1 of A. The
          // other one may grow with the condition of A, whatever the method (Higham, 14.3), and is asked for nowhere.
          record(
            "I - A A^-1, \(name)",
            TestRatio(of: at).inverse(at, try a.inverse(configuration: configuration).transposed()))
        }
        let (whole, factored) = (
          try a.logDeterminant(configuration: configuration), try LU(a, configuration: configuration).logDeterminant()
        )
        #expect(whole.sign == factored.sign)
      }
    }
  }

  @Test(arguments: decompositionConfigurations)
  func oneRightHandSideStaysWithinLAPACKsRatios(configuration: ComputeConfiguration) {
    func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: (1...20).map { ($0, $0) } + [(50, 50), (129, 129)]) { kind, n, _, generator in
        kind.matrix(rows: n, columns: n, using: &generator)
      } _: { a, kind, generator, record in
        let b = rightHandSide(of: a, columns: 1, using: &generator)
        do {
          let ratio = TestRatio(of: a)
          record("B - AX", ratio.solution(a, try a.solve(b, configuration: configuration), b))
          record(
            "B - AX, transposed", ratio.solution(a, try a.solve(b.transposed().t, configuration: configuration), b))
        } catch DecompositionError.singular {
          #expect(kind == .rankDeficient || kind == .hilbert)
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(arguments: decompositionConfigurations)
  func trianglesAreSolvedExactly(configuration: ComputeConfiguration) throws {
    let upper = Matrix<Float>(rows: [[2, 4, 6], [0, 3, 9], [0, 0, 5]])
    #expect(try upper.solve(Matrix(column: [12, 12, 5]), configuration: configuration) == Matrix(column: [1, 1, 1]))
    let lower = upper.transposed()
    #expect(
      try lower.solve(Matrix(rows: [[2, 4], [7, 14], [20, 40]]), configuration: configuration)
        == Matrix(rows: [[1, 2], [1, 2], [1, 2]]))
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Matrix<Float>(rows: [[2, 4], [0, 0]]).solve(Matrix<Float>(column: [1, 1]), configuration: configuration)
    }
    let tiny = Matrix<Float>.diagonal([1, 0x1p-140])
    #expect(try tiny.solve(Matrix(column: [3, 0x1p-139]), configuration: configuration) == Matrix(column: [3, 2]))
  }

  @Test(arguments: decompositionConfigurations)
  func subnormalPivotsAreNoNaN(configuration: ComputeConfiguration) throws {
    let tiny: Float = 0x1p-133
    let a = Matrix<Float>(rows: [[0, tiny], [tiny, 0]])
    #expect(try a.solve(Matrix(column: [tiny, 2 * tiny]), configuration: configuration) == Matrix(column: [2, 1]))
    let mixed = Matrix<Float>(rows: [[1, 0, 0], [0, 0, tiny], [0, tiny, 0]])
    #expect(
      try mixed.solve(Matrix(column: [3, tiny, 2 * tiny]), configuration: configuration) == Matrix(column: [3, 2, 1]))
    #expect(throws: DecompositionError.overflow) { try a.inverse(configuration: configuration) }
    #expect(throws: DecompositionError.overflow) { try mixed.inverse(configuration: configuration) }
  }

  @Test(arguments: decompositionConfigurations)
  func determinantsOfSmallIntegersAreExact(configuration: ComputeConfiguration) throws {
    #expect(try Matrix<Double>(rows: [[1, 2], [3, 4]]).determinant(configuration: configuration) == -2)
    #expect(try Matrix<Float>(rows: [[0, 1], [1, 0]]).determinant(configuration: configuration) == -1)
    #expect(try Matrix<Float>.zeros(rows: 0, columns: 0).determinant(configuration: configuration) == 1)
    #expect(try Matrix<Double>(rows: [[1, 2], [2, 4]]).determinant(configuration: configuration) == 0)
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Matrix<Double>(rows: [[1, 2], [2, 4]]).inverse(configuration: configuration)
    }
    #expect(throws: DecompositionError.singular(index: 1)) {
      try Matrix<Double>(rows: [[1, 2], [2, 4]]).solve(Matrix<Double>.identity(2), configuration: configuration)
    }
    #expect(
      try Matrix<Double>(rows: [[1, 2], [3, 4]]).inverse(configuration: configuration) * 2
        == Matrix(rows: [[-4, 2], [3, -1]]))
  }

  @Test(arguments: decompositionConfigurations)
  func slicesAndRectanglesAreSolved(configuration: ComputeConfiguration) throws {
    let a = Matrix<Double>(rows: [[4, 1], [2, 3]])
    #expect(
      try slice(a).solve(slice(Matrix(column: [5, 5])), configuration: configuration) == Matrix(column: [1, 1]))
    let wide = Matrix<Double>(rows: [[1, 1]])
    #expect(
      try wide.solve(Matrix(column: [4]), configuration: configuration).isApproximatelyEqual(
        to: Matrix(column: [2, 2])))
  }

  @Test(arguments: [Double.nan, .infinity], decompositionConfigurations)
  func whatIsNotFiniteIsNamed(value: Double, configuration: ComputeConfiguration) {
    let (a, b) = (Matrix<Double>(rows: [[1, 0], [value, 1]]), Matrix<Double>(column: [1, value]))
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) {
      try a.solve(Matrix<Double>.identity(2), configuration: configuration)
    }
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) { try a.inverse(configuration: configuration) }
    #expect(throws: DecompositionError.notFinite(row: 1, column: 0)) { try a.determinant(configuration: configuration) }
    #expect(throws: DecompositionError.rightHandSideNotFinite(row: 1, column: 0)) {
      try Matrix<Double>.identity(2).solve(b, configuration: configuration)
    }
  }

  @Test func aRightHandSideOfAnotherHeightTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Matrix<Float>.identity(3).solve(Matrix<Float>.zeros(rows: 2, columns: 1))
    }
    #expect(result?.message.contains("solving with 3x3: the right-hand side is 2x1") == true)
  }

  @Test func theDeterminantOfARectangleTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Matrix<Float>.zeros(rows: 3, columns: 2).determinant()
    }
    #expect(result?.message.contains("the determinant of a 3x2 matrix: it is not square") == true)
  }

  @Test func everyErrorIsASentence() {
    let errors: [DecompositionError] = [
      .notFinite(row: 1, column: 2), .rightHandSideNotFinite(row: 1, column: 2), .singular(index: 3),
      .notPositiveDefinite(index: 3), .notConverged(count: 4), .overflow,
    ]
    #expect(Set(errors.map(\.description)).count == 6)
    #expect("\(errors[0])" == "element (1, 2) of the matrix is not finite")
  }
}
