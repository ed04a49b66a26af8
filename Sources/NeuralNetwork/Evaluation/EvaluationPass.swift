import LinearAlgebra

/// The samples of a data set, each member's through all layers.
struct EvaluationPass<Scalar: BLASScalar>: TeamJob {
  /// What one member needs and finds.
  final class Share {
    let block: SampleBlock<Scalar>
    /// A copy of the outputs, where the activation's gradient needs it.
    let activated: MatrixBuffer<Scalar>
    var truths = [Int]()
    var predictions = [Int]()
    /// The outputs whose target is the same for all samples, and is not met for one.
    var missedConstants = Set<Int>()

    init(_ network: Network<Scalar>, rows: Int) {
      block = SampleBlock(network, rows: rows)
      activated = MatrixBuffer(rows: min(rows, LossGroups.size), columns: network.outputs)
    }
  }

  let network: Network<Scalar>
  let data: Dataset<Scalar>
  let indices: [Int]
  /// Those that are evaluated, and how the members share them. They begin with a block.
  let samples: Range<Int>
  let plan: Partition
  let losses: LossGroups
  /// What the targets' deviations make of the distances from them; nil where nobody asks.
  let spread: TargetSpread<Scalar>?
  /// The squares of those distances, summed over the outputs.
  let residuals: LossGroups
  let shares: [Share]
  let configuration: ComputeConfiguration

  init(
    _ network: Network<Scalar>, _ data: Dataset<Scalar>, _ samples: Range<Int>, _ plan: Partition,
    _ spread: TargetSpread<Scalar>?, backend: GEMMBackend
  ) {
    (self.network, self.data, self.samples, self.plan, self.spread) = (network, data, samples, plan, spread)
    indices = data.allIndices
    losses = LossGroups(samples: data.count)
    residuals = LossGroups(samples: spread == nil ? 0 : data.count)
    shares = (0..<plan.members).map { Share(network, rows: plan.range(of: $0).count) }
    configuration = ComputeConfiguration(backend: backend, threads: 1)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(part: Int) {
    let share = shares[part]
    let rows = plan.range(of: part)
    let own = rows.lowerBound + samples.lowerBound..<rows.upperBound + samples.lowerBound
    share.block.forEach(own, of: data, at: indices, through: network, on: configuration) {
      block, outputs, targets in
      if network.loss.exclusiveClassCount(outputs: network.outputs) != nil {
        share.truths += network.loss.classes(targets, limit: 0.5)
        share.predictions += network.loss.classes(outputs.reading)
      }
      func rows(_ group: Range<Int>) -> Range<Int> {
        group.lowerBound - block.lowerBound..<group.upperBound - block.lowerBound
      }
      if let spread {
        spread.addMissedConstants(outputs.reading, targets, to: &share.missedConstants)
        residuals.evaluate(block) { group in
          spread.squaredDistance(
            outputs.rows(rows(group)).reading, targets.rows(rows(group)), share.activated.firstRows(group.count))
        }
      }
      losses.evaluate(block) { group in
        let rows = rows(group)
        return network.loss.evaluate(
          outputs.rows(rows), targets: targets.rows(rows), samples: rows.count,
          activation: network.layers[network.layers.count - 1].activation,
          activated: share.activated.firstRows(rows.count))
      }
    }
  }

  /// The sums over the samples of each block.
  func totals(_ losses: LossGroups) -> [Double] {
    stride(from: samples.lowerBound, to: samples.upperBound, by: Network<Scalar>.evaluationBlock).map { start in
      losses.total(start..<min(start + Network<Scalar>.evaluationBlock, samples.upperBound))
    }
  }

  /// The samples whose prediction is the truth; nil where samples have no one class.
  var correct: Int? {
    guard network.loss.exclusiveClassCount(outputs: network.outputs) != nil else { return nil }
    return shares.reduce(0) { $0 + zip($1.truths, $1.predictions).count(where: ==) }
  }

  /// The counts of all members; nil where samples have no one class.
  var confusion: ConfusionMatrix? {
    guard let classes = network.loss.exclusiveClassCount(outputs: network.outputs) else { return nil }
    var confusion = ConfusionMatrix(classes: classes)
    for share in shares {
      for (truth, predicted) in zip(share.truths, share.predictions) {
        confusion.add(truth: truth, predicted: predicted)
      }
    }
    // Of targets that are a column, a data set names no two classes.
    let dataNames = classes == network.outputs ? data.classNames : nil
    confusion.classNames = network.classNames ?? dataNames
    return confusion
  }
}
