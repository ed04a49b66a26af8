import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct LossTests {
  /// A network whose logits are the features themselves.
  func softmax<Scalar: BLASScalar>(_ classes: Int) -> Network<Scalar> {
    Network(layers: [
      Dense(weights: .identity(classes), bias: .zeros(rows: 1, columns: classes), activation: .softmax)
    ])
  }

  @Test func crossEntropyIsTheNegativeLogarithmOfTheProbability() {
    let network: Network<Double> = softmax(3)
    let data = Dataset<Double>(features: Matrix(rows: [[1, 2, 3], [0, 0, 0]]), labels: [2, 0], classes: 3)
    let sum = exp(1.0) + exp(2.0) + exp(3.0)
    let expected = (-log(exp(3.0) / sum) - log(1.0 / 3)) / 2
    #expect(abs(network.evaluate(data).loss - expected) < 1e-15)
  }

  @Test func aProbabilityOfZeroHasAFiniteLossAndGradient() {
    let network: Network<Float> = softmax(2)
    let features = Matrix<Float>(rows: [[0, 1000], [-3e38, 3e38]])
    #expect(network.predict(features)[0, 0] == 0)
    let data = Dataset<Float>(features: features, labels: [0, 1], classes: 2)
    let (loss, gradients) = network.lossAndGradients(data)
    #expect(loss == 500)
    // Also where the distance of two logits is beyond the scalar's numbers.
    let beyond = Dataset<Float>(features: features, labels: [0, 0], classes: 2)
    #expect(network.evaluate(beyond).loss == 500 + Double(3e38 as Float))
    // (p - t) / m: (0 - 1, 1 - 0) / 2 of the first sample, nothing of the second.
    #expect(gradients.layers[0].bias == Matrix(rows: [[-0.5, 0.5]]))
  }

  @Test func softmaxOfLargeLogitsSumsToOne() {
    let network: Network<Float> = softmax(4)
    let p = network.predict(Matrix(rows: [[1e30, 1e30, -1e30, 0], [88.8, 89, 90, 91]]))
    #expect(p.row(0) == Matrix(rows: [[0.5, 0.5, 0, 0]]))
    #expect(abs(p.row(1).sum() - 1) < 1e-6)
  }

  @Test func softTargetsAreProbabilities() {
    let network: Network<Double> = softmax(2)
    let data = Dataset<Double>(features: Matrix(rows: [[0, 0]]), targets: Matrix(rows: [[0.25, 0.75]]))
    let (loss, gradients) = network.lossAndGradients(data)
    #expect(abs(loss - log(2)) < 1e-15)
    #expect(gradients.layers[0].bias == Matrix(rows: [[0.25, -0.25]]))
  }

  @Test func meanSquaredErrorAveragesOverSamplesAndOutputs() {
    let network = Network<Double>(
      layers: [Dense(weights: .identity(2), bias: .zeros(rows: 1, columns: 2), activation: .identity)],
      loss: .meanSquaredError)
    let data = Dataset<Double>(features: Matrix(rows: [[1, 2], [3, 4]]), targets: Matrix(rows: [[0, 2], [3, 1]]))
    let evaluation = network.evaluate(data)
    #expect(evaluation.loss == 2.5)
    #expect(evaluation.confusionMatrix == nil && abs(evaluation.rSquared - (1 - (1 / 4.5 + 9 / 0.5) / 2)) < 1e-14)
    #expect(network.lossAndGradients(data).gradients.layers[0].bias == Matrix(rows: [[0.5, 1.5]]))
  }

  /// A network whose logits are the features themselves.
  func sigmoid<Scalar: BLASScalar>(_ outputs: Int) -> Network<Scalar> {
    Network(
      layers: [Dense(weights: .identity(outputs), bias: .zeros(rows: 1, columns: outputs), activation: .sigmoid)],
      loss: .binaryCrossEntropy)
  }

  @Test func binaryCrossEntropyAveragesOverSamplesAndOutputs() {
    let network: Network<Double> = sigmoid(2)
    let data = Dataset<Double>(
      features: Matrix(rows: [[1, -2], [0, 3]]), targets: Matrix(rows: [[1, 1], [0.25, 0]]))
    func p(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
    let expected = (-log(p(1)) - log(p(-2)) + log(2) - log(1 - p(3))) / 4
    let evaluation = network.evaluate(data)
    #expect(abs(evaluation.loss - expected) < 1e-15)
    #expect(evaluation.confusionMatrix == nil)
    let (loss, gradients) = network.lossAndGradients(data)
    #expect(loss == evaluation.loss)
    let bias = Matrix(row: [p(1) - 1 + 0.25, p(-2) - 1 + p(3)]) / 4
    #expect(gradients.layers[0].bias.isApproximatelyEqual(to: bias, absoluteTolerance: 1e-15))
    // Predictions are probabilities.
    #expect(network.predict(Matrix(row: [0, 1])).isApproximatelyEqual(to: Matrix(row: [0.5, p(1)])))
  }

  @Test func largeLogitsHaveAFiniteBinaryLossAndSmallOnesAreNotLost() {
    let network: Network<Float> = sigmoid(1)
    func loss(_ z: Float, _ t: Float) -> Double {
      network.evaluate(Dataset<Float>(features: Matrix(row: [z]), targets: Matrix(row: [t]))).loss
    }
    #expect(loss(1000, 0) == 1000 && loss(-1000, 1) == 1000 && loss(1000, 1) == 0 && loss(-1000, 0) == 0)
    // log(1 + e^-20), where 1 + e^-20 rounds to 1.
    #expect(abs(loss(20, 1) / exp(-20.0) - 1) < 1e-6 && abs(loss(-20, 0) / exp(-20.0) - 1) < 1e-6)
    #expect(loss(.infinity, 1) == 0 && loss(.infinity, 0) == .infinity && loss(.nan, 0).isNaN)
  }

  @Test func aProbabilityOfAHalfIsOfTheFirstClass() {
    let network: Network<Float> = sigmoid(1)
    let features = Matrix<Float>(column: [-1, 0, 1])
    #expect(network.classify(features) == [0, 0, 1])
    let evaluation = network.evaluate(Dataset(features: features, targets: Matrix(column: [0, 0.5, 1])))
    #expect(evaluation.confusionMatrix?.counts == [[2, 0], [0, 1]])
  }

  @Test func severalLabelsOfASampleAreLearned() {
    var generator = SeededGenerator(seed: 6)
    let features = Matrix<Float>.uniform(rows: 400, columns: 2, in: -1..<1, using: &generator)
    // Whether x > 0, whether y > 0, and whether one of them is.
    let targets = Matrix<Float>(rows: 400, columns: 3) { i, j in
      let (x, y) = (features[i, 0] > 0, features[i, 1] > 0)
      return [x, y, x != y][j] ? 1 : 0
    }
    var network = Network<Float>(
      inputs: 2, hidden: [16], outputs: 3, activation: .tanh, loss: .binaryCrossEntropy, initializer: .xavierNormal,
      using: &generator)
    Trainer(epochs: 200, batchSize: 20, optimizer: .sgd(learningRate: 1))
      .train(&network, on: Dataset(features: features, targets: targets))
    let right = zip(network.predict(features).scalars(), targets.scalars()).filter { ($0 > 0.5) == ($1 == 1) }.count
    #expect(right > 1160)
  }

  @Test func binaryCrossEntropyWithoutSigmoidTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Network<Float>(
        layers: [Dense(inputs: 5, outputs: 4, activation: .softmax, using: &generator)], loss: .binaryCrossEntropy)
    }
    #expect(
      result?.message.contains("binary-cross-entropy that ends in softmax: its last layer must be sigmoid") == true)
  }

  @Test func reluKeepsNotANumber() {
    let layer = Dense<Float>(weights: .identity(1), bias: .zeros(rows: 1, columns: 1), activation: .relu)
    let output = layer(Matrix(column: [-1, .nan, 2]))
    #expect(output[0, 0] == 0 && output[1, 0].isNaN && output[2, 0] == 2)
  }
}
