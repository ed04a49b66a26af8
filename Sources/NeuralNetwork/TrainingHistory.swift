/// What happened in a training run.
public struct TrainingHistory: Hashable, Codable, Sendable {
  /// Why a run ended.
  public enum Outcome: String, Codable, Sendable {
    /// All epochs were run.
    case completed
    /// The progress callback stopped it.
    case stopped
    /// The task that it ran in was cancelled.
    case cancelled
    /// The loss became infinite or NaN: the learning rate is too high, or the data holds such values.
    case diverged
  }

  /// One pass over the training data.
  public struct Epoch: Hashable, Codable, Sendable {
    /// Its number, from 1.
    public let epoch: Int
    /// The seconds of training alone, without evaluation.
    public let seconds: Double
    /// The mean loss over the training data after the epoch.
    public let trainLoss: Double
    /// The share of the training data that is classified right after the epoch; nil for a network that predicts values.
    public let trainAccuracy: Double?
    /// The same over the test data, where there is any.
    public let testLoss: Double?
    /// The same over the test data, where there is any.
    public let testAccuracy: Double?
  }

  /// The epochs that were completed, in order.
  public internal(set) var epochs: [Epoch] = []
  /// The mini-batches that were learned from.
  public internal(set) var steps = 0
  /// Why it ended.
  public internal(set) var outcome = Outcome.completed
}

/// Where a training run stands, after each step and after each epoch.
public struct TrainingProgress: Sendable {
  /// The epoch, from 1.
  public let epoch: Int
  /// The epochs to run.
  public let epochs: Int
  /// The samples of this epoch that were learned from.
  public let samples: Int
  /// The samples of an epoch.
  public let samplesPerEpoch: Int
  /// The mean loss over the samples of this epoch so far, each under the parameters it met.
  public let runningLoss: Double
  /// The epoch's result, once it is complete and evaluated; nil after a step.
  public let result: TrainingHistory.Epoch?

  /// What the callback answers.
  public enum Decision: Sendable {
    /// Go on.
    case proceed
    /// End the run now; the network keeps what it learned.
    case stop
  }
}
