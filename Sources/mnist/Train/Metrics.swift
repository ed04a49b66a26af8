import NeuralNetwork

/// The contents of `metrics.json`. Its keys are stable: keys are added, never changed.
struct Metrics: Encodable {
  struct Run: Encodable {
    let dataset: String
    let trainCount: Int
    /// Absent if none were held out, as is `bestEpoch`.
    let validationCount: Int?
    let testCount: Int
    let backend: String
    let instructionSet: String
    let threads: Int
    let seed: UInt64
    let layers: [Int]
    /// The activation of each layer, including the last.
    let activations: [String]
    let build: String
    let epochs: Int
    let batchSize: Int
    let shards: Int
    let learningRate: Double
    let optimizer: String
    let schedule: String
    /// Absent if gradients are not clipped.
    let clipNorm: Double?
    let momentum: Double
    let nesterov: Bool
    let weightDecay: Double
    /// In steps.
    let warmUp: Int
    let dropout: Double
    let labelSmoothing: Double
    /// Absent if images are not deformed.
    let augment: Augmentation?
    /// Absent if the weights are not averaged.
    let average: Double?
    /// Absent without early stopping.
    let patience: Int?
    let bestEpoch: Int?
    /// Absent if training started from a saved network.
    let initializer: String?
    let shuffled: Bool
    /// If false, `trainLoss` is that of the steps, and `trainAccuracy` is absent.
    let trainingEvaluated: Bool
    let outcome: TrainingHistory.Outcome
  }

  struct Test: Encodable {
    let loss: Double
    let accuracy: Double
    /// Rows are the true classes.
    let confusionMatrix: [[Int]]
  }

  let run: Run
  let epochs: [TrainingHistory.Epoch]
  let test: Test
  /// From the start of loading to the end of the last evaluation.
  let seconds: Double
  let peakMemoryBytes: Int
}
