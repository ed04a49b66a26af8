import LinearAlgebra
import Testing

/// What the solutions of least squares are, whatever the scale and the rank.
@Suite struct LeastSquaresTests {
  static let sizes: [(m: Int, n: Int)] = [(5, 3), (3, 5), (60, 60), (200, 40), (40, 200), (65, 60), (60, 65)]

  @Test(arguments: sizes, decompositionConfigurations)
  func theShortestSolutionIsFound(size: (m: Int, n: Int), configuration: ComputeConfiguration) throws {
    let (m, n) = size
    var generator = SeededGenerator(seed: UInt64(m * 1000 + n))
    let rank = min(m, n) - 1
    let left = Matrix<Double>.uniform(rows: m, columns: rank, in: -1..<1, using: &generator)
    let right = Matrix<Double>.uniform(rows: rank, columns: n, in: -1..<1, using: &generator)
    let a = left * right
    let b = Matrix<Double>.uniform(rows: m, columns: 4, in: -1..<1, using: &generator)
    let fit = try a.leastSquares(b, tolerance: 1e-10, configuration: configuration)
    #expect(fit.rank == rank)
    // A'(A X - B) = 0, and X is in the row space: X = A' Y.
    let (x, largest) = (fit.solution, 1 + fit.solution.norm(.max))
    #expect((a.t * (a * x - b)).norm(.max) < 1e-9 * largest)
    let inRowSpace = right.t * (try (right * right.t).solve(right * x, configuration: configuration))
    #expect((inRowSpace - x).norm(.max) < 1e-9 * largest)
  }

  /// rows times `ulpOfOne` is 0.03 here, and 1 for 2^23 rows.
  @Test(arguments: decompositionConfigurations)
  func manyRowsLoseNoDirection(configuration: ComputeConfiguration) throws {
    let x = Matrix<Float>(rows: 250_000, columns: 2) { i, j in j == 0 ? 1 : Float(i) / 25_000_000 }
    let y = x * Matrix<Float>(column: [2, 300])
    let fit = try x.leastSquares(y, configuration: configuration)
    for found in [fit.solution, try x.solve(y, configuration: configuration)] {
      #expect(abs(found[0, 0] - 2) < 0.01 && abs(found[1, 0] - 300) < 1.5)
    }
    #expect(fit.rank == 2)
    #expect(try x.rank(configuration: configuration) == 2)
  }

  @Test(arguments: decompositionConfigurations)
  func zerosHaveRankZero(configuration: ComputeConfiguration) throws {
    let zeros = Matrix<Double>.zeros(rows: 4, columns: 3)
    let fit = try zeros.leastSquares(Matrix(repeating: 1, rows: 4, columns: 2), configuration: configuration)
    #expect(fit.rank == 0 && fit.solution == .zeros(rows: 3, columns: 2) && fit.singularValues == [0, 0, 0])
  }

  @Test(arguments: [-960, -500, 0, 500, 960], decompositionConfigurations)
  func aScaleOfTheMatrixIsOneOfTheSolution(exponent: Int, configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 5)
    let a = Matrix<Double>.uniform(rows: 50, columns: 40, in: -1..<1, using: &generator)
    let b = Matrix<Double>.uniform(rows: 50, columns: 2, in: -1..<1, using: &generator)
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let plain = try a.leastSquares(b, tolerance: 1e-12, configuration: configuration)
    let scaled = try (a * scale).leastSquares(b, tolerance: 1e-12, configuration: configuration)
    #expect(scaled.rank == 40)
    #expect((scaled.solution * scale).isApproximatelyEqual(to: plain.solution, absoluteTolerance: 1e-11))
    #expect(zip(plain.singularValues, scaled.singularValues).allSatisfy { abs($0 - $1 / scale) < 1e-13 })
  }
}
