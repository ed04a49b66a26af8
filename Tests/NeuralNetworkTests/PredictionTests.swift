import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// Every form of prediction gives what the layers give one after the other.
@Suite struct PredictionTests {
  /// Hidden layers of three widths: what they pass on goes from one half of the scratch to the other and back.
  static func network<Scalar: BLASScalar>(
    _ hidden: [Int] = [16, 40, 24], _ activation: Activation = .relu, of _: Scalar.Type
  ) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 1)
    return Network(inputs: 5, hidden: hidden, outputs: 3, activation: activation, using: &generator)
  }

  static func samples<Scalar: BLASScalar>(_ rows: Int, of _: Scalar.Type) -> Matrix<Scalar> {
    var generator = SeededGenerator(seed: 2)
    return .normal(rows: rows, columns: 5, using: &generator)
  }

  /// One layer after the other on one thread, each on the whole batch.
  static func layerByLayer<Scalar>(
    _ network: Network<Scalar>, _ x: Matrix<Scalar>, _ backend: GEMMBackend
  ) -> Matrix<Scalar> {
    network.layers.reduce(x) { $1($0, configuration: ComputeConfiguration(backend: backend, threads: 1)) }
  }

  /// The same by operations of matrices.
  static func byHand(_ network: Network<Double>, _ x: Matrix<Double>) -> Matrix<Double> {
    network.layers.reduce(x) { x, layer in
      let z = x.multiplied(by: layer.weights, configuration: ComputeConfiguration(backend: .reference)) + layer.bias
      switch layer.activation {
      case .identity: return z
      case .relu: return z.map { max($0, 0) }
      case .leakyReLU: return z.map { max($0, 0.01 * $0) }
      case .tanh: return z.map { Foundation.tanh($0) }
      case .sigmoid: return z.map { 1 / (1 + exp(-$0)) }
      case .softmax:
        let powers = z.map { exp($0) }
        return powers ./ powers.rowSums()
      }
    }
  }

  /// Blocks of 512 rows; 67 rows and more are shared.
  @Test(arguments: InstructionSet.available, [0, 1, 7, 8, 9, 67, 511, 512, 513, 1100])
  func blocksAndThreadsDoNotShow(instructionSet: InstructionSet, rows: Int) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      let x = Self.samples(rows, of: Scalar.self)
      for hidden in [[], [16], [16, 40, 24]] {
        let network = Self.network(hidden, of: Scalar.self)
        let expected = Self.layerByLayer(network, x, .swift(instructionSet))
        // More than one block for each member, and oversubscribed wherever there are fewer CPUs.
        for threads in [1, 2, 3, 8] {
          let configuration = ComputeConfiguration(backend: .swift(instructionSet), threads: threads)
          #expect(network.predict(x, configuration: configuration) == expected)
          // What is there is not read.
          var output = Matrix<Scalar>(repeating: .nan, rows: rows, columns: 3)
          network.predict(x, into: &output, configuration: configuration)
          #expect(output == expected)
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(arguments: InstructionSet.available, Activation.allCases)
  func aSampleAloneHasTheBitsOfItsRow(instructionSet: InstructionSet, activation: Activation) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      let network = Self.network([16, 40, 21], activation, of: Scalar.self)
      let x = Self.samples(33, of: Scalar.self)
      let configuration = ComputeConfiguration(backend: .swift(instructionSet), threads: 2)
      let together = network.predict(x, configuration: configuration)
      let classes = network.classify(x, configuration: configuration)
      for i in 0..<33 {
        let (sample, expected) = (x.row(i).scalars(), together.row(i).scalars())
        #expect(network.predict(sample, configuration: configuration) == expected)
        var output = [Scalar](repeating: .nan, count: 3)
        var span = output.mutableSpan
        network.predict(sample.span, into: &span, configuration: configuration)
        #expect(output == expected)
        #expect(network.classify(sample, configuration: configuration) == classes[i])
        #expect(network.classify(sample.span, configuration: configuration) == classes[i])
      }
      // Softmax and sigmoid in three layers leave little of a sample.
      #expect(Set(classes).count > 1 || activation == .softmax || activation == .sigmoid)
    }
    check(Float.self)
    check(Double.self)
  }

  /// One layer after the other, in blocks and shared by threads.
  @Test(arguments: Activation.allCases) func everyActivationHasTheSameBitsInEveryPath(activation: Activation) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      let (network, x) = (Self.network([16, 21], activation, of: Scalar.self), Self.samples(1100, of: Scalar.self))
      let expected = Self.layerByLayer(network, x, .swift)
      for threads in [1, 2, 3, 8] {
        #expect(network.predict(x, configuration: ComputeConfiguration(backend: .swift, threads: threads)) == expected)
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(arguments: [GEMMBackend.automatic, .swift, .reference], [1, 2, 70, 1100])
  func everyBackendAgreesWithDouble(backend: GEMMBackend, rows: Int) {
    for activation in Activation.allCases { checkAgreement(backend, rows, activation) }
  }

  private func checkAgreement(_ backend: GEMMBackend, _ rows: Int, _ activation: Activation) {
    let (network, x) = (Self.network([16, 40, 24], activation, of: Float.self), Self.samples(rows, of: Float.self))
    let wide = Network<Double>(
      layers: network.layers.map {
        Dense(weights: Matrix($0.weights), bias: Matrix($0.bias), activation: $0.activation)
      })
    let expected = Self.byHand(wide, Matrix(x))
    let configuration = ComputeConfiguration(backend: backend, threads: 2)
    var output = Matrix<Float>.zeros(rows: rows, columns: 3)
    network.predict(x, into: &output, configuration: configuration)
    #expect(Matrix<Double>(output).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6))
    let first = network.predict(x.row(0).scalars(), configuration: configuration)
    #expect(zip(first, expected.row(0).scalars()).allSatisfy { abs(Double($0) - $1) <= 1e-6 })
  }

  @Test func slicesArePredictedInPlaceAndCopiesKeepTheirElements() {
    let (network, x) = (Self.network(of: Float.self), Self.samples(70, of: Float.self))
    let framed = Matrix<Float>.stackedHorizontally([.zeros(rows: 70, columns: 2), x, .zeros(rows: 70, columns: 1)])
    var output = Matrix<Float>.zeros(rows: 70, columns: 3)
    let before = output
    network.predict(framed[..., 2..<7], into: &output)
    #expect(output == network.predict(x) && before == .zeros(rows: 70, columns: 3))
  }

  @Test func aNetworkOfValuesEndsWithoutSoftmax() {
    var generator = SeededGenerator(seed: 4)
    let network = Network<Float>(inputs: 5, hidden: [8], outputs: 1, loss: .meanSquaredError, using: &generator)
    let x = Self.samples(3, of: Float.self)
    let predicted = network.predict(x)
    #expect(predicted == Self.layerByLayer(network, x, ComputeConfiguration.current.backend))
    #expect(predicted.scalars().contains { $0 < 0 || $0 > 1 })
  }

  /// Samples, whole batches that find the team busy, and networks of other widths, whose scratch is the thread's too.
  @Test func manyThreadsPredictWithOneNetworkAtOnce() async {
    let (network, wide, x) = (
      Self.network(of: Float.self), Self.network([100], of: Float.self), Self.samples(600, of: Float.self)
    )
    let configuration = ComputeConfiguration(backend: .swift, threads: 2)
    let expected = network.predict(x, configuration: configuration)
    let expectedOfWide = wide.predict(x, configuration: configuration)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for caller in 0..<8 {
        group.addTask {
          var wrong = 0
          var output = Matrix<Float>.zeros(rows: 600, columns: 3)
          for turn in 0..<40 {
            network.predict(x, into: &output, configuration: configuration)
            if output != expected { wrong += 1 }
            wide.predict(x, into: &output, configuration: configuration)
            if output != expectedOfWide { wrong += 1 }
            let i = (caller * 40 + turn) % 600
            let sample = network.predict(x.row(i).scalars(), configuration: configuration)
            if sample != expected.row(i).scalars() { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  // MARK: - The caller's mistakes

  @Test func aBatchOfAnotherWidthTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var output = Matrix<Float>.zeros(rows: 2, columns: 3)
      PredictionTests.network(of: Float.self).predict(.zeros(rows: 2, columns: 6), into: &output)
    }
    #expect(result?.message.contains("a batch of 2x6 for a network of 5 inputs") == true)
  }

  @Test func anOutputOfAnotherShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var output = Matrix<Float>.zeros(rows: 3, columns: 2)
      PredictionTests.network(of: Float.self).predict(.zeros(rows: 2, columns: 5), into: &output)
    }
    #expect(result?.message.contains("predictions for 2x5 into 3x2: they are 2x3") == true)
  }

  @Test func aSampleOfAnotherWidthTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PredictionTests.network(of: Float.self).predict([1, 2, 3, 4])
    }
    #expect(result?.message.contains("a sample of 4 features for a network of 5 inputs") == true)
  }

  @Test func aSampleOfAnotherWidthHasNoClass() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PredictionTests.network(of: Float.self).classify([1, 2, 3, 4, 5, 6])
    }
    #expect(result?.message.contains("a sample of 6 features for a network of 5 inputs") == true)
  }

  @Test func anOutputOfAnotherLengthTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let sample: [Float] = [1, 2, 3, 4, 5]
      var output: [Float] = [0, 0]
      var span = output.mutableSpan
      PredictionTests.network(of: Float.self).predict(sample.span, into: &span)
    }
    #expect(result?.message.contains("a prediction into 2 elements: it has 3") == true)
  }
}
