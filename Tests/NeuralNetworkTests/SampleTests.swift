import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// Requests that may be wrong, and what class a network says a sample has.
@Suite struct SampleTests {
  @Test func theErrorIsASentenceForFoundationToo() {
    let error: any Error = SampleError.featureCount(found: 3, expected: 4)
    #expect(error.localizedDescription == "a sample of 3 features, expected 4")
  }

  @Test func labelsForOneSigmoidAreToldWhatToWrite() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let data = Dataset<Float>(features: .zeros(rows: 2, columns: 4), labels: [0, 1], classes: 2)
      _ = SampleTests.network(1, .binaryCrossEntropy).evaluate(data)
    }
    #expect(result?.message.contains("give it targets of 0 and 1, 2x1, by Dataset(features:targets:)") == true)
  }

  static func network(_ outputs: Int = 3, _ loss: Loss = .crossEntropy) -> Network<Float> {
    var generator = SeededGenerator(seed: 1)
    return Network(inputs: 4, hidden: [6], outputs: outputs, loss: loss, using: &generator)
  }

  @Test func soundSamplesAreAnsweredAsElsewhere() throws {
    let network = Self.network()
    var generator = SeededGenerator(seed: 2)
    let batch = Matrix<Float>.normal(rows: 9, columns: 4, using: &generator)
    #expect(try network.predict(validating: batch) == network.predict(batch))
    #expect(try network.classify(validating: batch) == network.classify(batch))
    let sample = batch.row(3).scalars()
    #expect(try network.predict(validating: sample) == network.predict(sample))
    #expect(try network.classify(validating: sample) == network.classify(sample))
    #expect(try network.classify(validating: .zeros(rows: 0, columns: 4)).isEmpty)
  }

  @Test(arguments: [0, 3, 5]) func anotherNumberOfFeaturesIsThrown(count: Int) {
    let network = Self.network()
    let (sample, batch) = ([Float](repeating: 1, count: count), Matrix<Float>.zeros(rows: 2, columns: count))
    let expected = SampleError.featureCount(found: count, expected: 4)
    #expect(throws: expected) { try network.predict(validating: sample) }
    #expect(throws: expected) { try network.classify(validating: sample) }
    #expect(throws: expected) { try network.predict(validating: batch) }
    #expect(throws: expected) { try network.classify(validating: batch) }
    #expect("\(expected)" == "a sample of \(count) features, expected 4")
  }

  @Test(arguments: [Float.infinity, -.infinity]) func aFeatureThatIsNotFiniteIsThrown(value: Float) {
    let network = Self.network()
    let expected = SampleError.notFinite(row: 0, feature: 2, value: Double(value))
    #expect(throws: expected) { try network.predict(validating: [1, 2, value, .nan]) }
    #expect(throws: expected) { try network.classify(validating: [1, 2, value, 4]) }
    var batch = Matrix<Float>(repeating: 1, rows: 30, columns: 4)
    (batch[28, 1], batch[29, 0]) = (value, .nan)
    let inBatch = SampleError.notFinite(row: 28, feature: 1, value: Double(value))
    #expect(throws: inBatch) { try network.predict(validating: batch) }
    #expect(throws: inBatch) { try network.classify(validating: batch) }
    #expect("\(inBatch)" == "feature 1 of sample 28 is \(value), not a finite number")
  }

  @Test func notANumberIsThrown() {
    #expect {
      try Self.network().classify(validating: [1, 2, 3, .nan])
    } throws: {
      "\($0)" == "feature 3 of sample 0 is nan, not a finite number"
    }
  }

  // MARK: - Classes

  @Test func oneProbabilityTellsTwoClassesApartByAHalf() {
    var network = Self.network(1, .binaryCrossEntropy)
    network.classNames = ["no", "yes"]
    var generator = SeededGenerator(seed: 2)
    let batch = Matrix<Float>.normal(rows: 1100, columns: 4, using: &generator)
    let configuration = ComputeConfiguration(backend: .swift, threads: 2)
    let expected = network.predict(batch, configuration: configuration).scalars().map { $0 > 0.5 ? 1 : 0 }
    #expect(Set(expected) == [0, 1])
    #expect(network.classify(batch, configuration: configuration) == expected)
    for row in [0, 1, 2, 1099] {
      #expect(network.classify(batch.row(row).scalars(), configuration: configuration) == expected[row])
    }
    let truth = batch.rowMeans().scalars().map { $0 > 0 ? 1 : 0 }
    let data = Dataset(features: batch, targets: Matrix(column: truth.map(Float.init)))
    let evaluation = network.evaluate(data, configuration: configuration)
    let counted = ConfusionMatrix(truth: truth, predicted: expected, classes: 2)
    #expect(evaluation.confusionMatrix?.counts == counted.counts)
  }

  @Test func ofSeveralLabelsTheClassIsTheLikeliest() {
    let network = Self.network(3, .binaryCrossEntropy)
    var generator = SeededGenerator(seed: 2)
    let batch = Matrix<Float>.normal(rows: 20, columns: 4, using: &generator)
    #expect(network.classify(batch) == network.predict(batch).rowArgmax())
    let data = Dataset(features: batch, targets: .zeros(rows: 20, columns: 3))
    #expect(network.evaluate(data).confusionMatrix == nil)
  }

  /// The sigmoid of these rounds to 1 for both.
  @Test func likelyLabelsAreToldApartBeforeTheyRound() {
    let weights = Matrix<Float>(rows: [[80, 90]])
    let network = Network<Float>(
      layers: [Dense(weights: weights, bias: .zeros(rows: 1, columns: 2), activation: .sigmoid)],
      loss: .binaryCrossEntropy)
    #expect(network.predict([1]) == [1, 1])
    #expect(network.classify([1]) == 1 && network.classify(Matrix(rows: [[1]])) == [1])
  }

  @Test func theClassOfASampleByANetworkThatPredictsValuesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SampleTests.network(2, .meanSquaredError).classify([1, 2, 3, 4])
    }
    #expect(result?.message.contains("a network for mean-squared-error: it predicts values") == true)
  }

  @Test func theClassesOfABatchByANetworkThatPredictsValuesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SampleTests.network(2, .meanSquaredError).classify(.zeros(rows: 2, columns: 4))
    }
    #expect(result?.message.contains("a network for mean-squared-error: it predicts values") == true)
  }
}
