import LinearAlgebra
import NeuralNetwork
import Testing

/// Steps that several threads share in ways that depend on the network and the batch: the bits are those of one thread.
@Suite struct SharedStepTests {
  /// Trains `start` for two epochs of batches of 64 samples on 1 to 5 threads.
  private func checkBits<Scalar: BLASScalar>(
    _ start: Network<Scalar>, on data: Dataset<Scalar>, dropout: Dropout? = nil, labelSmoothing: Double = 0,
    average: WeightAverage? = nil
  ) {
    func trained(_ threads: Int) -> Network<Scalar> {
      var network = start
      let configuration = ComputeConfiguration(backend: .swift, threads: threads)
      Trainer(
        epochs: 2, batchSize: 64, dropout: dropout, labelSmoothing: labelSmoothing, average: average,
        configuration: configuration
      ).train(&network, on: data)
      return network
    }
    let alone = trained(1)
    #expect(alone != start)
    for threads in [2, 3, 4, 5, 8] { #expect(trained(threads) == alone, "\(Scalar.self), \(threads) threads") }
  }

  private func layers<Scalar: BLASScalar>(
    _ widths: [Int], _ activations: [Activation], using generator: inout SeededGenerator
  ) -> [Dense<Scalar>] {
    activations.enumerated().map { index, activation in
      Dense(inputs: widths[index], outputs: widths[index + 1], activation: activation, using: &generator)
    }
  }

  /// A last batch of 24 samples has three members where a whole one has four or five; one of 40 has as many, but fewer
  /// samples; one of 9 has one member.
  @Test(arguments: [24, 40, 9]) func aSmallerLastBatch(last: Int) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      var generator = SeededGenerator(seed: 14)
      let features = Matrix<Scalar>.normal(rows: 64 + last, columns: 60, using: &generator)
      let data = Dataset(features: features, labels: (0..<64 + last).map { $0 % 10 }, classes: 10)
      checkBits(Network<Scalar>(inputs: 60, hidden: [320, 330], outputs: 10, using: &generator), on: data)
    }
    check(Float.self)
    check(Double.self)
  }

  /// A softmax needs all outputs of a sample: however wide, its layer and those above are shared by samples.
  @Test(arguments: [0, 1, 2]) func aWideSoftmax(at place: Int) {
    var generator = SeededGenerator(seed: 15)
    var activations = [Activation](repeating: .relu, count: 3)
    activations[place] = .softmax
    let layers: [Dense<Float>] = layers([60, 330, 322, 340], activations, using: &generator)
    let features = Matrix<Float>.normal(rows: 128, columns: 60, using: &generator)
    let targets = Matrix<Float>.normal(rows: 128, columns: 340, using: &generator)
    checkBits(Network(layers: layers, loss: .meanSquaredError), on: Dataset(features: features, targets: targets))
  }

  /// The last layer may be wide too, where it has no softmax.
  @Test(arguments: [[], [140], [300, 256]]) func wideOutputs(hidden: [Int]) {
    var generator = SeededGenerator(seed: 13)
    let features = Matrix<Float>.normal(rows: 128, columns: 60, using: &generator)
    let targets = Matrix<Float>.normal(rows: 128, columns: 260, using: &generator)
    let activations = [Activation](repeating: .relu, count: hidden.count + 1)
    let layers: [Dense<Float>] = layers([60] + hidden + [260], activations, using: &generator)
    checkBits(Network(layers: layers, loss: .meanSquaredError), on: Dataset(features: features, targets: targets))
  }

  /// An elementwise activation may be in a layer that is shared by outputs, any in one that is shared by samples.
  @Test(arguments: Activation.allCases) func everyActivation(activation: Activation) {
    var generator = SeededGenerator(seed: 17)
    let features = Matrix<Float>.normal(rows: 128, columns: 60, using: &generator)
    let data = Dataset(features: features, labels: (0..<128).map { $0 % 10 }, classes: 10)
    for hidden in [[340, 330], [90]] {
      checkBits(
        Network<Float>(inputs: 60, hidden: hidden, outputs: 10, activation: activation, using: &generator), on: data)
    }
  }

  /// Units are dropped by their place, whoever makes them: some layers are shared by outputs, others by samples, and
  /// layers end within a vector.
  @Test(arguments: [[340, 330], [330, 40, 350], [90], [40, 340], []]) func regularization(hidden: [Int]) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      var generator = SeededGenerator(seed: 18)
      let features = Matrix<Scalar>.normal(rows: 64 + 40, columns: 61, using: &generator)
      let data = Dataset(features: features, labels: (0..<64 + 40).map { $0 % 10 }, classes: 10)
      for activation in [Activation.relu, .softmax] {
        let start = Network<Scalar>(
          inputs: 61, hidden: hidden, outputs: 10, activation: activation, using: &generator)
        let dropout = Dropout(inputs: 0.1, hidden: 0.4)
        checkBits(start, on: data, dropout: dropout, labelSmoothing: 0.1, average: WeightAverage(decay: 0.9))
        checkBits(start, on: data, dropout: Dropout(hidden: hidden.indices.map { $0 == 0 ? 0.5 : 0 }))
      }
    }
    check(Float.self)
    check(Double.self)
  }

  /// A layer without inputs has biases, which one member updates.
  @Test(arguments: [[0, 64, 1000], [60, 0, 64, 1000]]) func layersWithoutInputs(widths: [Int]) {
    var generator = SeededGenerator(seed: 19)
    let features = Matrix<Float>.normal(rows: 128, columns: widths[0], using: &generator)
    let targets = Matrix<Float>.normal(rows: 128, columns: 1000, using: &generator)
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      Dense(
        weights: Matrix<Float>.normal(rows: inputs, columns: outputs, using: &generator),
        bias: .normal(rows: 1, columns: outputs, using: &generator), activation: .identity)
    }
    checkBits(Network(layers: layers, loss: .meanSquaredError), on: Dataset(features: features, targets: targets))
  }

  /// So many classes that the last layer would be wide.
  @Test func manyClasses() {
    var generator = SeededGenerator(seed: 16)
    let features = Matrix<Float>.normal(rows: 128, columns: 60, using: &generator)
    let data = Dataset(features: features, labels: (0..<128).map { $0 * 2 }, classes: 330)
    checkBits(Network<Float>(inputs: 60, hidden: [340], outputs: 330, using: &generator), on: data)
  }
}
