import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct ClassificationTests {
  @Test(arguments: [0, 1, 511, 512, 513, 1100]) func theyAgreeWithPredictionAndEvaluation(count: Int) {
    var generator = SeededGenerator(seed: 3)
    let network = Network<Float>(inputs: 5, hidden: [4], outputs: 3, using: &generator)
    let features = Matrix<Float>.normal(rows: count, columns: 5, using: &generator)
    let labels = (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) }
    let data = Dataset(features: features, labels: labels, classes: 3)
    let configuration = ComputeConfiguration(backend: .swift, threads: 1)
    let found = network.classifications(of: data, configuration: configuration)
    #expect(found.map(\.index) == Array(0..<count) && found.map(\.truth) == labels)
    #expect(found.map(\.predicted) == network.classify(features, configuration: configuration))
    let probabilities = network.predict(features, configuration: configuration)
    for sample in found {
      #expect(abs(sample.probability - Double(probabilities[sample.index, sample.predicted])) < 1e-6)
      #expect(abs(sample.truthProbability - Double(probabilities[sample.index, sample.truth])) < 1e-6)
      #expect(sample.isCorrect == (sample.predicted == sample.truth))
    }
    guard count > 0 else { return }
    let evaluation = network.evaluate(data, configuration: configuration)
    #expect(
      ConfusionMatrix(truth: found.map(\.truth), predicted: found.map(\.predicted), classes: 3)
        == evaluation.confusionMatrix)
    let loss = found.reduce(0) { $0 - log($1.truthProbability) } / Double(count)
    #expect(abs(loss - evaluation.loss) < 1e-5)
  }

  @Test func aNetworkThatPredictsValuesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      let network = Network<Float>(inputs: 2, hidden: [], outputs: 1, loss: .meanSquaredError, using: &generator)
      _ = network.classifications(
        of: Dataset(features: .zeros(rows: 1, columns: 2), targets: .zeros(rows: 1, columns: 1)))
    }
    #expect(result?.message.contains("classifications by a network for mean-squared-error") == true)
  }
}
