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

  /// max(m, n) times `ulpOfOne` is more than the ratio of the singular values. A fit without the second direction is off by
  /// 0.09 for the first line and by 2 for the second; rounding may take 0.015 of the largest y for the first.
  @Test(arguments: [(rows: 250_000, step: Float(0x1p-22)), (rows: 10_000, step: 1)], decompositionConfigurations)
  func manyRowsLoseNoDirection(line: (rows: Int, step: Float), configuration: ComputeConfiguration) throws {
    let x = Matrix<Float>(rows: line.rows, columns: 2) { i, j in j == 0 ? 1 : Float(i) * line.step }
    let y = x * Matrix<Float>(column: [2, 3])
    let fit = try x.leastSquares(y, configuration: configuration)
    #expect(fit.rank == 2)
    #expect(try x.rank(configuration: configuration) == 2)
    for found in [fit.solution, try x.solve(y, configuration: configuration)] {
      #expect((x * found - y).norm(.max) < 0.05)
    }
  }

  /// The rounding errors of long sums are no direction.
  @Test(arguments: [(3_000, 2), (250_000, 2), (3_000, 300), (20_000, 40)], decompositionConfigurations)
  func aSumOfColumnsIsNoDirection(size: (rows: Int, columns: Int), configuration: ComputeConfiguration) throws {
    var generator = SeededGenerator(seed: 1)
    let a = Matrix<Float>.uniform(rows: size.rows, columns: size.columns, in: 0..<1, using: &generator)
    let sum = a[..., 0..<1] + 0.7 * a[..., (size.columns - 1)...]
    let both = Matrix.stackedHorizontally([a, sum])
    #expect(try both.rank(configuration: configuration) == size.columns)
    #expect(try PivotedQR(both, configuration: configuration).rank() == size.columns)
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
