import LinearAlgebra

/// Training by mini-batches.
///
/// ```swift
/// let history = Trainer(epochs: 20, batchSize: 64, optimizer: .sgd(learningRate: 0.01))
///   .train(&network, on: training, testing: testing)
/// ```
///
/// Same network, data, settings, backend and thread count give the same bits.
public struct Trainer: Hashable, Sendable {
  /// The passes over the training data.
  public var epochs: Int
  /// The samples of a mini-batch; the last one of an epoch takes what is left.
  public var batchSize: Int
  /// What a step does with the gradient.
  public var optimizer: Optimizer
  /// How the optimizer's learning rate changes over the run.
  public var schedule: Schedule
  /// How large gradients are made smaller; nil leaves them as they are.
  public var clipping: GradientClipping?
  /// Features and units that rest in a step; nil uses all of them.
  public var dropout: Dropout?
  /// The share e of each target t that goes to all classes alike: steps learn from (1 - e) t + e / classes, as with
  /// PyTorch's `CrossEntropyLoss(label_smoothing:)` (Szegedy et al., CVPR 2016). The running loss is that of these targets;
  /// evaluations have the loss of the given ones.
  public var labelSmoothing: Double
  /// The average of the parameters that is evaluated and kept instead of the last ones; nil keeps those.
  public var average: WeightAverage?
  /// Whether each epoch draws a new order of the samples.
  public var shuffles: Bool
  /// The seed of the orders, and of what dropout chooses.
  public var seed: UInt64
  /// The backend and threads of the products.
  public var configuration: ComputeConfiguration

  /// The settings of the original recipe, but for those given; `train` checks them.
  public init(
    epochs: Int = 20, batchSize: Int = 64, optimizer: Optimizer = .sgd(learningRate: 0.01),
    schedule: Schedule = .constant, clipping: GradientClipping? = nil, dropout: Dropout? = nil,
    labelSmoothing: Double = 0, average: WeightAverage? = nil, shuffles: Bool = true, seed: UInt64 = 42,
    configuration: ComputeConfiguration = .current
  ) {
    self.epochs = epochs
    self.batchSize = batchSize
    self.optimizer = optimizer
    self.schedule = schedule
    self.clipping = clipping
    self.dropout = dropout
    self.labelSmoothing = labelSmoothing
    self.average = average
    self.shuffles = shuffles
    self.seed = seed
    self.configuration = configuration
  }

  /// Trains `network` in place.
  ///
  /// After each epoch the whole training data and, where given, the test data are evaluated. The run ends early, after
  /// the current step, when `progress` answers `.stop` or the task that it runs in is cancelled, and after an epoch
  /// whose loss is not finite; the history says which. The network keeps what it learned until then.
  ///
  /// - Parameters:
  ///   - network: what learns.
  ///   - training: the samples to learn from.
  ///   - testing: samples to evaluate only.
  ///   - progress: called after every step and after every epoch.
  /// - Precondition: `epochs` and `batchSize` are at least 1; the data sets have samples and fit the network; `dropout` has
  ///   one rate for all hidden layers or one for each; `labelSmoothing` is in 0...1, and 0 unless the loss is
  ///   `.crossEntropy`.
  /// - Complexity: about 6 m `parameterCount` floating-point operations an epoch for m samples, less the input gradient
  ///   of the first layer, and 2 m `parameterCount` for each evaluation.
  @discardableResult
  public func train<Scalar>(
    _ network: inout Network<Scalar>, on training: Dataset<Scalar>, testing: Dataset<Scalar>? = nil,
    progress: (TrainingProgress) -> TrainingProgress.Decision = { _ in .proceed }
  ) -> TrainingHistory {
    require(epochs >= 1, "training for \(epochs) epochs: at least 1 is needed")
    require(batchSize >= 1, "mini-batches of \(batchSize) samples: at least 1 is needed")
    training.requireFit(network)
    testing?.requireFit(network)
    require(training.count > 0, "training on a data set without samples")
    require(testing?.count != 0, "testing on a data set without samples")
    require(0...1 ~= labelSmoothing, "a label smoothing of \(labelSmoothing): it must be 0 to 1")
    require(
      labelSmoothing == 0 || network.loss == .crossEntropy,
      "a label smoothing of \(labelSmoothing) for \(network.loss.rawValue): it needs cross-entropy")

    let batchSize = min(batchSize, training.count)
    let plan = StepPlan(network, batch: batchSize, threads: configuration.threads)
    let stepsPerEpoch = (training.count + batchSize - 1) / batchSize
    let stepCount = epochs > .max / stepsPerEpoch ? .max : epochs * stepsPerEpoch
    /// The update of the step after so many.
    func update(after steps: Int) -> ParameterUpdate {
      let rate = optimizer.learningRate * schedule.factor(step: steps, of: stepCount)
      return ParameterUpdate(
        rule: optimizer.rule, clipping: clipping, step: UpdateStep(number: steps + 1, rate: rate),
        averageRate: average?.rate(step: steps + 1))
    }
    let workspace = Workspace(
      network, plan, rows: batchSize, update: update(after: 0),
      masks: dropout.map { DropoutMasks($0, seed: seed, for: network) })
    let step = TrainingStep(
      workspace: workspace, data: training, labelSmoothing: labelSmoothing, backend: configuration.backend)
    // The steps work on the workspace's parameters.
    defer { workspace.store(into: &network) }
    var order = training.allIndices
    var generator = SeededGenerator(seed: seed)
    var history = TrainingHistory()
    for epoch in 1...epochs {
      let start = ContinuousClock.now
      if shuffles { order.shuffle(using: &generator) }
      var loss = 0.0
      for first in stride(from: 0, to: order.count, by: batchSize) {
        let batch = order[first..<min(first + batchSize, order.count)]
        let next = order[batch.endIndex..<min(batch.endIndex + batchSize, order.count)]
        let update = update(after: history.steps)
        let (batchLoss, norm) = step.run(batch, next: next, update)
        loss += batchLoss
        history.steps += 1
        let decision = progress(
          TrainingProgress(
            epoch: epoch, epochs: epochs, samples: batch.endIndex, samplesPerEpoch: order.count,
            runningLoss: loss / Double(batch.endIndex), learningRate: update.step.rate, gradientNorm: norm, result: nil)
        )
        if Task.isCancelled { history.outcome = .cancelled }
        if decision == .stop { history.outcome = .stopped }
        if history.outcome != .completed { return history }
      }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      workspace.store(into: &network)
      let train = network.evaluate(training, configuration: configuration)
      let test = testing.map { network.evaluate($0, configuration: configuration) }
      let result = TrainingHistory.Epoch(
        epoch: epoch, seconds: seconds, trainLoss: train.loss, trainAccuracy: train.accuracy, testLoss: test?.loss,
        testAccuracy: test?.accuracy)
      history.epochs.append(result)
      if !train.loss.isFinite { history.outcome = .diverged }
      let decision = progress(
        TrainingProgress(
          epoch: epoch, epochs: epochs, samples: order.count, samplesPerEpoch: order.count,
          runningLoss: loss / Double(order.count), learningRate: nil, gradientNorm: nil, result: result))
      if decision == .stop && history.outcome == .completed && epoch < epochs { history.outcome = .stopped }
      if history.outcome != .completed { return history }
    }
    return history
  }
}
