import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct DatasetPredictionTests {
  private func check<Scalar: BLASScalar>(_: Scalar.Type, count: Int) {
    var generator = SeededGenerator(seed: 3)
    let bytes = (0..<count * 5).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let labels = (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) }
    let pixels = Dataset<Scalar>(bytes: bytes, inputs: 5, labels: labels, classes: 3)
    let values = Dataset(features: pixels.featureMatrix(), labels: labels, classes: 3)
    let network = Network<Scalar>(inputs: 5, hidden: [40, 24], outputs: 3, using: &generator)
    for threads in [1, 2, 3] {
      let configuration = ComputeConfiguration(backend: .swift, threads: threads)
      let expected = network.predict(pixels.featureMatrix(), configuration: configuration)
      let classes = network.classifications(of: pixels, configuration: configuration).map(\.predicted)
      for data in [pixels, values] {
        #expect(network.predict(data, configuration: configuration) == expected)
        #expect(network.classify(data, configuration: configuration) == classes)
      }
    }
  }

  /// Blocks of 512 samples.
  @Test(arguments: [0, 1, 7, 511, 512, 513, 1100]) func aDataSetIsPredictedAsItsFeaturesAre(count: Int) {
    check(Float.self, count: count)
    check(Double.self, count: count)
  }

  @Test func targetsNeedNotFit() {
    var generator = SeededGenerator(seed: 3)
    let network = Network<Float>(inputs: 2, hidden: [], outputs: 4, loss: .meanSquaredError, using: &generator)
    let data = Dataset<Float>(features: .zeros(rows: 3, columns: 2), targets: .zeros(rows: 3, columns: 1))
    #expect(network.predict(data) == .zeros(rows: 3, columns: 4))
  }

  @Test func otherFeaturesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 3)
      let network = Network<Float>(inputs: 5, hidden: [], outputs: 2, using: &generator)
      _ = network.classify(Dataset<Float>(bytes: [1, 2], inputs: 2, labels: [0], classes: 1))
    }
    #expect(result?.message.contains("samples of 2 features for a network of 5 inputs") == true)
  }
}
