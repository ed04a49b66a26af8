import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct GradientCheckTests {
  /// A network with a softmax inside, three activations in all, and data that reach both sides of its ReLUs.
  func network(_ loss: Loss, last: Activation, seed: UInt64) -> Network<Double> {
    var generator = SeededGenerator(seed: seed)
    return Network(
      layers: [
        Dense(inputs: 7, outputs: 6, activation: .relu, using: &generator),
        Dense(inputs: 6, outputs: 5, activation: .softmax, initializer: .xavierUniform, using: &generator),
        Dense(inputs: 5, outputs: 4, activation: .identity, using: &generator),
        Dense(inputs: 4, outputs: 3, activation: last, using: &generator),
      ], loss: loss)
  }

  func data(_ seed: UInt64) -> Dataset<Double> {
    var generator = SeededGenerator(seed: seed)
    let features = Matrix<Double>.normal(rows: 9, columns: 7, using: &generator)
    return Dataset(features: features, labels: (0..<9).map { $0 % 3 }, classes: 3)
  }

  @Test(arguments: 1...20) func backpropagationAgreesWithDifferences(seed: Int) {
    let seed = UInt64(seed)
    for (loss, last) in [
      (Loss.crossEntropy, Activation.softmax), (.meanSquaredError, .identity), (.meanSquaredError, .softmax),
      (.meanSquaredError, .relu),
    ] {
      let network = network(loss, last: last, seed: seed)
      let check = network.checkGradients(data(seed + 100))
      #expect(check.passed && check.parameterCount == network.parameterCount, "\(loss) \(last) seed \(seed): \(check)")
    }
  }

  /// A loss with a last activation that it goes with, in a network whose hidden layers apply `activation`, and data.
  static func cases(
    _ activation: Activation, seed: UInt64
  ) -> [(name: String, network: Network<Double>, data: Dataset<Double>)] {
    var generator = SeededGenerator(seed: seed)
    let features = Matrix<Double>.normal(rows: 9, columns: 3, using: &generator)
    let targets = Matrix<Double>.uniform(rows: 9, columns: 2, in: 0..<1, using: &generator)
    let values = Dataset(features: features, targets: targets)
    let labels = Dataset(features: features, labels: (0..<9).map { $0 % 2 }, classes: 2)
    let ends = Loss.allCases.flatMap { loss -> [(Loss, Activation, Dataset<Double>)] in
      switch loss {
      case .crossEntropy: [(loss, .softmax, labels)]
      case .binaryCrossEntropy: [(loss, .sigmoid, values), (loss, .sigmoid, labels)]
      case .meanSquaredError: Activation.allCases.map { (loss, $0, values) }
      }
    }
    return ends.map { loss, last, data in
      let widths = [3, 4, 3, 2]
      let layers = zip(zip(widths, widths.dropFirst()), [activation, activation, last]).map { widths, activation in
        // With biases of zero a unit is on its kink where every unit below is 0.
        Dense<Double>(
          weights: .normal(rows: widths.0, columns: widths.1, using: &generator),
          bias: .normal(rows: 1, columns: widths.1, using: &generator), activation: activation)
      }
      return ("\(activation) \(loss) \(last) seed \(seed)", Network(layers: layers, loss: loss), data)
    }
  }

  @Test(arguments: Activation.allCases) func everyActivationAgreesWithDifferencesUnderEveryLoss(activation: Activation)
  {
    for seed in 1...50 {
      for (name, network, data) in Self.cases(activation, seed: UInt64(seed)) {
        let check = network.checkGradients(data)
        #expect(check.passed && check.parameterCount == network.parameterCount, "\(name): \(check)")
      }
    }
  }

  /// Under masks that stay: half of the units are dropped, and a fifth of the features.
  @Test(arguments: Activation.allCases) func dropoutAgreesWithDifferencesUnderEveryLoss(activation: Activation) {
    for seed in 1...50 {
      for (name, network, data) in Self.cases(activation, seed: UInt64(seed)) {
        let (dropout, seed) = (Dropout(inputs: 0.2, hidden: [0.5, 0.4]), UInt64(seed))
        var gradients = network.lossAndGradients(data, dropout: dropout, seed: seed, step: 3).gradients
        let check = network.checkGradients(data, gradients: gradients, dropout: dropout, seed: seed, step: 3)
        #expect(check.passed && check.parameterCount == network.parameterCount, "\(name): \(check)")
        let layer = Int(seed) % 3
        gradients.layers[layer].weights[0, 1] += 0.01 * (1 + abs(gradients.layers[layer].weights[0, 1]))
        let wrong = network.checkGradients(data, gradients: gradients, dropout: dropout, seed: seed, step: 3)
        #expect(wrong.failures == 1 && wrong.worst.layer == layer, "\(name), planted: \(wrong)")
      }
    }
  }

  /// In each layer, in turn.
  @Test(arguments: Activation.allCases) func aPlantedErrorIsFoundUnderEveryLoss(activation: Activation) {
    for seed in 1...50 {
      for (name, network, data) in Self.cases(activation, seed: UInt64(seed)) {
        var gradients = network.lossAndGradients(data).gradients
        let place = gradients.layers[seed % 3].weights[1, 1]
        gradients.layers[seed % 3].weights[1, 1] += 0.01 * (1 + abs(place))
        let check = network.checkGradients(data, gradients: gradients)
        #expect(check.failures == 1 && check.worst.layer == seed % 3, "\(name): \(check)")
      }
    }
  }

  @Test(arguments: 1...20) func aPlantedErrorIsFound(seed: Int) {
    let seed = UInt64(seed)
    let network = network(.crossEntropy, last: .softmax, seed: seed)
    let data = data(seed + 100)
    var gradients = network.lossAndGradients(data).gradients
    let layer = Int(seed) % gradients.layers.count
    gradients.layers[layer].bias[0, 1] += 1e-3
    let check = network.checkGradients(data, gradients: gradients)
    #expect(!check.passed && check.failures == 1)
    #expect(check.worst.layer == layer && check.worst.index == network.layers[layer].weights.count + 1)
  }

  @Test func notANumberIsFound() {
    let network = network(.crossEntropy, last: .softmax, seed: 1)
    let data = data(2)
    var gradients = network.lossAndGradients(data).gradients
    gradients.layers[0].weights[2, 3] = .nan
    let check = network.checkGradients(data, gradients: gradients)
    #expect(check.failures == 1 && check.worst.layer == 0 && check.worst.index == 2 * 6 + 3)
  }

  /// The original notes forget the division for the biases: a batch twice over must have the same gradients.
  @Test func everyGradientIsAveragedOverTheBatch() {
    let network = network(.crossEntropy, last: .softmax, seed: 3)
    var generator = SeededGenerator(seed: 4)
    let once = Matrix<Double>.normal(rows: 5, columns: 7, using: &generator)
    let twice = Matrix(rows: 10, columns: 7) { once[$0 % 5, $1] }
    let labels = [0, 1, 2, 1, 0]
    let a = network.lossAndGradients(Dataset(features: once, labels: labels, classes: 3))
    let b = network.lossAndGradients(Dataset(features: twice, labels: labels + labels, classes: 3))
    #expect(abs(a.loss - b.loss) < 1e-14)
    for (a, b) in zip(a.gradients.layers, b.gradients.layers) {
      #expect(a.weights.isApproximatelyEqual(to: b.weights, absoluteTolerance: 1e-15))
      #expect(a.bias.isApproximatelyEqual(to: b.bias, absoluteTolerance: 1e-15))
    }
  }
}
