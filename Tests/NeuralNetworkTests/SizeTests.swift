import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

@Suite struct SizeTests {
  /// Sizes that are multiplied or added on the way to memory, and what is told.
  static let calls: [(call: @Sendable () -> Void, words: String)] = [
    ({ _ = Matrix<Float>.oneHot([], classes: 1 << 61) }, "a matrix of 0x2305843009213693952: it, a row or a column"),
    (
      { _ = Matrix<Float>.oneHot([0, 1], classes: 1 << 60) }, "a matrix of 2x1152921504606846976: it, a row or a column"
    ),
    ({ _ = ConfusionMatrix(classes: 1 << 61) }, "a matrix of 2305843009213693952x2305843009213693952: it,"),
    ({ _ = ConfusionMatrix(classes: 1 << 30) }, "a matrix of 1073741824x1073741824: it, a row or a column"),
    ({ _ = ConfusionMatrix(classes: -1) }, "a confusion matrix of -1 classes"),
    ({ weights(.xavierNormal, .max, .max) }, "a matrix of 9223372036854775807x9223372036854775807: it,"),
    ({ weights(.xavierUniform, .max, 1) }, "a matrix of 9223372036854775807x1: it, a row or a column"),
    ({ weights(.heNormal, -1, .max) }, "a matrix of -1x9223372036854775807: sizes cannot be negative"),
    ({ network(1, [.max], 1) }, "a matrix of 1x9223372036854775807: it, a row or a column"),
    ({ network(1 << 60, [], 3) }, "a matrix of 1152921504606846976x3: it, a row or a column"),
    ({ _ = Dataset<Float>(bytes: [], inputs: .max, labels: [], classes: 2) }, "a matrix of 0x9223372036854775807: it,"),
    (
      { _ = Dataset<Float>(bytes: [1], inputs: 1, labels: [0], classes: .max) },
      "a matrix of 1x9223372036854775807: it,"
    ),
    ({ _ = constant.predict(samples) }, "failed to allocate 46116860184273879"),
    ({ _ = oneOfTwo.classify(samples) }, "failed to allocate 46116860184273879"),
    ({ _ = unlabelled.classify(samples) }, "each row of a 1152921504606846976x0 matrix: its rows are empty"),
    (
      { _ = empty.evaluate(Dataset(features: samples, targets: samples)) },
      "an array of 1152921504606846976 Int: it takes"
    ),
    ({ _ = empty.lossAndGradients(Dataset(features: samples, targets: samples)) }, "failed to allocate"),
    (
      {
        var network = empty
        Trainer(epochs: 1).train(&network, on: Dataset(features: samples, targets: samples))
      }, "an array of 1152921504606846976 Int: it takes more than 9223372036854775807 bytes"
    ),
  ]

  @Test(arguments: calls.indices) func aSizeBeyondMemoryTrapsWithItsSentence(index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      alarm(60)
      SizeTests.calls[index].call()
    }
    #expect(result?.message.contains(Self.calls[index].words) == true, "\(result?.message ?? "")")
  }

  @Test func aLayerWithoutOutputsHasNothingToDo() async {
    await #expect(processExitsWith: .success) {
      // Visiting 2^60 rows takes 10 years; the signal ends the process.
      alarm(60)
      #expect(SizeTests.empty.predict(SizeTests.samples) == SizeTests.samples)
      #expect(SizeTests.empty.layers[0](SizeTests.samples) == SizeTests.samples)
      var output = SizeTests.samples
      SizeTests.empty.predict(SizeTests.samples, into: &output)
      let data = Dataset(features: SizeTests.samples, targets: SizeTests.samples)
      #expect(
        data.count == 1 << 60 && data.featureMatrix() == SizeTests.samples
          && data.targetMatrix() == data.featureMatrix())
    }
  }

  /// What a file may hold, a matrix may be.
  @Test(arguments: [(1 << 61) - 1, 1 << 60, 0]) func eachTensorOfTwoDimensionsIsAMatrix(size: Int) throws {
    for shape in [[size, 0], [0, size]] {
      var file = Safetensors()
      try file.add("a", shape: shape, [] as [Float])
      let values: [Float] = try Safetensors(parsing: file.serialized()).elements(of: "a")
      #expect(Matrix(values, rows: shape[0], columns: shape[1]).count == 0)
      let array = try NPYArray(parsing: NPYArray([] as [Float], shape: shape).serialized())
      #expect(Matrix(try array.elements() as [Float], rows: shape[0], columns: shape[1]).count == 0)
    }
  }

  /// 2^60 samples without features.
  private static let samples = Matrix<Float>.zeros(rows: 1 << 60, columns: 0)
  /// A network that gives each sample its bias.
  private static let constant = Network<Float>(
    layers: [Dense(weights: .zeros(rows: 0, columns: 1), bias: Matrix(row: [1]), activation: .identity)],
    loss: .meanSquaredError)
  /// The same of two classes, and of no labels.
  private static let oneOfTwo = Network<Float>(
    layers: [Dense(weights: .zeros(rows: 0, columns: 1), bias: Matrix(row: [1]), activation: .sigmoid)],
    loss: .binaryCrossEntropy)
  private static let unlabelled = Network<Float>(
    layers: [Dense(weights: .zeros(rows: 0, columns: 0), bias: Matrix(row: []), activation: .sigmoid)],
    loss: .binaryCrossEntropy)
  private static let empty = Network<Float>(
    layers: [Dense(weights: .zeros(rows: 0, columns: 0), bias: Matrix(row: []), activation: .relu)],
    loss: .meanSquaredError)
}

private func weights(_ initializer: Initializer, _ inputs: Int, _ outputs: Int) {
  var generator = SeededGenerator(seed: 1)
  let _: Matrix<Float> = initializer.weights(fanIn: inputs, fanOut: outputs, using: &generator)
}

private func network(_ inputs: Int, _ hidden: [Int], _ outputs: Int) {
  var generator = SeededGenerator(seed: 1)
  _ = Network<Float>(inputs: inputs, hidden: hidden, outputs: outputs, using: &generator)
}
