import LinearAlgebra
import NeuralNetwork

/// Small runs whose batches do not divide their samples.
enum RunFixture {
  static func data<Scalar: BLASScalar>(_ count: Int = 43, seed: UInt64 = 1, _: Scalar.Type = Scalar.self) -> Dataset<
    Scalar
  > {
    var generator = SeededGenerator(seed: seed)
    let features = Matrix<Scalar>.normal(rows: count, columns: 6, using: &generator)
    return Dataset(
      features: features, labels: (0..<count).map { features[$0, 0] > features[$0, 1] ? 1 : 0 }, classes: 3)
  }

  static func network<Scalar: BLASScalar>(_: Scalar.Type = Scalar.self, hidden: [Int] = [7, 5]) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 2)
    return Network(inputs: 6, hidden: hidden, outputs: 3, using: &generator)
  }

  /// Everything that a run keeps from step to step, and everything that changes with the step or the epoch.
  static var trainers: [Trainer] {
    OptimizerReferenceTests.optimizers.flatMap { _, optimizer in
      ([nil, .norm(0.2)] as [GradientClipping?]).map { clipping in
        Trainer(
          epochs: 3, batchSize: 10, optimizer: optimizer, schedule: .warmUp(steps: 3).then(.cosine()),
          clipping: clipping, patience: 2, seed: 5)
      }
    } + [
      Trainer(
        epochs: 3, batchSize: 10, optimizer: .adamW(), dropout: Dropout(inputs: 0.1, hidden: [0.5, 0.2]),
        labelSmoothing: 0.1, average: WeightAverage(decay: 0.8), patience: 2, seed: 5)
    ]
  }

  static func run<Scalar: BLASScalar>(
    _ trainer: Trainer, _ network: Network<Scalar>? = nil, seed: UInt64 = 1
  ) -> TrainingRun<Scalar> {
    let (training, validation): (Dataset<Scalar>, Dataset<Scalar>) = data(seed: seed).holdingOut(8)
    return TrainingRun(trainer, network ?? self.network(), training: training, validation: validation)
  }
}

extension TrainingHistory {
  /// All numbers but the times.
  var numbers: [[Double?]] {
    epochs.map {
      [$0.trainLoss, $0.trainAccuracy, $0.validationLoss, $0.validationAccuracy, $0.learningRate, $0.gradientNorm]
    }
  }
}
