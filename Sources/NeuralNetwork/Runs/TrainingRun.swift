import LinearAlgebra

/// A training run that its owner steps, looks at, copies, saves and resumes; a value.
///
/// ```swift
/// var run = TrainingRun(trainer, network, training: data)
/// while let progress = run.step() {
///   if let epoch = progress.result { print(epoch.epoch, epoch.trainLoss, run.network().parameterCount) }
/// }
/// ```
///
/// Same network, data, settings and backend give the same bits (with `.openBLAS`, for the same number of threads), however
/// the steps are called and wherever the run was saved and resumed. Copies are independent of each other: memory is copied
/// at the first step of either.
public struct TrainingRun<Scalar: BLASScalar>: Sendable {
  /// The settings.
  public let trainer: Trainer
  /// The samples to learn from.
  public let training: Dataset<Scalar>
  /// The samples to judge an epoch by.
  public let validation: Dataset<Scalar>?
  /// Samples to evaluate only.
  public let testing: Dataset<Scalar>?
  /// What has happened until now.
  public internal(set) var history = TrainingHistory()
  /// The network of the epoch with the smallest validation loss, where the trainer has patience; nil before the first epoch.
  public internal(set) var best: Network<Scalar>?

  /// The sums over the steps of the current epoch.
  var sums = EpochSums()
  /// The layers and the loss; the parameters are the workspace's.
  package let template: Network<Scalar>
  /// What steps work on; written by a run that is its only owner.
  private(set) var workspace: Workspace<Scalar>
  private var order: EpochOrder
  private let batchSize: Int
  /// The processes that share the run; nil where this one is alone.
  let group: (any ProcessGroup)?
  /// What deforms images, in most epochs and in the last ones.
  private let deformers: (main: ImageDeformer, final: ImageDeformer)?
  /// Identifies the data in a checkpoint.
  let fingerprint = DataFingerprint()

  /// A run that has not begun.
  ///
  /// - Parameters:
  ///   - trainer: the settings.
  ///   - network: what the run begins with.
  ///   - training: the samples to learn from.
  ///   - validation: samples to judge an epoch by, for `patience`; ``Dataset/holdingOut(_:seed:)`` makes some.
  ///   - testing: samples to evaluate only.
  /// - Precondition: `epochs`, `batchSize`, `shards` and `patience` are at least 1; the data sets have samples and fit
  ///   the network; a mini-batch has a sample for each shard; there are validation data where there is patience;
  ///   `dropout` has one rate for all hidden layers or one for each; `labelSmoothing` is in 0...1, and 0 unless the
  ///   loss is `.crossEntropy`; with an augmentation the samples to learn from are images of bytes, of its size.
  public init(
    _ trainer: Trainer, _ network: Network<Scalar>, training: Dataset<Scalar>, validation: Dataset<Scalar>? = nil,
    testing: Dataset<Scalar>? = nil
  ) {
    self.init(trainer, network, training: training, validation: validation, testing: testing, group: nil)
  }

  /// A run that processes share, each the same number of shards: all make it with the same arguments, and then the same
  /// calls.
  package init(
    _ trainer: Trainer, _ network: Network<Scalar>, training: Dataset<Scalar>, validation: Dataset<Scalar>?,
    testing: Dataset<Scalar>?, group: (any ProcessGroup)?
  ) {
    require(trainer.epochs >= 1, "training for \(trainer.epochs) epochs: at least 1 is needed")
    require(trainer.batchSize >= 1, "mini-batches of \(trainer.batchSize) samples: at least 1 is needed")
    if let patience = trainer.patience {
      require(patience >= 1, "a patience of \(patience) epochs: at least 1 is needed")
      require(validation != nil, "a patience of \(patience) epochs and no validation data to judge them by")
    }
    let smoothing = trainer.labelSmoothing
    require(0...1 ~= smoothing, "a label smoothing of \(smoothing): it must be 0 to 1")
    require(
      smoothing == 0 || network.loss == .crossEntropy,
      "a label smoothing of \(smoothing) for \(network.loss.rawValue): it needs cross-entropy")
    for (name, data) in [("training", training), ("validation", validation), ("testing", testing)] {
      data?.requireFit(network)
      require(data?.count != 0, "\(name) on a data set without samples")
    }
    (self.trainer, self.training, self.validation, self.testing) = (trainer, training, validation, testing)
    if let augmentation = trainer.augmentation { training.requireImages(of: augmentation) }
    deformers = trainer.augmentation.map { augmentation in
      func deformer(_ strength: Double) -> ImageDeformer {
        ImageDeformer(augmentation, strength: strength, seed: trainer.seed)
      }
      let main = deformer(1)
      return (main, augmentation.finalShare > 0 ? deformer(augmentation.finalStrength) : main)
    }
    template = network
    batchSize = min(trainer.batchSize, training.count)
    require(
      1...batchSize ~= trainer.shards,
      "\(trainer.shards) shards of mini-batches of \(batchSize) samples: there must be 1 to \(batchSize)")
    if let group {
      require(
        trainer.shards.isMultiple(of: group.count),
        "\(trainer.shards) shards for \(group.count) processes: each needs as many")
    }
    self.group = group
    order = EpochOrder(training.allIndices, seed: trainer.seed, shuffles: trainer.shuffles)
    workspace = trainer.workspace(network, batch: batchSize, group: group)
    requireSameRun()
  }

  /// The network as it stands: after the last step, be it in the middle of an epoch; with the average of the weights where
  /// the trainer keeps one.
  ///
  /// - Complexity: a copy of all parameters.
  public func network() -> Network<Scalar> {
    var network = template
    workspace.store(into: &network.layers)
    return network
  }

  /// What the run gives: the best network where the trainer has patience and an epoch is complete, else that which stands.
  public func result() -> Network<Scalar> { best ?? network() }

  /// Whether nothing is left to do: all epochs were run, the loss is not finite, or patience is at its end. A run that was
  /// stopped or cancelled can be continued.
  public var isFinished: Bool {
    switch history.outcome {
    case .diverged, .stoppedEarly: true
    case .completed, .stopped, .cancelled: history.epochs.count >= trainer.epochs
    }
  }

  /// Trains on the next mini-batch; after the last one of an epoch evaluates the network on its data instead.
  ///
  /// - Returns: where the run stands, with the epoch's result after an evaluation; nil where the run is finished.
  @discardableResult
  public mutating func step() -> TrainingProgress? {
    if isFinished { return nil }
    history.outcome = .completed
    let steps = history.steps - history.epochs.count * stepsPerEpoch
    return steps < stepsPerEpoch ? train(batch: steps) : evaluate()
  }

  /// Steps until an epoch is complete and evaluated.
  ///
  /// - Returns: its result; nil where the run is finished.
  @discardableResult
  public mutating func epoch() -> TrainingHistory.Epoch? {
    while let progress = step() {
      if let result = progress.result { return result }
    }
    return nil
  }

  /// Steps until the run is finished or the task that it runs in is cancelled.
  @discardableResult
  public mutating func finish() -> TrainingHistory { finish { _, _ in .proceed } }

  /// Steps until the run is finished, `observe` answers `.stop`, or the task that it runs in is cancelled.
  ///
  /// - Parameter observe: gets the run as it stands, after every step and after every epoch.
  @discardableResult
  public mutating func finish(
    _ observe: (TrainingRun, TrainingProgress) throws -> TrainingProgress.Decision
  ) rethrows -> TrainingHistory {
    while let progress = step() {
      let decision = try observe(self, progress)
      if isFinished { break }
      let ends = whatOneSays([Task.isCancelled, decision == .stop])
      if ends[0] { history.outcome = .cancelled }
      if ends[1] { history.outcome = .stopped }
      if history.outcome != .completed { break }
    }
    return history
  }

  var stepsPerEpoch: Int { (training.count + batchSize - 1) / batchSize }

  private mutating func train(batch number: Int) -> TrainingProgress {
    let (start, epoch) = (ContinuousClock.now, history.epochs.count + 1)
    takeOwnWorkspace()
    order.draw(epoch: epoch)
    let first = number * batchSize
    let batch = order.indices[first..<min(first + batchSize, training.count)]
    let next = order.indices[batch.endIndex..<min(batch.endIndex + batchSize, training.count)]
    let update = trainer.update(after: history.steps, stepsPerEpoch: stepsPerEpoch)
    let step = TrainingStep(
      workspace: workspace, data: training, labelSmoothing: trainer.labelSmoothing, deformer: deformer(epoch: epoch),
      epoch: epoch, configuration: ComputeConfiguration(backend: trainer.configuration.backend, threads: 1))
    group?.begin(step: history.steps + 1)
    let (loss, norm) =
      workspace.shards.map { ShardedStep(shardStep: step, memory: $0).run(batch, next: next, update) }
      ?? step.run(batch, next: next, update)
    history.steps += 1
    requireSameParameters()
    sums.loss += loss
    sums.norm += norm ?? 0
    sums.seconds += (ContinuousClock.now - start) / .seconds(1)
    return progress(epoch: epoch, samples: batch.endIndex, learningRate: update.step.rate, gradientNorm: norm)
  }

  /// What deforms images in an epoch, from 1; nil where nothing does.
  private func deformer(epoch: Int) -> ImageDeformer? {
    guard let deformers, let augmentation = trainer.augmentation else { return nil }
    return augmentation.isFinal(epoch: epoch, of: trainer.epochs) ? deformers.final : deformers.main
  }

  func progress(
    epoch: Int, samples: Int, learningRate: Double? = nil, gradientNorm: Double? = nil,
    result: TrainingHistory.Epoch? = nil
  ) -> TrainingProgress {
    TrainingProgress(
      epoch: epoch, epochs: trainer.epochs, steps: history.steps, samples: samples, samplesPerEpoch: training.count,
      runningLoss: sums.loss / Double(samples), learningRate: learningRate, gradientNorm: gradientNorm, result: result)
  }

  /// Makes the workspace this value's alone: a copy of the run reads the old one.
  mutating func takeOwnWorkspace() {
    if isKnownUniquelyReferenced(&workspace) { return }
    let shared = workspace
    workspace = trainer.workspace(template, batch: batchSize, group: group)
    for (own, other) in zip(workspace.layers, shared.layers) {
      for (slot, source) in zip(own.slots, other.slots) { slot.values.update(from: source.values) }
    }
    // Its panels are read without being counted.
    extendLifetime(shared)
  }
}

/// What is summed up over the steps of an epoch.
struct EpochSums: Sendable {
  var loss = 0.0
  var norm = 0.0
  /// Of training alone.
  var seconds = 0.0
}

// A workspace is written through a run that owns it alone; runs that share one only read it.
extension Workspace: @unchecked Sendable {}
