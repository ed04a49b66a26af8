import NeuralNetwork

/// The contents of `metrics.json`. Its keys are stable: keys are added, never changed.
struct Metrics: Encodable {
  /// The settings of the recipe, beside what came of them; a fact replaces a setting of its name.
  struct Run: Encodable {
    let recipe: Recipe
    let facts: Facts

    func encode(to encoder: any Encoder) throws {
      try recipe.encode(to: encoder)
      try facts.encode(to: encoder)
    }
  }

  struct Facts: Encodable {
    let dataset: String
    let trainCount: Int
    /// Absent if none were held out, as is `bestEpoch`.
    let validationCount: Int?
    let testCount: Int
    let backend: String
    let instructionSet: String
    let threads: Int
    let layers: [Int]
    /// The activation of each layer, including the last.
    let activations: [String]
    let build: String
    /// In steps.
    let warmUp: Int
    let bestEpoch: Int?
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
