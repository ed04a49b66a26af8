import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// Label smoothing, and the average of the weights.
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

  /// After n steps it is sum((1 - d) d^(n - i) w_i) / (1 - d^n) of the parameters w_i after step i.
  @Test(
    arguments: [
      (.sgd(learningRate: 0.3), nil), (.sgd(learningRate: 0.3, momentum: 0.9), nil),
      (.adamW(learningRate: 0.05), nil), (.adam(learningRate: 0.05), .norm(0.1)),
      (.sgd(learningRate: 0.3), .value(0.01)), (.sgd(learningRate: 0.3), .norm(0.01)),
    ] as [(Optimizer, GradientClipping?)])
  func theAverageIsThatOfTheParametersAfterEachStep(optimizer: Optimizer, clipping: GradientClipping?) {
    let (data, steps, decay): (Dataset<Double>, Int, Double) = (Self.data(), 9, 0.8)
    func parameters(after steps: Int, _ average: WeightAverage?) -> Matrix<Double> {
      var network: Network<Double> = Self.network()
      let trainer = Trainer(epochs: 3, batchSize: 16, optimizer: optimizer, clipping: clipping, average: average)
      var done = 0
      trainer.train(&network, on: data) { progress in
        if progress.result == nil { done += 1 }
        return done == steps ? .stop : .proceed
      }
      return Matrix(row: network.layers.flatMap { $0.weights.scalars() + $0.bias.scalars() })
    }
    var (sum, total) = (parameters(after: 1, nil) * 0, 0.0)
    for step in 1...steps {
      let share = (1 - decay) * pow(decay, Double(steps - step))
      sum += parameters(after: step, nil) * share
      total += share
    }
    let average = parameters(after: steps, WeightAverage(decay: decay))
    #expect(average.isApproximatelyEqual(to: sum / total, absoluteTolerance: 1e-14))
    #expect(!average.isApproximatelyEqual(to: parameters(after: steps, nil), absoluteTolerance: 1e-4))
    // The first parameters are the first average, however little of them a step takes up later.
    let first = parameters(after: 1, WeightAverage(decay: 0.9999))
    #expect(first.isApproximatelyEqual(to: parameters(after: 1, nil), absoluteTolerance: 1e-15))
  }

  @Test func theAverageIsEvaluatedAndKept() throws {
    let data: Dataset<Float> = Self.data()
    func trained(_ average: WeightAverage?) -> (Network<Float>, TrainingHistory) {
      var network: Network<Float> = Self.network()
      let trainer = Trainer(epochs: 3, batchSize: 7, optimizer: .sgd(learningRate: 0.3), average: average)
      let history = trainer.train(&network, on: data, testing: data)
      return (network, history)
    }
    let (raw, (network, history)) = (trained(nil).0, trained(WeightAverage(decay: 0.9)))
    #expect(network != raw && history.epochs.last?.trainLoss == network.evaluate(data).loss)
    #expect(history.epochs.last?.testLoss == network.evaluate(data).loss)
  }

  // MARK: - The caller's mistakes

  @Test func aDecayOfOneTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = WeightAverage(decay: 1)
    }
    #expect(result?.message.contains("with decay 1.0: it must be at least 0 and below 1") == true)
  }

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
