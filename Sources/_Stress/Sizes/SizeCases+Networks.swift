import LinearAlgebra
import NeuralNetwork

extension SizeCase {
  static var networks: [SizeCase] {
    let rows = Sizes.all.filter { $0 <= Int.max / 4 }
    return cases(sized, Sizes.all)
      + samples.map { name, call in SizeCase(name: name, sizes: rows) { call(.zeros(rows: $0, columns: 0)) } }
      + initializers
  }

  /// Widths, classes and batches of a size.
  private static var sized: [Named<Int>] {
    [
      ("oneHot of none", { _ = Matrix<Float>.oneHot([], classes: $0) }),
      ("oneHot", { _ = Matrix<Float>.oneHot([0, 0, 0], classes: $0) }),
      (
        "confusion",
        { n in
          var counts = ConfusionMatrix(classes: n)
          counts.add(truth: n - 1, predicted: 0)
        }
      ),
      ("bytes of no sample", { _ = Dataset<Float>(bytes: [], inputs: $0, labels: [], classes: 2).featureMatrix() }),
      ("bytes", { _ = Dataset<Float>(bytes: [1, 2, 3], inputs: $0, labels: [0], classes: 2).featureMatrix() }),
      ("classes of no sample", { _ = Dataset<Float>(bytes: [], inputs: 1, labels: [], classes: $0).targetMatrix() }),
      ("classes", { _ = Dataset<Float>(bytes: [1], inputs: 1, labels: [0], classes: $0).targetMatrix() }),
      ("labels", { _ = Dataset<Float>(features: .zeros(rows: $0, columns: 0), labels: [], classes: 2) }),
      ("inputs", { network(inputs: $0, hidden: [2], outputs: 2) }),
      ("hidden", { network(inputs: 2, hidden: [$0], outputs: 2) }),
      ("outputs", { network(inputs: 2, hidden: [2], outputs: $0) }),
      ("bias", { _ = Dense<Float>(weights: .zeros(rows: 0, columns: $0), bias: Matrix(row: []), activation: .relu) }),
      (
        "batch",
        { n in
          var network = Network<Float>(layers: [dense(1, 1)], loss: .meanSquaredError)
          let data = Dataset<Float>(features: .zeros(rows: 3, columns: 1), targets: .zeros(rows: 3, columns: 1))
          Trainer(epochs: 1, batchSize: n).train(&network, on: data)
        }
      ),
    ]
  }

  /// Samples without features: as many as the rows of a matrix.
  private static var samples: [(String, @Sendable (Matrix<Float>) -> Void)] {
    let empty = Network<Float>(layers: [dense(0, 0)], loss: .meanSquaredError)
    let constant = Network<Float>(layers: [dense(0, 3), dense(3, 1)], loss: .meanSquaredError)
    let oneOfTwo = Network<Float>(layers: [dense(0, 3), dense(3, 1, .sigmoid)], loss: .binaryCrossEntropy)
    return [
      ("predict nothing", { _ = empty.predict($0) }), ("predict", { _ = constant.predict($0) }),
      (
        "predict into",
        { x in
          var y = x
          empty.predict(x, into: &y)
        }
      ), ("classify", { _ = oneOfTwo.classify($0) }),
      ("layer", { _ = (empty.layers[0]($0), constant.layers[0]($0)) }),
      ("evaluate", { x in if x.rows != 0 { _ = empty.evaluate(Dataset(features: x, targets: x)) } }),
      ("gradients", { _ = empty.lossAndGradients(Dataset(features: $0, targets: $0)) }),
      (
        "matrices",
        { x in
          let data = Dataset(features: x, targets: x)
          _ = (data.featureMatrix(), data.targetMatrix())
        }
      ),
      (
        "train",
        { x in
          var network = empty
          Trainer(epochs: 1, batchSize: 1 << 20).train(&network, on: Dataset(features: x, targets: x))
        }
      ),
    ]
  }

  private static var initializers: [SizeCase] {
    Initializer.allCases.flatMap { initializer in
      shapes.map { name, shape in
        SizeCase(name: "\(initializer) \(name)", sizes: Sizes.some) {
          var generator = SeededGenerator(seed: 1)
          let _: Matrix<Float> = initializer.weights(fanIn: shape($0).0, fanOut: shape($0).1, using: &generator)
        }
      }
    }
  }

  private static func dense(_ inputs: Int, _ outputs: Int, _ activation: Activation = .identity) -> Dense<Float> {
    Dense(
      weights: .zeros(rows: inputs, columns: outputs), bias: .zeros(rows: 1, columns: outputs), activation: activation)
  }

  private static func network(inputs: Int, hidden: [Int], outputs: Int) {
    var generator = SeededGenerator(seed: 1)
    let network = Network<Float>(inputs: inputs, hidden: hidden, outputs: outputs, using: &generator)
    _ = network.parameterCount
  }
}
