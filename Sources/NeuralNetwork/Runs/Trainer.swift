import LinearAlgebra

/// Training by mini-batches.
///
/// ```swift
/// let history = Trainer(epochs: 20, batchSize: 64, optimizer: .sgd(learningRate: 0.01))
///   .train(&network, on: training, testing: testing)
/// ```
///
/// Same network, data, settings and backend give the same bits, with `.openBLAS` for the same number of threads.
public struct Trainer: Hashable, Sendable {
  /// The passes over the training data.
  public var epochs: Int
  /// The samples of a mini-batch; the last one of an epoch takes what is left.
  public var batchSize: Int
  /// The parts that a mini-batch is cut into, sample after sample, whose gradients are made one by one and added up in a
  /// fixed order: 1 makes the gradient of all samples at once. More let processes share the steps: with the same number of
  /// shards, any number of processes gives the same bits.
  public var shards: Int
  /// What a step does with the gradient.
  public var optimizer: Optimizer
  /// How the optimizer's learning rate changes over the run.
  public var schedule: Schedule
  /// How large gradients are made smaller; nil leaves them as they are.
  public var clipping: GradientClipping?
  /// Features and units that are dropped in a step; nil drops none.
  public var dropout: Dropout?
  /// The share e of each target t that goes to all classes alike: steps learn from (1 - e) t + e / classes, as with
  /// PyTorch's `CrossEntropyLoss(label_smoothing:)` (Szegedy et al., CVPR 2016). The running loss is that of these targets;
  /// evaluations have the loss of the given ones.
  public var labelSmoothing: Double
  /// How images are deformed, anew in each epoch, before a step learns from them; nil leaves them as they are. The data must
  /// be images of bytes, `rows` x `columns` each. Evaluations are of the images as they are.
  public var augmentation: ImageDeformation?
  /// The average of the parameters that is evaluated and kept instead of the last ones; nil keeps those.
  public var average: WeightAverage?
  /// The epochs without a smaller validation loss after which a run ends and gives its best network; nil runs them all.
  public var patience: Int?
  /// Whether an epoch ends with an evaluation of all training data, which takes about a quarter of its time. Where it does
  /// not, the training loss of the history is the mean of the losses that the epoch's steps began with, and there is no
  /// training accuracy.
  public var evaluatesTraining: Bool
  /// Whether each epoch draws a new order of the samples.
  public var shuffles: Bool
  /// The seed of the orders, each of which is a function of it and of the epoch's number, and of what dropout and
  /// augmentation choose.
  public var seed: UInt64
  /// The backend and threads of the products.
  public var configuration: ComputeConfiguration

  /// The settings of the original recipe, but for those given; `train` checks them.
  public init(
    epochs: Int = 20, batchSize: Int = 64, shards: Int = 1, optimizer: Optimizer = .sgd(),
    schedule: Schedule = .constant, clipping: GradientClipping? = nil, dropout: Dropout? = nil,
    labelSmoothing: Double = 0, augmentation: ImageDeformation? = nil, average: WeightAverage? = nil,
    patience: Int? = nil, evaluatesTraining: Bool = true, shuffles: Bool = true, seed: UInt64 = 42,
    configuration: ComputeConfiguration = .current
  ) {
    (self.epochs, self.batchSize, self.shards, self.optimizer) = (epochs, batchSize, shards, optimizer)
    (self.schedule, self.clipping, self.dropout) = (schedule, clipping, dropout)
    (self.labelSmoothing, self.augmentation, self.average) = (labelSmoothing, augmentation, average)
    (self.patience, self.evaluatesTraining, self.shuffles) = (patience, evaluatesTraining, shuffles)
    (self.seed, self.configuration) = (seed, configuration)
  }
}

extension Trainer {
  /// What a step does that follows `steps` others.
  func update(after steps: Int, stepsPerEpoch: Int) -> ParameterUpdate {
    let count = epochs > .max / stepsPerEpoch ? .max : epochs * stepsPerEpoch
    let rate = optimizer.learningRate * schedule.factor(step: steps, of: count)
    return ParameterUpdate(
      rule: optimizer.rule, clipping: clipping, step: UpdateStep(number: steps + 1, rate: rate),
      averageRate: average?.rate(step: steps + 1))
  }

  /// The memory of steps on batches of up to `batch` samples.
  func workspace<Scalar>(
    _ network: Network<Scalar>, batch: Int, group: (any ProcessGroup)?
  ) -> Workspace<Scalar> {
    let rows = (batch + shards - 1) / shards
    return Workspace(
      network, StepPlan(network, batch: rows, threads: configuration.threads), rows: rows,
      update: update(after: 0, stepsPerEpoch: 1), masks: dropout.map { DropoutMasks($0, seed: seed, for: network) },
      deformsImages: augmentation != nil, shards: shards, group: group)
  }

  /// The name of `evaluatesTraining` among the settings.
  static var evaluationKey: String { "evaluation of the training data" }

  /// All that the bits of a run and its history depend on, but for network, data and machine, by names for a sentence.
  var settings: [(String, String)] {
    [
      ("number of epochs", "\(epochs)"), ("batch size", "\(batchSize)"), ("shards", "\(shards)"),
      ("optimizer", "\(optimizer)"),
      ("schedule", "\(schedule)"), ("clipping", clipping.map { "\($0)" } ?? "none"),
      ("dropout", dropout.map { "\($0.inputs) of features, \($0.hidden) of units" } ?? "none"),
      ("label smoothing", "\(labelSmoothing)"), ("augmentation", augmentation.map { "\($0)" } ?? "none"),
      ("average", average.map { "with decay \($0.decay)" } ?? "none"),
      ("patience", patience.map { "\($0)" } ?? "none"), ("shuffling", shuffles ? "on" : "off"), ("seed", "\(seed)"),
      (Self.evaluationKey, evaluatesTraining ? "on" : "off"),
    ]
  }
}
