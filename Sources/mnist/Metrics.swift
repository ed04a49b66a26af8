import Foundation
import NeuralNetwork

/// What `metrics.json` holds. Its keys are a promise: they are added to, never changed.
struct Metrics: Encodable {
  struct Run: Encodable {
    let dataset: String
    let trainCount: Int
    /// Absent where none were held out; so is `bestEpoch`.
    let validationCount: Int?
    let testCount: Int
    let backend: String
    let instructionSet: String
    let threads: Int
    let seed: UInt64
    let layers: [Int]
    /// What each layer applies, the last one's too.
    let activations: [String]
    let build: String
    let epochs: Int
    let batchSize: Int
    let shards: Int
    let learningRate: Double
    let optimizer: String
    let schedule: String
    /// Absent where gradients are not clipped.
    let clipNorm: Double?
    let momentum: Double
    let nesterov: Bool
    let weightDecay: Double
    /// In steps.
    let warmUp: Int
    let dropout: Double
    let labelSmoothing: Double
    /// Absent where images are not deformed.
    let augment: Augmentation?
    /// Absent where the weights are not averaged.
    let average: Double?
    /// Absent where a run does not end early.
    let patience: Int?
    let bestEpoch: Int?
    /// Absent where training went on from a saved network.
    let initializer: String?
    let shuffled: Bool
    /// Where not, `trainLoss` is that of the steps, and `trainAccuracy` is absent.
    let trainingEvaluated: Bool
    let outcome: TrainingHistory.Outcome
  }

  struct Test: Encodable {
    let loss: Double
    let accuracy: Double
    /// Rows are the truth.
    let confusionMatrix: [[Int]]
  }

  let run: Run
  let epochs: [TrainingHistory.Epoch]
  let test: Test
  /// From the start of loading to the end of the last evaluation.
  let seconds: Double
  let peakMemoryBytes: Int

  /// The file's bytes.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
