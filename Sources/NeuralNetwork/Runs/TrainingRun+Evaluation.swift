import LinearAlgebra

extension TrainingRun {
  /// Evaluates the network after the last step of an epoch, and ends the epoch.
  mutating func evaluate() -> TrainingProgress {
    let (network, epoch) = (network(), history.epochs.count + 1)
    func measures(_ data: Dataset<Scalar>) -> (loss: Double, accuracy: Double?) {
      trainer.shards == 1
        ? network.measures(data, trainer.configuration)
        : network.measures(data, sharedBy: group, trainer.configuration)
    }
    let train = trainer.evaluatesTraining ? measures(training) : nil
    let trainLoss = train?.loss ?? sums.loss / Double(training.count)
    let (test, held) = (testing.map(measures), validation.map(measures))
    let result = TrainingHistory.Epoch(
      epoch: epoch, seconds: sums.seconds, trainLoss: trainLoss, trainAccuracy: train?.accuracy, testLoss: test?.loss,
      testAccuracy: test?.accuracy, validationLoss: held?.loss, validationAccuracy: held?.accuracy,
      learningRate: trainer.update(after: history.steps - 1, stepsPerEpoch: stepsPerEpoch).step.rate,
      gradientNorm: workspace.norm == nil ? nil : sums.norm / Double(stepsPerEpoch))
    history.epochs.append(result)
    // A step's loss is measured before its update: those of an epoch do not cover the last one.
    if !trainLoss.isFinite || train == nil && !network.isFinite() {
      history.outcome = .diverged
    } else if let patience = trainer.patience {
      let bestEpoch = history.bestEpoch() ?? 0
      if bestEpoch == epoch { best = network }
      if epoch - bestEpoch >= patience && epoch < trainer.epochs { history.outcome = .stoppedEarly }
    }
    defer { sums = EpochSums() }
    return progress(epoch: epoch, samples: training.count, result: result)
  }
}
