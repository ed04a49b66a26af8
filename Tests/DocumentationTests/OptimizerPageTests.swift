import LinearAlgebra
import NeuralNetwork
import Testing

// example: a-rule-of-update
extension Optimizer {
  /// w := w - rate g / (sqrt(s) + 1e-10) with s := s + g^2.
  static func adagrad(learningRate: Double = 0.01) -> Optimizer {
    Optimizer(learningRate: learningRate, rule: Adagrad())
  }
}

private struct Adagrad: UpdateRule {
  var keptSlots: Int { 1 }

  func product(_ step: UpdateStep) -> GradientProduct { .gradient }

  func apply<Scalar>(
    _ share: ParameterShare<Scalar>, _ step: UpdateStep
  ) {
    let (w, g, s) = (
      share[.parameters], share[.gradient], share[.kept(0)]
    )
    for i in 0..<g.columns {
      s[0, i] += g[0, i] * g[0, i]
      w[0, i] -= Scalar(step.rate) * g[0, i] / (s[0, i].squareRoot() + 1e-10)
    }
  }
}
// end of example

/// The examples of the page on optimizers.
@Suite struct OptimizerPageTests {
  /// Compiled, not run: the 20 epochs are those of `mnist train`.
  func choosing(network: inout Network<Float>, data: Dataset<Float>) {
    // example: choosing-an-optimizer
    let trainer = Trainer(
      epochs: 20, optimizer: .adamW(learningRate: 0.001),
      schedule: .warmUp(steps: 500).then(.cosine()), clipping: .norm(1))
    let history = trainer.train(&network, on: data)
    // end of example
    _ = history
  }

  /// Wide layers and others, several parts of a share at a time.
  @Test(arguments: [1, 2]) func theRuleOfThePageIsAdagrad(threads: Int) {
    var generator = SeededGenerator(seed: 31)
    let data = Dataset<Double>(
      features: .normal(rows: 64, columns: 200, using: &generator), labels: (0..<64).map { $0 % 4 }, classes: 4)
    let start = Network<Double>(inputs: 200, hidden: [160], outputs: 4, using: &generator)
    var network = start
    let configuration = ComputeConfiguration(backend: .swift, threads: threads)
    Trainer(epochs: 3, batchSize: 64, optimizer: .adagrad(learningRate: 0.05), configuration: configuration)
      .train(&network, on: data)

    var expected = start
    var sums = start.layers.map { layer in
      (weights: Matrix<Double>.zeros(rows: layer.inputs, columns: layer.outputs), bias: layer.bias * 0)
    }
    for _ in 1...3 {
      let gradients = expected.lossAndGradients(data, configuration: configuration).gradients.layers
      var layers = [Dense<Double>]()
      for (index, (layer, gradient)) in zip(expected.layers, gradients).enumerated() {
        let squares = (gradient.weights .* gradient.weights, gradient.bias .* gradient.bias)
        sums[index].weights += squares.0
        sums[index].bias += squares.1
        layers.append(
          Dense(
            weights: layer.weights - 0.05 * gradient.weights ./ (sqrt(sums[index].weights) + 1e-10),
            bias: layer.bias - 0.05 * gradient.bias ./ (sqrt(sums[index].bias) + 1e-10), activation: layer.activation))
      }
      expected = Network(layers: layers)
    }
    for (a, b) in zip(network.layers, expected.layers) {
      #expect(a.weights.isApproximatelyEqual(to: b.weights, absoluteTolerance: 1e-9))
      #expect(a.bias.isApproximatelyEqual(to: b.bias, absoluteTolerance: 1e-9))
    }
    #expect(network != start)
  }
}
