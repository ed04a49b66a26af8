import LinearAlgebra

/// How well a network does on a data set.
public struct Evaluation: Hashable, Codable, Sendable {
  /// The mean loss over the samples.
  public let loss: Double
  /// Truth against prediction: the class of the largest target and of the largest output, or what `classify` says of the
  /// only one. Nil for a network that predicts values or several labels a sample.
  public let confusionMatrix: ConfusionMatrix?

  /// The share of samples whose class is predicted; nil for a network that predicts values.
  public var accuracy: Double? { confusionMatrix?.accuracy }
}

extension Network {
  /// The mean loss over a data set and, where each sample has one class, the confusion matrix.
  ///
  /// The layers are read where they are; each thread takes its samples through all of them, a block at a time.
  ///
  /// - Precondition: the data set has samples and fits the network.
  /// - Complexity: 2 m `parameterCount` floating-point operations for m samples, in blocks of at most 512.
  public func evaluate(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> Evaluation {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    let plan = RowPlan(m: data.count, n: parameterCount, k: 1, threads: configuration.threads)
    let pass = EvaluationPass(self, data, plan, backend: configuration.backend)
    ThreadTeam.shared.run(plan.members, pass)
    var confusion = loss.exclusiveClassCount(outputs: outputs).map { ConfusionMatrix(classes: $0) }
    for share in pass.shares {
      for (truth, predicted) in zip(share.truths, share.predictions) {
        confusion?.add(truth: truth, predicted: predicted)
      }
    }
    return Evaluation(loss: pass.totalLoss / Double(data.count), confusionMatrix: confusion)
  }

  /// Rows of a block in evaluation and prediction. Ten thousand samples by 784-128-10 take as long in blocks of 64 and 7%
  /// longer in one; by 784-1024-1024-10, whose weights the kernels copy for each block, 23% longer in blocks of 64.
  package static var evaluationBlock: Int { 512 }
}

/// The samples of a data set, each member's through all layers.
private struct EvaluationPass<Scalar: BLASScalar>: TeamJob {
  /// What one member needs and finds.
  final class Share {
    let block: SampleBlock<Scalar>
    /// A copy of the outputs, where the activation's gradient needs it.
    let activated: MatrixBuffer<Scalar>
    var truths = [Int]()
    var predictions = [Int]()

    init(_ network: Network<Scalar>, rows: Int) {
      block = SampleBlock(network, rows: rows)
      activated = MatrixBuffer(rows: min(rows, LossGroups.size), columns: network.outputs)
    }
  }

  let network: Network<Scalar>
  let data: Dataset<Scalar>
  let indices: [Int]
  let plan: RowPlan
  let losses: LossGroups
  let shares: [Share]
  let configuration: ComputeConfiguration

  init(_ network: Network<Scalar>, _ data: Dataset<Scalar>, _ plan: RowPlan, backend: GEMMBackend) {
    (self.network, self.data, self.plan) = (network, data, plan)
    indices = data.allIndices
    losses = LossGroups(samples: data.count)
    shares = (0..<plan.members).map { Share(network, rows: plan.rows(of: $0).count) }
    configuration = ComputeConfiguration(backend: backend, threads: 1)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(part: Int) {
    let share = shares[part]
    share.block.forEach(plan.rows(of: part), of: data, at: indices, through: network, on: configuration) {
      block, outputs, targets in
      if network.loss.exclusiveClassCount(outputs: network.outputs) != nil {
        share.truths += network.loss.classes(ofTargets: targets)
        share.predictions += network.loss.classes(ofLogits: outputs.reading)
      }
      losses.evaluate(block) { group in
        let rows = group.lowerBound - block.lowerBound..<group.upperBound - block.lowerBound
        return network.loss.evaluate(
          outputs.rows(rows), targets: targets.rows(rows), samples: rows.count,
          activation: network.layers[network.layers.count - 1].activation, activated: share.activated.first(rows.count))
      }
    }
  }

  /// The loss of all samples, summed block by block.
  var totalLoss: Double {
    stride(from: 0, to: data.count, by: Network<Scalar>.evaluationBlock).reduce(0) { sum, start in
      sum + losses.total(start..<min(start + Network<Scalar>.evaluationBlock, data.count))
    }
  }
}
