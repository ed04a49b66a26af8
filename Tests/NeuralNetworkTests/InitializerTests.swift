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
    (.uniform, 0.05 * 0.05 / 3), (.zeros, 0),
  ]
  static let squaredLimits: [(Initializer, Double)] = [
    (.heUniform, 6.0 / 400), (.xavierUniform, 6.0 / 500), (.uniform, 0.05 * 0.05),
  ]

  @Test(arguments: variances)
  func varianceIsTheOneOfTheLiterature(initializer: Initializer, variance: Double) {
    let values = weights(initializer).scalars
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
    #expect(
      Initializer.allCases.map(\.rawValue)
        == ["he-normal", "he-uniform", "xavier-normal", "xavier-uniform", "uniform", "zeros"])
  }
}
