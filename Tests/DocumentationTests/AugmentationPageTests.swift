import LinearAlgebra
import NeuralNetwork
import Testing

/// The example of the page on augmentation.
@Suite struct AugmentationPageTests {
  @Test func trainingSeesWhatThePageShows() {
    var generator = SeededGenerator(seed: 1)
    let pixels = (0..<50 * 784).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let data = Dataset<Float>(bytes: pixels, inputs: 784, labels: (0..<50).map { $0 % 10 }, classes: 10)
    var network = Network<Float>(inputs: 784, hidden: [8], outputs: 10, using: &generator)
    var plain = network
    // example: augmentation
    let deformation = ImageDeformation(
      rows: 28, columns: 28, rotation: 13, scale: 0.13,
      shear: 0.12, shift: 1.3, elasticity: 1,
      finalShare: 0.1, finalStrength: 0.5)
    let trainer = Trainer(epochs: 40, augmentation: deformation)
    let history = trainer.train(&network, on: data)
    let seen = deformation.deformed(data[..<40], seed: trainer.seed, epoch: 1)
    // end of example
    #expect(history.outcome == .completed)
    #expect(seen.featureMatrix() != data[..<40].featureMatrix())
    Trainer(epochs: 40).train(&plain, on: data)
    #expect(network != plain)
  }
}
