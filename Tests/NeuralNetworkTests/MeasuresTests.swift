import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// Measures against those of scikit-learn (Fixtures/make-measures.py).
@Suite struct MeasuresTests {
  private let file: Safetensors

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try Safetensors(contentsOf: folder.appending(path: "Fixtures/measures.safetensors").path)
  }

  private func numbers(_ name: String) throws -> [Double] { try file.elements(of: name) }

  private func matrix(_ name: String) throws -> Matrix<Double> {
    let shape = try file.tensor(name).shape
    return Matrix(try numbers(name), rows: shape.count == 2 ? shape[0] : 1, columns: shape[shape.count - 1])
  }

  private func agrees(_ a: [Double], _ reference: [Double]) -> Bool {
    a.count == reference.count && zip(a, reference).allSatisfy { abs($0 - $1) <= 1e-14 }
  }

  @Test func measuresOfClassesAreScikitLearns() throws {
    let confusion = ConfusionMatrix(
      truth: try numbers("truth").map { Int($0) }, predicted: try numbers("predicted").map { Int($0) }, classes: 4)
    #expect(confusion.counts.joined().map(Double.init) == (try numbers("confusion")))
    let measures = confusion.measures()
    #expect(agrees(measures.map(\.precision), try numbers("precision")))
    #expect(agrees(measures.map(\.recall), try numbers("recall")))
    #expect(agrees(measures.map(\.f1), try numbers("f1")))
    #expect(measures.map { Double($0.support) } == (try numbers("support")))
    let macro = confusion.macroAverages()
    #expect(agrees([macro.precision, macro.recall, macro.f1], try numbers("macro")))
    #expect(measures[3].support == 0 && measures[3].recall == 0)
  }

  @Test func rSquaredIsScikitLearns() throws {
    let data = Dataset(features: try matrix("values"), targets: try matrix("targets"))
    let evaluation = Self.identity(3).evaluate(data)
    #expect(abs(evaluation.rSquared - (try numbers("rSquared"))[0]) <= 1e-12)
    #expect(evaluation.rSquared > 0.5 && evaluation.rSquared < 0.95)
    let again = try JSONDecoder().decode(Evaluation.self, from: JSONEncoder().encode(evaluation))
    #expect(again == evaluation && again.rSquared == evaluation.rSquared)
  }

  @Test func aStandardizerIsScikitLearns() throws {
    let features = try matrix("features")
    let standardizer = try Standardizer(fitting: features)
    let (mean, scale) = (try numbers("mean"), try numbers("scale"))
    for j in 0..<4 {
      #expect(abs(standardizer.mean[0, j] - mean[j]) <= 1e-15 * abs(mean[j]))
      #expect(abs(standardizer.scale[0, j] - scale[j]) <= 1e-9 * scale[j])
    }
    #expect(standardizer.scale[0, 2] == 1)
    #expect(standardizer.apply(features).isApproximatelyEqual(to: try matrix("standardized"), absoluteTolerance: 1e-8))
  }

  /// A network that predicts its features.
  static func identity<Scalar: BLASScalar>(_ outputs: Int) -> Network<Scalar> {
    Network(
      layers: [Dense(weights: .identity(outputs), bias: .zeros(rows: 1, columns: outputs), activation: .identity)],
      loss: .meanSquaredError)
  }

  @Test(arguments: [1, 7, 8, 9, 513, 1100]) func rSquaredHasTheSameBitsOnAnyNumberOfThreads(count: Int) {
    var generator = SeededGenerator(seed: 4)
    let data = Dataset<Float>(
      features: .normal(rows: count, columns: 40, using: &generator),
      targets: .normal(rows: count, columns: 40, using: &generator))
    func rSquared(_ threads: Int) -> Double {
      Self.identity(40).evaluate(data, configuration: ComputeConfiguration(backend: .swift, threads: threads)).rSquared
    }
    for threads in [2, 3, 5] { #expect(rSquared(threads) == rSquared(1)) }
  }

  @Test(arguments: [1, 1e200, 1e-160, 1e-200, 4e-320]) func rSquaredKnowsNoUnit(unit: Double) {
    let targets = Matrix<Double>(column: [unit, -unit, 2 * unit, -2 * unit])
    func rSquared(_ predicted: Matrix<Double>) -> Double {
      Self.identity(1).evaluate(Dataset(features: predicted, targets: targets)).rSquared
    }
    #expect(rSquared(targets) == 1 && abs(rSquared(0 * targets)) < 1e-12)
    #expect(abs(rSquared(0.5 * targets) - 0.75) < 0.01)
  }

  @Test func rSquaredIsOneForThePerfectZeroForTheMeanAndExactFarFromZero() {
    let far = Matrix<Float>(rows: [[16_000_000, 1], [16_000_001, 2], [16_000_002, 6]])
    func rSquared(_ predicted: Matrix<Float>) -> Double {
      Self.identity(2).evaluate(Dataset(features: predicted, targets: far)).rSquared
    }
    #expect(rSquared(far) == 1)
    #expect(abs(rSquared(Matrix(rows: [[16_000_001, 3], [16_000_001, 3], [16_000_001, 3]]))) < 1e-6)
    // Off by one in one sample of three, whose squared deviations are 2 in all.
    #expect(abs(rSquared(Matrix(rows: [[16_000_001, 1], [16_000_001, 2], [16_000_002, 6]])) - 0.75) < 1e-6)
  }

  @Test func anOutputOfConstantTargetsCountsOneWhereItIsMet() {
    let targets = Matrix<Double>(rows: [[0.1, 1], [0.1, 2], [0.1, 3]])
    func rSquared(_ first: Double) -> Double {
      var predicted = targets
      predicted[1, 0] = first
      return Self.identity(2).evaluate(Dataset(features: predicted, targets: targets)).rSquared
    }
    #expect(rSquared(0.1) == 1 && rSquared(0.2) == 0.5 && rSquared(.infinity).isNaN)
  }

  @Test func probabilitiesAreEvaluatedAgainstLabels() throws {
    let probabilities = Matrix<Float>(rows: [
      [0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.5, 0.5, 0], [0, 0.25, 0.75],
    ])
    let evaluation = Evaluation(probabilities: probabilities, labels: [0, 1, 1, 2], classNames: ["a", "b", "c"])
    // The first of two largest wins.
    #expect(evaluation.confusionMatrix?.counts == [[1, 0, 0], [1, 1, 0], [0, 0, 1]])
    #expect(evaluation.confusionMatrix?.classNames == ["a", "b", "c"] && evaluation.accuracy == 0.75)
    let expected = -(log(0.5) + log(0.75) + log(0.5) + log(0.75)) / 4
    #expect(abs(evaluation.loss - expected) < 1e-12)
  }

  @Test func probabilitiesOf0AndALittleMoreThan1HaveALoss() {
    func loss<Scalar: BLASScalar>(_ probability: Scalar) -> Double {
      Evaluation(probabilities: Matrix(rows: [[probability, 0]]), labels: [0]).loss
    }
    #expect(abs(loss(Float(0)) - 149 * log(2)) < 1e-9)
    #expect(abs(loss(0.0) - 1074 * log(2)) < 1e-9)
    #expect(loss(Float(1).nextUp) == 0)
    #expect(loss(Float.nan).isNaN)
  }

  @Test func whatAreNoProbabilitiesTraps() async {
    let results = [
      (
        "a probability of 1.5 of sample 0: it must be in 0...1",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Evaluation(probabilities: Matrix<Float>(rows: [[1.5, 0]]), labels: [0])
        }
      ),
      (
        "probabilities of 1 samples and 2 labels",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Evaluation(probabilities: Matrix<Float>(rows: [[1, 0]]), labels: [0, 1])
        }
      ),
      (
        "class 2 taken for 0: classes are 0..<2",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = Evaluation(probabilities: Matrix<Float>(rows: [[1, 0]]), labels: [2])
        }
      ),
    ]
    for (message, result) in results {
      #expect(result?.message.contains(message) == true, "\(message): \(result?.message ?? "")")
    }
  }

  @Test func anEvaluationIsPrintedInALine() {
    let data = Dataset<Double>(features: Matrix(rows: [[1], [3]]), targets: Matrix(rows: [[1], [2]]))
    #expect("\(Self.identity(1).evaluate(data))" == "loss 0.5, R squared -1.0")
  }

  @Test func aNetworksClassNamesComeWithItsEvaluation() throws {
    var generator = SeededGenerator(seed: 1)
    var network = Network<Float>(inputs: 2, hidden: [], outputs: 2, using: &generator)
    network.classNames = ["no", "yes"]
    let data = Dataset<Float>(features: .zeros(rows: 3, columns: 2), labels: [0, 1, 1], classes: 2)
    let confusion = try #require(network.evaluate(data).confusionMatrix)
    #expect(confusion.classNames == ["no", "yes"])
    #expect(try JSONDecoder().decode(ConfusionMatrix.self, from: JSONEncoder().encode(confusion)) == confusion)
    let json = #"{"classes":2,"counts":[[1,0],[0,1]],"classNames":["no"]}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ConfusionMatrix.self, from: Data(json.utf8)) }
  }

  // MARK: - The caller's mistakes

  @Test func theAccuracyOfValuesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ =
        MeasuresTests.identity(1).evaluate(
          Dataset<Float>(features: .zeros(rows: 1, columns: 1), targets: .zeros(rows: 1, columns: 1))
        ).accuracy
    }
    #expect(result?.message.contains("that predicts values: `rSquared` measures those") == true)
  }

  @Test func theEvaluationOfNoSamplesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeasuresTests.identity(1).evaluate(
        Dataset<Float>(features: .zeros(rows: 0, columns: 1), targets: .zeros(rows: 0, columns: 1)))
    }
    #expect(result?.message.contains("the evaluation of a data set without samples") == true)
  }

  @Test func rSquaredOfClassesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      let network = Network<Float>(inputs: 1, hidden: [], outputs: 2, using: &generator)
      _ = network.evaluate(Dataset(features: .zeros(rows: 1, columns: 1), labels: [0], classes: 2)).rSquared
    }
    #expect(result?.message.contains("predicts no values: `accuracy` measures classes") == true)
  }
}
