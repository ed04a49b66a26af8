import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// Label smoothing.
@Suite struct RegularizationTests {
  static func network<Scalar: BLASScalar>(_ loss: Loss = .crossEntropy) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 8)
    return Network(inputs: 4, hidden: [7], outputs: 3, loss: loss, using: &generator)
  }

  static func data<Scalar: BLASScalar>(_ count: Int = 60) -> Dataset<Scalar> {
    var generator = SeededGenerator(seed: 9)
    return Dataset(
      features: .normal(rows: count, columns: 4, using: &generator), labels: (0..<count).map { $0 % 3 }, classes: 3)
  }

  /// PyTorch's definition: (1 - e) t + e / classes.
  @Test func smoothedLabelsAreTheTargetsOfStepsAndOfNothingElse() throws {
    let data: Dataset<Float> = Self.data()
    let targets = data.targetMatrix() * 0.9 + Float(0.1 / 3)
    let smoothed = Dataset(features: data.featureMatrix(), targets: targets)
    var (a, b) = (Self.network() as Network<Float>, Self.network() as Network<Float>)
    var running = 0.0
    let history = Trainer(epochs: 2, batchSize: 16, labelSmoothing: 0.1).train(&a, on: data, testing: data) {
      running = $0.runningLoss
      return .proceed
    }
    let other = Trainer(epochs: 2, batchSize: 16).train(&b, on: smoothed)
    #expect(a == b && a != Self.network())
    let epoch = try #require(history.epochs.last)
    #expect(epoch.trainLoss == a.evaluate(data).loss && epoch.testLoss == epoch.trainLoss)
    #expect(epoch.trainLoss != other.epochs.last?.trainLoss && running != epoch.trainLoss)
  }

  // MARK: - The caller's mistakes

  @Test func smoothingBeyondOneTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network: Network<Float> = RegularizationTests.network()
      Trainer(labelSmoothing: 1.5).train(&network, on: RegularizationTests.data())
    }
    #expect(result?.message.contains("a label smoothing of 1.5: it must be 0 to 1") == true)
  }

  @Test func smoothingOfValuesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network: Network<Float> = RegularizationTests.network(.meanSquaredError)
      Trainer(labelSmoothing: 0.1).train(&network, on: RegularizationTests.data())
    }
    #expect(
      result?.message.contains("a label smoothing of 0.1 for mean-squared-error: it needs cross-entropy") == true)
  }
}
