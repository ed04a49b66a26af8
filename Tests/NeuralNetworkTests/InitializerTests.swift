import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct InitializerTests {
  static let fanIn = 400
  static let fanOut = 100

  func weights(_ initializer: Initializer, seed: UInt64 = 1) -> Matrix<Double> {
    var generator = SeededGenerator(seed: seed)
    return initializer.weights(fanIn: Self.fanIn, fanOut: Self.fanOut, using: &generator)
  }

  static let variances: [(Initializer, Double)] = [
    (.heNormal, 2.0 / 400), (.heUniform, 2.0 / 400), (.xavierNormal, 2.0 / 500), (.xavierUniform, 2.0 / 500),
    (.lecunNormal, 1.0 / 400), (.lecunUniform, 1.0 / 400), (.uniform, 0.05 * 0.05 / 3), (.zeros, 0),
  ]
  static let squaredLimits: [(Initializer, Double)] = [
    (.heUniform, 6.0 / 400), (.xavierUniform, 6.0 / 500), (.lecunUniform, 3.0 / 400), (.uniform, 0.05 * 0.05),
  ]

  @Test(arguments: variances)
  func varianceIsTheOneOfTheLiterature(initializer: Initializer, variance: Double) {
    let values = weights(initializer).scalars()
    #expect(values.count == 40_000)
    let mean = values.reduce(0, +) / 40_000
    let measured = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    // Five standard errors: of the mean sigma / 200, of the variance at most sigma^2 sqrt(2) / 200.
    #expect(abs(mean) <= 5 * variance.squareRoot() / 200)
    #expect(abs(measured - variance) <= 5 * variance * 2.0.squareRoot() / 200)
  }

  @Test(arguments: squaredLimits)
  func uniformWeightsStayWithinTheirLimit(initializer: Initializer, squaredLimit: Double) {
    let largest = weights(initializer).map(abs).max()
    #expect(largest <= squaredLimit.squareRoot() && largest > 0.99 * squaredLimit.squareRoot())
  }

  @Test(arguments: Initializer.allCases) func theSeedDecides(initializer: Initializer) {
    #expect(weights(initializer) == weights(initializer))
    #expect(initializer == .zeros || weights(initializer) != weights(initializer, seed: 2))
  }

  @Test func namesAreThoseOfTheCommand() {
    let names = [
      "he-normal", "he-uniform", "xavier-normal", "xavier-uniform", "lecun-normal", "lecun-uniform", "uniform", "zeros",
      "orthogonal",
    ]
    #expect(Initializer.allCases.map(\.rawValue) == names)
  }

  @Test(arguments: [(400, 100), (100, 400), (7, 7), (3, 0), (1, 1)])
  func orthogonalWeightsKeepLengths(fanIn: Int, fanOut: Int) {
    var generator = SeededGenerator(seed: 3)
    let weights: Matrix<Double> = Initializer.orthogonal.weights(fanIn: fanIn, fanOut: fanOut, using: &generator)
    #expect(weights.rows == fanIn && weights.columns == fanOut)
    let gram = fanIn < fanOut ? weights * weights.t : weights.t * weights
    #expect(gram.isApproximatelyEqual(to: .identity(min(fanIn, fanOut)), absoluteTolerance: 1e-14))
  }

  /// Q itself of a normal matrix has a first element below zero wherever the matrix has one above.
  @Test func orthogonalWeightsPreferNoDirection() {
    var generator = SeededGenerator(seed: 4)
    let count = 10_000
    var (sum, squares, determinants) = (
      Matrix<Double>.zeros(rows: 3, columns: 3), Matrix<Double>.zeros(rows: 3, columns: 3), 0.0
    )
    for _ in 0..<count {
      let q: Matrix<Double> = Initializer.orthogonal.weights(fanIn: 3, fanOut: 3, using: &generator)
      let square = q .* q
      sum += q
      squares += square
      let determinant = (try? q.determinant()) ?? .nan
      determinants += determinant.rounded()
    }
    // An element has mean 0 and variance 1/3; its square has mean 1/3 and variance 1/5 - 1/9: five standard errors.
    let n = Double(count).squareRoot()
    #expect((sum / Double(count)).map(abs).max() < 5 * (1.0 / 3).squareRoot() / n)
    #expect((squares / Double(count) - 1.0 / 3).map(abs).max() < 5 * (4.0 / 45).squareRoot() / n)
    #expect(abs(determinants / Double(count)) < 5 / n)
  }
}
