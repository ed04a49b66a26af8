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

  /// Rows of a block in evaluation: large enough to share, small enough that its features stay in L2.
  static var evaluationBlock: Int { 512 }

  /// The same, in scratch that exists.
  func evaluate(
    _ data: Dataset<Scalar>, in workspace: Workspace<Scalar>, configuration: ComputeConfiguration
  ) -> Evaluation {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    let indices = Array(0..<data.count)
    var loss = 0.0
    var confusion = self.loss == .crossEntropy ? ConfusionMatrix(classes: outputs) : nil
    for start in stride(from: 0, to: data.count, by: workspace.rows) {
      let block = indices[start..<min(start + workspace.rows, data.count)]
      data.load(block, into: workspace)
      forward(workspace, rows: block.count, configuration: configuration)
      if confusion != nil {
        let predicted = workspace.outputs[layers.count - 1].first(block.count).reading.winners()
        let truth = workspace.targets.first(block.count).reading.winners()
        for (truth, predicted) in zip(truth, predicted) { confusion?.add(truth: truth, predicted: predicted) }
      }
      loss += evaluateLoss(workspace, rows: block.count)
    }
    return Evaluation(loss: loss / Double(data.count), confusionMatrix: confusion)
  }
}
