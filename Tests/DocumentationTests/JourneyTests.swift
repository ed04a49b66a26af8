import Foundation
import LinearAlgebra
import MNISTData
import NeuralNetwork
import Testing

/// The steps of TheJourney.md, each by hand against the library's own.
@Suite struct JourneyTests {
  @Test func eachStepByHandIsThatOfTheLibrary() throws {
    // example: journey-data
    let digits = try MNIST.embedded()  // all of it: try MNIST.load(from: "data/mnist")
    let image = digits.training[0]  // 784 bytes, 0 is paper and 255 is ink
    let digit = digits.training.labels[0]
    // end of example
    #expect(digits.training.count == 4_000 && digits.testing.count == 1_000)
    #expect(image.count == 784)

    // example: journey-normalization
    let flattened = Matrix<Float>(row: image.map { Float($0) / 255 })
    // end of example

    // example: journey-dataset
    let training: Dataset<Float> = digits.training.dataset()
    let testing: Dataset<Float> = digits.testing.dataset()
    // end of example
    #expect(training.featureMatrix().row(0) == flattened)
    #expect(training.inputs == 784 && testing.outputs == 10)

    // example: journey-one-hot
    let oneHot = Matrix<Float>(rows: 1, columns: 10) { _, j in j == Int(digit) ? 1 : 0 }
    let x = training.featureMatrix()[..<64, ...]  // the first batch, 64 x 784
    let t = training.targetMatrix()[..<64, ...]  // its targets, 64 x 10
    // end of example
    #expect(training.targetMatrix().row(0) == oneHot)
    #expect(x.rows == 64 && t.rows == 64)

    // example: journey-design
    var generator = SeededGenerator(seed: 42)
    var network = Network<Float>(inputs: 784, hidden: [128], outputs: 10, using: &generator)
    // end of example
    #expect(network.parameterCount == 101_770)

    // example: journey-initialization
    var sameSeed = SeededGenerator(seed: 42)
    var w1 = Matrix<Float>.normal(
      rows: 784, columns: 128, standardDeviation: Float((2.0 / 784).squareRoot()), using: &sameSeed)
    var w2 = Matrix<Float>.normal(
      rows: 128, columns: 10, standardDeviation: Float((2.0 / 128).squareRoot()), using: &sameSeed)
    var b1 = Matrix<Float>.zeros(rows: 1, columns: 128)
    var b2 = Matrix<Float>.zeros(rows: 1, columns: 10)
    // end of example
    #expect(network.layers[0].weights == w1 && network.layers[0].bias == b1)
    #expect(network.layers[1].weights == w2 && network.layers[1].bias == b2)

    // example: journey-activations
    func relu(_ z: Matrix<Float>) -> Matrix<Float> { z.map { max($0, 0) } }

    func softmax(_ z: Matrix<Float>) -> Matrix<Float> {
      let powers = (z - z.rowMaxima()).map { exp($0) }
      return powers ./ powers.rowSums()
    }
    // end of example
    #expect(softmax(Matrix(row: [1000, 1000])) == Matrix(row: [0.5, 0.5]))
    #expect(exp(Float(89)) == .infinity && exp(Float(88)) < .infinity)

    // example: journey-forward
    let z1 = x * w1 + b1  // 64 x 128
    let a1 = relu(z1)
    let z2 = a1 * w2 + b2  // 64 x 10
    let p = softmax(z2)  // each row sums to 1

    let hidden = network.layers[0](x)  // a1
    let probabilities = network.predict(x)  // p
    // end of example
    #expect(agrees(hidden, a1))
    #expect(agrees(probabilities, p))
    #expect(agrees(p.rowSums(), Matrix(repeating: 1, rows: 64, columns: 1)))

    // example: journey-loss
    let lossByHand = -(t .* p.map { log($0) }).sum() / 64
    // end of example

    // example: journey-gradients
    let dZ2 = (p - t) / 64
    let dW2 = a1.t * dZ2  // 128 x 10
    let db2 = dZ2.columnSums()  // 1 x 10
    let dA1 = dZ2 * w2.t
    let dZ1 = dA1 .* z1.map { $0 > 0 ? 1 : 0 }
    let dW1 = x.t * dZ1  // 784 x 128
    let db1 = dZ1.columnSums()  // 1 x 128

    let batch = Dataset(features: x, targets: t)
    let (loss, gradients) = network.lossAndGradients(batch)
    // end of example
    #expect(abs(loss - Double(lossByHand)) < 1e-5)
    #expect((2...3).contains(loss))
    #expect(agrees(gradients.layers[0].weights, dW1) && agrees(gradients.layers[0].bias, db1))
    #expect(agrees(gradients.layers[1].weights, dW2) && agrees(gradients.layers[1].bias, db2))

    // example: journey-check
    let small = Network<Double>(inputs: 784, hidden: [2], outputs: 10, using: &generator)
    let check = small.checkGradients(
      Dataset(features: Matrix<Double>(x[..<8, ...]), targets: Matrix<Double>(t[..<8, ...])))
    // end of example
    #expect(check.passed && check.parameterCount == 1_600)

    // example: journey-update
    let rate: Float = 0.01
    let w1After = w1 - rate * dW1
    let b2After = b2 - rate * db2

    var stepped = network  // a copy: `network` stays as it is
    let step = Trainer(epochs: 1, batchSize: 64, optimizer: .sgd(learningRate: 0.01), shuffles: false)
    _ = step.train(&stepped, on: batch)
    // end of example
    #expect(agrees(stepped.layers[0].weights, w1After) && agrees(stepped.layers[0].bias, b1 - rate * db1))
    #expect(agrees(stepped.layers[1].weights, w2 - rate * dW2) && agrees(stepped.layers[1].bias, b2After))
    #expect(!agrees(stepped.layers[0].weights, w1))

    // example: journey-epoch
    let (features, targets) = (training.featureMatrix(), training.targetMatrix())
    for start in stride(from: 0, to: training.count, by: 64) {
      let batch = start..<min(start + 64, training.count)
      let (x, t) = (features[batch, ...], targets[batch, ...])
      let a1 = relu(x * w1 + b1)
      let dZ2 = (softmax(a1 * w2 + b2) - t) / Float(batch.count)
      let dZ1 = (dZ2 * w2.t) .* a1.map { $0 > 0 ? 1 : 0 }
      w1 -= rate * (x.t * dZ1)
      b1 -= rate * dZ1.columnSums()
      w2 -= rate * (a1.t * dZ2)
      b2 -= rate * dZ2.columnSums()
    }

    var afterAnEpoch = network
    _ = step.train(&afterAnEpoch, on: training)  // the same trainer, 63 batches
    // end of example
    #expect(agrees(afterAnEpoch.layers[0].weights, w1) && agrees(afterAnEpoch.layers[0].bias, b1))
    #expect(agrees(afterAnEpoch.layers[1].weights, w2) && agrees(afterAnEpoch.layers[1].bias, b2))

    // example: journey-training
    let trainer = Trainer(epochs: 20, batchSize: 64, optimizer: .sgd(learningRate: 0.01), seed: 42)
    let history = trainer.train(&network, on: training, testing: testing) { progress in
      if let epoch = progress.result { print(epoch.epoch, epoch.trainLoss, epoch.testAccuracy ?? 0) }
      return .proceed
    }
    // end of example
    #expect(history.epochs.count == 20 && history.steps == 20 * 63)

    // example: journey-evaluation
    let result = network.evaluate(testing)
    print(result.loss, result.accuracy)
    let confusion = result.confusionMatrix?.counts ?? []  // confusion[4][9]: fours taken for nines

    let predicted = network.classify(testing.featureMatrix())
    let correct = zip(predicted, digits.testing.labels).count { $0 == Int($1) }
    let accuracyByHand = Double(correct) / Double(testing.count)
    // end of example
    #expect(result.accuracy == accuracyByHand)
    #expect((0.86...0.90).contains(accuracyByHand))
    #expect(confusion[4][9] > confusion[4][0])

    // example: journey-charts
    let curve = history.epochs.map { ($0.epoch, $0.trainLoss, $0.testLoss ?? 0) }
    let firstUnit = network.layers[0].weights.column(0).reshaped(rows: 28, columns: 28)
    // end of example
    #expect(curve.count == 20 && (curve.last?.1 ?? 3) < (curve.first?.1 ?? 0))
    #expect(firstUnit[1, 2] == network.layers[0].weights[30, 0])

    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    // example: journey-file
    try network.save(to: path, metadata: ["seed": "42"])
    let same = try Network<Float>(contentsOf: path)
    // end of example
    #expect(same == network)
  }

  /// Whether the largest difference is a rounding error of the largest element.
  private func agrees(_ a: Matrix<Float>, _ b: Matrix<Float>) -> Bool {
    a.isApproximatelyEqual(to: b, relativeTolerance: 1e-5)
  }
}
