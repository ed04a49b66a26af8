import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct EarlyStoppingTests {
  /// Labels by chance: what is learned from some says nothing about others, so the validation loss soon rises.
  func chance(_ count: Int, seed: UInt64) -> Dataset<Double> {
    var generator = SeededGenerator(seed: seed)
    let features = Matrix<Double>.normal(rows: count, columns: 6, using: &generator)
    return Dataset(
      features: features, labels: (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) }, classes: 3)
  }

  @Test(arguments: [1, 2, 5]) func aRunEndsWhenPatienceDoesAndGivesItsBestNetworkBack(patience: Int) throws {
    let (training, validation) = (chance(60, seed: 1), chance(60, seed: 2))
    let trainer = Trainer(epochs: 200, batchSize: 20, optimizer: .adam(learningRate: 0.01), patience: patience)
    var network: Network<Double> = RunFixture.network(hidden: [40])
    let history = trainer.train(&network, on: training, validation: validation)
    let best = try #require(history.bestEpoch())
    let losses = history.epochs.compactMap(\.validationLoss)
    #expect(history.outcome == .stoppedEarly && history.epochs.count == best + patience && best < 100)
    #expect(losses.min() == losses[best - 1] && losses.count == history.epochs.count)
    #expect(network.evaluate(validation).loss == losses[best - 1])

    // The same epochs without patience give the last network.
    var last: Network<Double> = RunFixture.network(hidden: [40])
    var patient = trainer
    (patient.patience, patient.epochs) = (nil, history.epochs.count)
    let all = patient.train(&last, on: training, validation: validation)
    #expect(last.evaluate(validation).loss == losses.last && all.bestEpoch() == best && all.outcome == .completed)
  }

  @Test func theBestNetworkIsGivenWhereEpochsEndBeforePatience() throws {
    let (training, validation) = (chance(60, seed: 1), chance(60, seed: 2))
    var network: Network<Double> = RunFixture.network(hidden: [40])
    let trainer = Trainer(epochs: 60, batchSize: 20, optimizer: .adam(learningRate: 0.01), patience: 1000)
    let history = trainer.train(&network, on: training, validation: validation)
    let best = try #require(history.bestEpoch())
    #expect(history.outcome == .completed && best < 60)
    #expect(network.evaluate(validation).loss == history.epochs[best - 1].validationLoss)
  }

  @Test(arguments: [1, 7, 42]) func whatIsHeldOutAndTheRestAreTheWhole(count: Int) {
    let whole: Dataset<Float> = RunFixture.data(43)
    let (training, validation) = whole.holdingOut(count, seed: 3)
    #expect(training.count == 43 - count && validation.count == count)
    let rows = (0..<43).map { whole.featureMatrix().row($0).scalars() + whole.targetMatrix().row($0).scalars() }
    func places(_ part: Dataset<Float>) -> [Int] {
      (0..<part.count).compactMap { row in
        rows.firstIndex(of: part.featureMatrix().row(row).scalars() + part.targetMatrix().row(row).scalars())
      }
    }
    let (kept, held) = (places(training), places(validation))
    #expect(Set(kept + held).count == 43 && kept == kept.sorted() && held == held.sorted())
    #expect(whole.holdingOut(count, seed: 3).validation.featureMatrix() == validation.featureMatrix())
    #expect(count == 42 || whole.holdingOut(count, seed: 4).validation.featureMatrix() != validation.featureMatrix())
  }

  @Test func bytesAndValuesAreHeldOutAlike() {
    let bytes = (0..<60).map { UInt8($0 * 4) }
    let labels = (0..<20).map { $0 % 3 }
    let a = Dataset<Float>(bytes: bytes, inputs: 3, labels: labels, classes: 3)
    let b = Dataset<Float>(features: a.featureMatrix(), targets: a.targetMatrix())
    let (x, y) = (a.holdingOut(fraction: 0.2), b.holdingOut(fraction: 0.2))
    #expect(x.validation.count == 4 && x.training.featureMatrix() == y.training.featureMatrix())
    #expect(x.validation.featureMatrix() == y.validation.featureMatrix())
    #expect(x.validation.targetMatrix() == y.validation.targetMatrix())
  }

  @Test func holdingAllOutTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let data: Dataset<Float> = RunFixture.data(10)
      _ = data.holdingOut(10)
    }
    #expect(result?.message.contains("holding 10 of 10 samples out: each part needs at least 1") == true)
  }
}
