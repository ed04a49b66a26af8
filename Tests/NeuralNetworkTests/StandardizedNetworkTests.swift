import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// A network with a standardizer does with features as they are measured what one without does with standardized ones: with
/// the Swift kernels, bit for bit.
@Suite struct StandardizedNetworkTests {
  static let configuration = ComputeConfiguration(backend: .swift, threads: 1)

  /// The same samples as they are measured and standardized, each with a network for them.
  struct Pair<Scalar: BLASScalar> {
    let raw: Dataset<Scalar>
    let standardized: Dataset<Scalar>
    let network: Network<Scalar>
    let plain: Network<Scalar>

    init(_ count: Int, hidden: [Int], asBytes: Bool) throws {
      var generator = SeededGenerator(seed: 8)
      let labels = (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) }
      if asBytes {
        let bytes = (0..<count * 20).map { _ in UInt8.random(in: 0...255, using: &generator) }
        raw = Dataset(bytes: bytes, inputs: 20, divisor: 16, labels: labels, classes: 3)
      } else {
        let features = Matrix<Scalar>.normal(rows: count, columns: 20, mean: 7, standardDeviation: 5, using: &generator)
        raw = Dataset(features: features, labels: labels, classes: 3)
      }
      plain = Network(inputs: 20, hidden: hidden, outputs: 3, using: &generator)
      let standardizer = try Standardizer(fitting: raw.featureMatrix())
      var network = plain
      network.standardizer = standardizer
      self.network = network
      standardized = Dataset(features: standardizer.apply(raw.featureMatrix()), labels: labels, classes: 3)
    }
  }

  @Test(arguments: [[], [9], [9, 40]], [1, 2, 3]) func predictionsAndMeasuresAreTheSame(hidden: [Int], threads: Int)
    throws
  {
    for asBytes in [false, true] {
      try check(Float.self, hidden, asBytes, threads)
      try check(Double.self, hidden, asBytes, threads)
    }
  }

  private func check<Scalar: BLASScalar>(_: Scalar.Type, _ hidden: [Int], _ asBytes: Bool, _ threads: Int) throws {
    let pair = try Pair<Scalar>(1100, hidden: hidden, asBytes: asBytes)
    let (network, plain) = (pair.network, pair.plain)
    let (raw, standardized) = (pair.raw.featureMatrix(), pair.standardized.featureMatrix())
    let configuration = ComputeConfiguration(backend: .swift, threads: threads)
    let expected = plain.predict(standardized, configuration: Self.configuration)
    #expect(network.predict(raw, configuration: configuration) == expected)
    #expect(plain.predict(raw, configuration: configuration) != expected)
    var output = Matrix<Scalar>.zeros(rows: 1100, columns: 3)
    network.predict(raw, into: &output, configuration: configuration)
    #expect(output == expected)
    #expect(network.classify(raw, configuration: configuration) == expected.rowArgmax())
    for row in [0, 511, 1099] {
      let sample = raw.row(row).scalars()
      #expect(network.predict(sample, configuration: configuration) == expected.row(row).scalars())
      #expect(network.classify(sample, configuration: configuration) == expected.rowArgmax()[row])
    }
    #expect(
      network.evaluate(pair.raw, configuration: configuration)
        == plain.evaluate(pair.standardized, configuration: Self.configuration))
    #expect(
      network.classifications(of: pair.raw, configuration: configuration)
        == plain.classifications(of: pair.standardized, configuration: Self.configuration))
    let (loss, gradients) = network.lossAndGradients(pair.raw, configuration: Self.configuration)
    let other = plain.lossAndGradients(pair.standardized, configuration: Self.configuration)
    #expect(loss == other.loss && gradients == other.gradients)
  }

  /// With two members and a layer of 256 outputs, each member has a copy of the batch; with one of 9, each its samples.
  @Test(arguments: [[9], [256, 9]], [1, 2, 3]) func trainingIsTheSame(hidden: [Int], threads: Int) throws {
    for asBytes in [false, true] {
      let pair = try Pair<Float>(150, hidden: hidden, asBytes: asBytes)
      let trainer = Trainer(
        epochs: 2, batchSize: 64, dropout: Dropout(inputs: 0.2, hidden: 0.1),
        configuration: ComputeConfiguration(backend: .swift, threads: threads))
      var (network, plain) = (pair.network, pair.plain)
      let history = trainer.train(&network, on: pair.raw, testing: pair.raw)
      let other = trainer.train(&plain, on: pair.standardized, testing: pair.standardized)
      #expect(network.layers == plain.layers && network.layers != pair.network.layers)
      #expect(history.numbers == other.numbers)
      #expect(network.standardizer == pair.network.standardizer)
    }
  }

  @Test func gradientsPassTheCheck() throws {
    let pair = try Pair<Double>(30, hidden: [4], asBytes: false)
    var network = pair.network
    network.layers[0] = Dense(
      weights: network.layers[0].weights, bias: network.layers[0].bias, activation: .tanh)
    #expect(network.checkGradients(pair.raw).passed)
  }

  @Test func aConvertedNetworkKeepsWhatItCarries() throws {
    var network = try Pair<Float>(30, hidden: [4], asBytes: false).network
    network.classNames = ["a", "b", "c"]
    let wide = Network<Double>(network)
    #expect(wide.classNames == network.classNames)
    #expect(wide.standardizer == network.standardizer.map { Standardizer<Double>($0) })
    #expect(Network<Float>(wide) == network)
  }

  @Test func aResumedRunKeepsItsStandardizerAndTakesNoOther() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let pair = try Pair<Float>(43, hidden: [4], asBytes: false)
    let trainer = Trainer(epochs: 2, batchSize: 10)
    var whole = TrainingRun(trainer, pair.network, training: pair.raw)
    whole.step()
    try whole.save(to: path)
    whole.finish()
    var resumed = TrainingRun(trainer, pair.network, training: pair.raw)
    try resumed.resume(from: path)
    resumed.finish()
    #expect(resumed.result() == whole.result() && resumed.result().standardizer == pair.network.standardizer)
    var other = pair.network
    other.standardizer = Standardizer(
      mean: .zeros(rows: 1, columns: 20), scale: Matrix(repeating: 1, rows: 1, columns: 20))
    for network in [other, pair.plain] {
      var run = TrainingRun(trainer, network, training: pair.raw)
      let error = #expect(throws: TensorFileError.self) { try run.resume(from: path) }
      #expect(error?.problem == "a checkpoint of a network with another standardizer than this run's")
    }
    let error = #expect(throws: TensorFileError.self) { try Network<Float>(contentsOf: path) }
    #expect(error?.problem.contains("a checkpoint of a training run") == true)
  }

  // MARK: - The caller's mistakes

  @Test func aStandardizerOfAnotherWidthTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network = try Pair<Float>(30, hidden: [4], asBytes: false).network
      network.standardizer = try Standardizer(fitting: .zeros(rows: 2, columns: 3))
    }
    #expect(result?.message.contains("a standardizer of 3 features for a network of 20 inputs") == true)
  }

  @Test func layersThatDoNotFitTheStandardizerTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network = try Pair<Float>(30, hidden: [4], asBytes: false).network
      network.layers[0].weights = .zeros(rows: 3, columns: 4)
    }
    #expect(result?.message.contains("a standardizer of 20 features for a network of 3 inputs") == true)
  }

  @Test func namesForAnotherNumberOfClassesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network = try Pair<Float>(30, hidden: [4], asBytes: false).network
      network.classNames = ["yes", "no"]
    }
    #expect(result?.message.contains("2 class names for a network of 3 classes") == true)
  }

  @Test func classNamesOfANetworkThatPredictsValuesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 2, hidden: [], outputs: 1, loss: .meanSquaredError, using: &generator)
      network.classNames = ["price"]
    }
    #expect(result?.message.contains("1 class names for a network that predicts values") == true)
  }
}
