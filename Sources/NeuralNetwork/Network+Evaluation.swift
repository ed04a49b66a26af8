import LinearAlgebra

/// How well a network does on a data set.
public struct Evaluation: Hashable, Codable, Sendable {
  /// The mean loss over the samples.
  public let loss: Double
  /// Truth against prediction: the class of the largest target and of the largest output. Nil for a network that
  /// predicts values.
  public let confusionMatrix: ConfusionMatrix?

  /// The share of samples whose class is predicted; nil for a network that predicts values.
  public var accuracy: Double? { confusionMatrix?.accuracy }
}

extension Network {
  /// The mean loss over a data set and, for `.crossEntropy`, the confusion matrix.
  ///
  /// - Precondition: the data set has samples and fits the network.
  /// - Complexity: 2 m `parameterCount` floating-point operations for m samples, in blocks of at most 512.
  public func evaluate(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> Evaluation {
    let workspace = Workspace(self, rows: min(data.count, Self.evaluationBlock))
    return evaluate(data, in: workspace, configuration: configuration)
  }

  /// Rows of a block in evaluation and prediction. Ten thousand samples by 784-128-10 take as long in blocks of 64 and 7%
  /// longer in one; by 784-1024-1024-10, whose weights are copied for each block, 23% longer in blocks of 64.
  package static var evaluationBlock: Int { 512 }

  /// The same, in scratch that exists.
  func evaluate(
    _ data: Dataset<Scalar>, in workspace: Workspace<Scalar>, configuration: ComputeConfiguration
  ) -> Evaluation {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    workspace.load(self)
    let indices = data.allIndices
    var loss = 0.0
    var confusion = self.loss == .crossEntropy ? ConfusionMatrix(classes: outputs) : nil
    for start in stride(from: 0, to: data.count, by: workspace.rows) {
      let block = indices[start..<min(start + workspace.rows, data.count)]
      let samples = RowPlan(m: block.count, n: parameterCount, k: 1, threads: configuration.threads)
      let backend = ComputeConfiguration(backend: configuration.backend, threads: 1)
      let outputs = workspace.outputs[layers.count - 1].first(block.count)
      ThreadTeam.shared.run(
        samples.members,
        EvaluationPass(workspace: workspace, data: data, indices: block, samples: samples, configuration: backend))
      if confusion != nil {
        let (predicted, truth) = (outputs.reading.winners(), workspace.targets.first(block.count).reading.winners())
        for (truth, predicted) in zip(truth, predicted) { confusion?.add(truth: truth, predicted: predicted) }
      }
      workspace.evaluateLoss(0..<block.count, of: block.count)
      loss += workspace.totalLoss(block.count)
    }
    return Evaluation(loss: loss / Double(data.count), confusionMatrix: confusion)
  }
}

/// A member's samples of a block, forward.
private struct EvaluationPass<Scalar: BLASScalar>: TeamJob {
  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  let indices: ArraySlice<Int>
  let samples: RowPlan
  let configuration: ComputeConfiguration

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(part: Int) {
    let rows = samples.rows(of: part)
    data.load(indices, rows, into: workspace)
    workspace.forward(rows, on: configuration)
  }
}
