import LinearAlgebra
import NeuralNetwork
import Testing

/// The example of the page on regularization.
@Suite struct RegularizationPageTests {
  @Test func everySettingOfThePageTakesPart() {
    var generator = SeededGenerator(seed: 1)
    let data = Dataset<Float>(
      features: .normal(rows: 40, columns: 4, using: &generator), labels: (0..<40).map { $0 % 3 }, classes: 3)
    var network = Network<Float>(inputs: 4, hidden: [8], outputs: 3, using: &generator)
    var plain = network
    // example: choosing-regularization
    let trainer = Trainer(
      epochs: 20, optimizer: .adamW(learningRate: 0.001, weightDecay: 0.01),
      dropout: Dropout(hidden: 0.2), labelSmoothing: 0.1,
      average: WeightAverage(decay: 0.999))
    let history = trainer.train(&network, on: data)
    // end of example
    #expect(history.outcome == .completed)
    Trainer(epochs: 20, optimizer: .adamW(learningRate: 0.001, weightDecay: 0.01)).train(&plain, on: data)
    #expect(network != plain)
  }
}
