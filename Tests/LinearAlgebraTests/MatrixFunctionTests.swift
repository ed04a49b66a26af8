import LinearAlgebra
import Testing
import _TestSupport

/// The functions of a matrix; their errors are in ElementaryFunctionTests.
@Suite struct MatrixFunctionTests {
  private func applied<Scalar: BLASScalar>(_ function: ElementaryFunction, _ m: Matrix<Scalar>) -> Matrix<Scalar> {
    switch function {
    case .exp: exp(m)
    case .log: log(m)
    case .sqrt: sqrt(m)
    case .abs: abs(m)
    case .tanh: tanh(m)
    case .sigmoid: sigmoid(m)
    }
  }

  private func check<Scalar: BLASScalar>(_: Scalar.Type, _ function: ElementaryFunction, rows: Int, columns: Int) {
    let m = sample(Scalar.self, rows: rows, columns: columns) / 4
    let expected = Matrix(function(m.scalars(), by: .best), rows: rows, columns: columns)
    #expect(applied(function, m) == expected)
    #expect(applied(function, slice(m)) == expected)
    var inPlace = m
    inPlace.apply(function)
    #expect(inPlace == expected && m == sample(Scalar.self, rows: rows, columns: columns) / 4)
  }

  @Test(arguments: sizesAroundVectors) func functionsOfMatricesAreThoseOfTheirElements(columns: Int) {
    for function in ElementaryFunction.allCases {
      for rows in [0, 1, 3] {
        check(Float.self, function, rows: rows, columns: columns)
        check(Double.self, function, rows: rows, columns: columns)
      }
    }
  }

  @Test func eachFunctionIsItself() {
    let m = Matrix<Double>(row: [1, 4])
    #expect(exp(m)[0, 0] == 2.718281828459045 && log(m)[0, 1] == 1.3862943611198906 && sqrt(m) == Matrix(row: [1, 2]))
    #expect(abs(-m) == m)
    // Not the last bits: 2 ulp are allowed.
    #expect(relu(Matrix<Float>(row: [-1, -0.0, 2, .infinity])) == Matrix(row: [0, 0, 2, .infinity]))
    #expect(relu(Matrix<Float>(row: [.nan]))[0, 0].isNaN)
    #expect(pow(Matrix<Float>(row: [-3, 0, 2, 4]), 2) == Matrix(row: [9, 0, 4, 16]))
    #expect(pow(Matrix<Double>(row: [0, 4, 9]), 0.5) == Matrix(row: [0, 2, 3]))
    #expect(pow(Matrix<Double>(row: [-2, 2]), -3) == Matrix(row: [-0.125, 0.125]))
    #expect(pow(Matrix<Float>(row: [-2]), 0.5)[0, 0].isNaN && pow(Matrix<Float>(row: [.nan]), 0)[0, 0] == 1)
    #expect(tanh(m).isApproximatelyEqual(to: Matrix(row: [0.7615941559557649, 0.999329299739067])))
    #expect(sigmoid(m).isApproximatelyEqual(to: Matrix(row: [0.7310585786300049, 0.9820137900379085])))
  }
}
