import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct DropoutTests {
  /// What a mask makes of ones.
  func ones<Scalar: BLASScalar>(
    _ rate: Double, rows: Int = 300, columns: Int = 500, seed: UInt64 = 5, layer: Int = 1, step: Int = 1
  ) -> Matrix<Scalar> {
    var matrix = Matrix<Scalar>(repeating: 1, rows: rows, columns: columns)
    matrix.withMutableView {
      DropoutMask(rate: rate, seed: seed, layer: layer, step: step).apply(to: $0.reading, into: $0, row: 0, column: 0)
    }
    return matrix
  }

  /// The mean and variance of one element are 1 and rate / (1 - rate).
  @Test(arguments: [0.1, 0.25, 0.5, 0.9]) func meanAndVarianceAreThoseOfTheRate(rate: Double) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      let values: Matrix<Scalar> = ones(rate)
      let scale = Scalar(1 / (1 - rate))
      #expect(values.scalars().allSatisfy { $0 == 0 || $0 == scale })
      // The number of units at work is binomial: five standard deviations of its share.
      let (count, share) = (Double(values.count), 1 - rate)
      let allowed = 5 * (share * rate / count).squareRoot()
      let working = Double(values.scalars().count { $0 != 0 }) / count
      #expect(abs(working - share) <= allowed)
      let mean = Double(values.sum()) / count
      let variance = values.scalars().reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
      #expect(abs(mean - 1) <= allowed / share + 1e-6)
      // w (1 - w) / share^2 of the share w at work, whose slope is at most 1 / share^2; and what w's error squared adds.
      #expect(abs(variance - rate / share) <= (allowed + allowed * allowed) / (share * share) + 1e-6)
    }
    check(Float.self)
    check(Double.self)
  }

  /// Of two elements both or neither are dropped in (1 - rate)^2 + rate^2 of all pairs, whatever lies between them.
  @Test func placesDoNotKnowOfEachOther() {
    let (rate, rows, columns) = (0.3, 300, 500)
    let a: Matrix<Float> = ones(rate)
    func check(_ name: String, _ b: Matrix<Float>, _ a: Matrix<Float>) {
      let count = Double(a.count)
      let alike = Double(zip(a.scalars(), b.scalars()).count { ($0 == 0) == ($1 == 0) }) / count
      let share = (1 - rate) * (1 - rate) + rate * rate
      #expect(abs(alike - share) <= 5 * (share * (1 - share) / count).squareRoot(), "\(name): \(alike)")
    }
    check("steps", ones(rate, step: 2), a)
    check("layers", ones(rate, layer: 2), a)
    check("seeds", ones(rate, seed: 6), a)
    check("far seeds", ones(rate, seed: 5 + 1 << 40), a)
    for distance in [1, 2, 16, 32] {
      check("rows \(distance) apart", a[distance..., ...], a[..<(rows - distance), ...])
      check("columns \(distance) apart", a[..., distance...], a[..., ..<(columns - distance)])
    }
  }

  /// In a step with its number, from 1, along the gradient under its masks.
  @Test func aStepLearnsUnderItsMasks() {
    var generator = SeededGenerator(seed: 3)
    let start = Network<Double>(inputs: 5, hidden: [20, 9], outputs: 3, using: &generator)
    let features = Matrix<Double>.normal(rows: 12, columns: 5, using: &generator)
    let data = Dataset(features: features, labels: (0..<12).map { $0 % 3 }, classes: 3)
    let dropout = Dropout(inputs: 0.3, hidden: 0.5)
    var trained = start
    Trainer(epochs: 2, batchSize: 12, optimizer: .sgd(learningRate: 0.5), dropout: dropout, shuffles: false, seed: 77)
      .train(&trained, on: data)
    var expected = start
    for step in 1...2 {
      let gradients = expected.lossAndGradients(data, dropout: dropout, seed: 77, step: step).gradients
      expected = Network(
        layers: zip(expected.layers, gradients.layers).map { layer, gradient in
          Dense(
            weights: layer.weights - 0.5 * gradient.weights, bias: layer.bias - 0.5 * gradient.bias,
            activation: layer.activation)
        })
    }
    for (layer, expected) in zip(trained.layers, expected.layers) {
      #expect(layer.weights.isApproximatelyEqual(to: expected.weights, absoluteTolerance: 1e-13))
      #expect(layer.bias.isApproximatelyEqual(to: expected.bias, absoluteTolerance: 1e-13))
    }
  }

  /// A unit that has the value of its feature is at work where neither is dropped: in a quarter of the places, not in
  /// half of them.
  @Test func unitsAreNotDroppedWhereTheirFeaturesAre() {
    let count = 400
    let network = Network<Double>(layers: [
      Dense(weights: .identity(count), bias: .zeros(rows: 1, columns: count), activation: .identity),
      Dense(weights: .zeros(rows: count, columns: 2), bias: .zeros(rows: 1, columns: 2), activation: .softmax),
    ])
    let data = Dataset<Double>(features: Matrix(repeating: 1, rows: 1, columns: count), labels: [0], classes: 2)
    let dropout = Dropout(inputs: 0.5, hidden: 0.5)
    let gradients = network.lossAndGradients(data, dropout: dropout, seed: 1, step: 1).gradients
    let working = gradients.layers[1].weights.column(0).scalars().count { $0 != 0 }
    // Five standard deviations.
    #expect(57...143 ~= working)
  }

  @Test func evaluationIgnoresIt() throws {
    var generator = SeededGenerator(seed: 4)
    let start = Network<Float>(inputs: 5, hidden: [20], outputs: 3, using: &generator)
    let data = Dataset(
      features: Matrix<Float>.normal(rows: 50, columns: 5, using: &generator), labels: (0..<50).map { $0 % 3 },
      classes: 3)
    var network = start
    var running = 0.0
    // A rate of zero: the network stays.
    let history = Trainer(epochs: 1, batchSize: 10, optimizer: .sgd(learningRate: 0), dropout: Dropout(hidden: 0.5))
      .train(&network, on: data, testing: data) {
        running = $0.runningLoss
        return .proceed
      }
    let (epoch, loss) = (try #require(history.epochs.first), start.evaluate(data).loss)
    #expect(network == start && epoch.trainLoss == loss && epoch.testLoss == loss)
    #expect(abs(running - loss) > 0.01)
  }

  @Test func noRateIsNoDropout() {
    var generator = SeededGenerator(seed: 4)
    let start = Network<Float>(inputs: 5, hidden: [20], outputs: 3, using: &generator)
    let data = Dataset(
      features: Matrix<Float>.normal(rows: 50, columns: 5, using: &generator), labels: (0..<50).map { $0 % 3 },
      classes: 3)
    func trained(_ dropout: Dropout?) -> Network<Float> {
      var network = start
      Trainer(epochs: 2, batchSize: 10, dropout: dropout).train(&network, on: data)
      return network
    }
    #expect(trained(Dropout(hidden: 0)) == trained(nil) && trained(Dropout(hidden: 0.1)) != trained(nil))
  }

  // MARK: - The caller's mistakes

  @Test func aRateOfOneTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(inputs: 1, hidden: 0.5)
    }
    #expect(result?.message.contains("a dropout rate of 1.0: it must be at least 0 and below 1") == true)
  }

  @Test func ratesForOtherLayersTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 2, hidden: [3, 3, 3], outputs: 2, using: &generator)
      let data = Dataset<Float>(features: .zeros(rows: 1, columns: 2), labels: [0], classes: 2)
      Trainer(dropout: Dropout(hidden: [0.5, 0.5])).train(&network, on: data)
    }
    #expect(result?.message.contains("2 dropout rates for 3 hidden layers: one, or one for each") == true)
  }
}
