import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct NetworkTests {
  func network(_ hidden: [Int]) -> Network<Float> {
    var generator = SeededGenerator(seed: 1)
    return Network(inputs: 5, hidden: hidden, outputs: 3, using: &generator)
  }

  @Test func aNewNetworkHasReluInsideSoftmaxAtTheEndAndZeroBiases() {
    let network = network([7, 4])
    #expect(network.layers.map(\.activation) == [.relu, .relu, .softmax])
    #expect(network.layers.map(\.outputs) == [7, 4, 3] && network.inputs == 5 && network.outputs == 3)
    #expect(network.parameterCount == 5 * 7 + 7 + 7 * 4 + 4 + 4 * 3 + 3)
    #expect(network.layers.allSatisfy { $0.bias == .zeros(rows: 1, columns: $0.outputs) })
  }

  @Test func predictionOfNothingIsEmpty() {
    let prediction = network([4]).predict(.zeros(rows: 0, columns: 5))
    #expect(prediction.rows == 0 && prediction.columns == 3)
    #expect(network([4]).classify(.zeros(rows: 0, columns: 5)).isEmpty)
  }

  @Test(arguments: [1, 511, 512, 513, 1100]) func blocksOfEvaluationDoNotShow(count: Int) {
    let network = network([4])
    var generator = SeededGenerator(seed: 3)
    let features = Matrix<Float>.normal(rows: count, columns: 5, using: &generator)
    let labels = (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) }
    let evaluation = network.evaluate(Dataset(features: features, labels: labels, classes: 3))
    let confusion = ConfusionMatrix(truth: labels, predicted: network.classify(features), classes: 3)
    #expect(evaluation.confusionMatrix == confusion && confusion.total == count)
    #expect(evaluation.accuracy == confusion.accuracy)
  }

  @Test func rowsOfAConfusionMatrixAreTheTruth() {
    let confusion = ConfusionMatrix(truth: [0, 0, 1, 2], predicted: [0, 1, 1, 0], classes: 3)
    #expect(confusion.counts == [[1, 1, 0], [0, 1, 0], [1, 0, 0]])
    #expect(confusion.correct == 2 && confusion.accuracy == 0.5)
    #expect(ConfusionMatrix(classes: 3).accuracy == 0)
  }

  // MARK: - The caller's mistakes

  @Test func layersThatDoNotFitTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Network<Float>(layers: [
        Dense(inputs: 5, outputs: 4, activation: .relu, using: &generator),
        Dense(inputs: 3, outputs: 2, activation: .softmax, using: &generator),
      ])
    }
    #expect(result?.message.contains("layer 0 makes 4 features and layer 1 reads 3") == true)
  }

  @Test func crossEntropyWithoutSoftmaxTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Network<Float>(layers: [Dense(inputs: 5, outputs: 4, activation: .relu, using: &generator)])
    }
    #expect(result?.message.contains("ends in relu: its last layer must be softmax") == true)
  }

  @Test func samplesOfAnotherWidthTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      let network = Network<Float>(inputs: 5, hidden: [4], outputs: 3, using: &generator)
      _ = network.predict(.zeros(rows: 2, columns: 6))
    }
    #expect(result?.message.contains("a batch of 2x6 for a network of 5 inputs") == true)
  }

  @Test func labelsBeyondTheClassesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dataset<Float>(features: .zeros(rows: 2, columns: 6), labels: [1, 3], classes: 3)
    }
    #expect(result?.message.contains("label 3 of sample 1: classes are 0..<3") == true)
  }

  @Test func anUnsoundLearningRateTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Optimizer.sgd(learningRate: .nan)
    }
    #expect(result?.message.contains("a learning rate of nan: it must be finite, 0 or more") == true)
  }
}
