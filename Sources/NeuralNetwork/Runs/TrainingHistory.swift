/// What happened in a training run.
public struct TrainingHistory: Hashable, Codable, Sendable {
  /// Why a run ended.
  public enum Outcome: String, Codable, Sendable {
    /// All epochs were run.
    case completed
    /// The validation loss did not fall for as many epochs as the trainer's patience.
    case stoppedEarly
    /// The progress callback stopped it.
    case stopped
    /// The task that it ran in was cancelled.
    case cancelled
    /// The loss became infinite or NaN: the learning rate is too high, or the data holds such values.
    case diverged
  }

  /// One pass over the training data.
  ///
  /// Of data that the run does not have, the measures are nil. An accuracy is the share that is classified correctly, nil
  /// for a network that predicts values. A measure that is infinite or NaN is encoded as null, which JSON has for it: the
  /// training loss is decoded as NaN then, another measure as nil.
  public struct Epoch: Hashable, Codable, Sendable {
    /// Its number, from 1.
    public let epoch: Int
    /// The seconds of training alone, without evaluation.
    public let seconds: Double
    /// The mean loss over the training data after the epoch; if the trainer does not evaluate them, the mean over the
    /// epoch's steps.
    public let trainLoss: Double
    /// The accuracy on the training data after the epoch; nil if they are not evaluated.
    public let trainAccuracy: Double?
    /// The mean loss over the test data after the epoch.
    public let testLoss: Double?
    /// The accuracy on the test data after the epoch.
    public let testAccuracy: Double?
    /// The mean loss over the validation data after the epoch.
    public let validationLoss: Double?
    /// The accuracy on the validation data after the epoch.
    public let validationAccuracy: Double?
    /// The learning rate of the epoch's last step.
    public let learningRate: Double?
    /// The mean norm of the steps' gradients before clipping; nil if gradients are not clipped by norm.
    public let gradientNorm: Double?
  }

  /// The epochs that were completed, in order.
  public internal(set) var epochs: [Epoch] = []
  /// The number of steps, one for each mini-batch.
  public internal(set) var steps = 0
  /// Why the run ended; also `completed` while it is under way. ``TrainingRun/isFinished`` tells the two apart.
  public internal(set) var outcome = Outcome.completed

  /// The epoch with the smallest validation loss, the first of several; nil without validation data.
  public func bestEpoch() -> Int? {
    // The network of the epoch that ends a diverged run is not kept.
    let losses = (outcome == .diverged ? epochs.dropLast() : epochs[...]).compactMap { epoch in
      epoch.validationLoss.map { (epoch: epoch.epoch, loss: $0) }
    }
    return losses.filter(\.loss.isFinite).min { $0.loss < $1.loss }?.epoch
  }
}

extension TrainingHistory {
  /// - Throws: `DecodingError` where the epochs are not numbered from 1, or there are fewer steps than epochs.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epochs = try container.decode([Epoch].self, forKey: .epochs)
    steps = try container.decode(Int.self, forKey: .steps)
    outcome = try container.decode(Outcome.self, forKey: .outcome)
    try DecodingError.check(problem, decoder)
  }

  private var problem: String? {
    if let (index, epoch) = epochs.enumerated().first(where: { $0 != $1.epoch - 1 }) {
      return "epoch \(epoch.epoch) in place \(index + 1)"
    }
    return steps < epochs.count ? "\(steps) steps in \(epochs.count) epochs: an epoch has at least 1" : nil
  }
}

extension TrainingHistory.Epoch {
  private enum CodingKeys: CodingKey {
    case epoch, seconds, trainLoss, trainAccuracy, testLoss, testAccuracy, validationLoss, validationAccuracy
    case learningRate, gradientNorm
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epoch, forKey: .epoch)
    let measures: [(CodingKeys, Double?)] = [
      (.seconds, seconds), (.trainLoss, trainLoss), (.trainAccuracy, trainAccuracy), (.testLoss, testLoss),
      (.testAccuracy, testAccuracy), (.validationLoss, validationLoss), (.validationAccuracy, validationAccuracy),
      (.learningRate, learningRate), (.gradientNorm, gradientNorm),
    ]
    for (key, measure) in measures {
      guard let measure else { continue }
      try container.encode(measure.isFinite ? measure : nil, forKey: key)
    }
  }

  /// - Throws: `DecodingError` where the number is below 1, the seconds are negative or not finite, or an accuracy is not
  ///   0 to 1.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try container.decode(Int.self, forKey: .epoch)
    seconds = try container.decode(Double.self, forKey: .seconds)
    trainLoss = try container.decode(Double?.self, forKey: .trainLoss) ?? .nan
    trainAccuracy = try container.decodeIfPresent(Double.self, forKey: .trainAccuracy)
    testLoss = try container.decodeIfPresent(Double.self, forKey: .testLoss)
    testAccuracy = try container.decodeIfPresent(Double.self, forKey: .testAccuracy)
    validationLoss = try container.decodeIfPresent(Double.self, forKey: .validationLoss)
    validationAccuracy = try container.decodeIfPresent(Double.self, forKey: .validationAccuracy)
    learningRate = try container.decodeIfPresent(Double.self, forKey: .learningRate)
    gradientNorm = try container.decodeIfPresent(Double.self, forKey: .gradientNorm)
    try DecodingError.check(problem, decoder)
  }

  private var problem: String? {
    if epoch < 1 { return "epoch \(epoch): they are numbered from 1" }
    if !(seconds >= 0 && seconds.isFinite) { return "an epoch of \(seconds) seconds: it must be finite, 0 or more" }
    return shareProblem("a training accuracy of", trainAccuracy) ?? shareProblem("a test accuracy of", testAccuracy)
      ?? shareProblem("a validation accuracy of", validationAccuracy)
  }
}

/// The state of a training run, after each step and after each epoch.
public struct TrainingProgress: Sendable {
  /// The epoch, from 1.
  public let epoch: Int
  /// The number of epochs to run.
  public let epochs: Int
  /// The number of steps taken, in all epochs.
  public let steps: Int
  /// The number of samples processed in this epoch.
  public let samples: Int
  /// The number of samples of an epoch.
  public let samplesPerEpoch: Int
  /// The mean loss over the samples of this epoch so far, each with the parameters at its step.
  public let runningLoss: Double
  /// The learning rate of the step, with the schedule applied; nil after an epoch.
  public let learningRate: Double?
  /// The norm of the step's gradient before clipping; nil after an epoch, and if gradients are not clipped by norm.
  public let gradientNorm: Double?
  /// The epoch's result, once it is complete and evaluated; nil after a step.
  public let result: TrainingHistory.Epoch?

  /// The callback's answer.
  public enum Decision: Sendable {
    /// Continue.
    case proceed
    /// End the run now; the network keeps what it learned.
    case stop
  }
}
