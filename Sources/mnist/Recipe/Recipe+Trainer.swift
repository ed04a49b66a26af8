import Foundation
import LinearAlgebra
import NeuralNetwork

extension Recipe {
  /// The optimizer; a name that `problem` refuses stands for SGD.
  private var optimizerName: OptimizerName { OptimizerName(rawValue: optimizer) ?? .sgd }

  var rate: Double {
    let standard: Optimizer =
      switch optimizerName {
      case .sgd: .sgd()
      case .adam: .adam()
      case .adamw: .adamW()
      }
    return learningRate ?? standard.learningRate
  }

  var initializers: [Initializer] {
    initializer == "all" ? Initializer.allCases : [initializer.flatMap(Initializer.init) ?? .heNormal]
  }

  /// The trainer with these settings.
  ///
  /// - Precondition: `problem` is nil.
  func trainer(images: Int, rows: Int, columns: Int, configuration: ComputeConfiguration) -> Trainer {
    Trainer(
      epochs: epochs, batchSize: batchSize, shards: min(shards, images), optimizer: update,
      schedule: schedule(images: images),
      clipping: clipNorm.map { .norm($0) }, dropout: dropout > 0 ? Dropout(hidden: dropout) : nil,
      labelSmoothing: labelSmoothing, augmentation: augment?.deformation(rows: rows, columns: columns),
      average: average.map { WeightAverage(decay: $0) }, patience: patience, evaluatesTraining: evaluateTraining,
      shuffles: shuffle, seed: seed, configuration: configuration)
  }

  private var decay: Double {
    let standard =
      switch optimizerName {
      case .sgd, .adam: 0.0
      case .adamw: 0.01
      }
    return weightDecay ?? standard
  }

  private var update: Optimizer {
    switch optimizerName {
    case .sgd: .sgd(learningRate: rate, momentum: momentum, nesterov: nesterov, weightDecay: decay)
    case .adam: .adam(learningRate: rate, weightDecay: decay)
    case .adamw: .adamW(learningRate: rate, weightDecay: decay)
    }
  }

  private func schedule(images: Int) -> Schedule {
    let (steps, warmUp) = (steps(images: images), warmUpSteps(images: images))
    let main: Schedule =
      switch schedule {
      // Rounded up: the third part is the last.
      case "step": .step(every: max(1, (steps - min(warmUp, steps) + 2) / 3))
      case "cosine": .cosine()
      default: .constant
      }
    return warmUp > 0 ? .warmUp(steps: warmUp).then(main) : main
  }

  /// The number of steps in which the learning rate rises, for a run on this many images.
  func warmUpSteps(images: Int) -> Int {
    warmUp < 1 ? Int((warmUp * Double(steps(images: images))).rounded()) : Int(warmUp)
  }

  /// The number of steps in all epochs.
  private func steps(images: Int) -> Int {
    let batch = min(batchSize, images)
    let (steps, isTooLong) = ((images + batch - 1) / batch).multipliedReportingOverflow(by: epochs)
    // The largest count that a Double holds exactly.
    return isTooLong ? 1 << 53 : min(steps, 1 << 53)
  }

  /// Fixes the choices that were left open, so that the same settings elsewhere or later make the same model.
  mutating func settle(_ choice: DataChoice, _ configuration: ComputeConfiguration) {
    data = choice.isEmbedded ? "embedded" : URL(filePath: choice.images.source).standardizedFileURL.path
    if load == nil {
      hidden = hidden ?? [128]
      activation = activation ?? Activation.relu.rawValue
      initializer = initializer ?? Initializer.heNormal.rawValue
    }
    learningRate = rate
    weightDecay = decay
    backend = configuration.backend.description
    threads = configuration.threads
  }

  /// The number of images to hold out.
  ///
  /// - Throws: if none would be left, or none held out.
  func validationCount(of images: Int) throws -> Int? {
    guard let validation else { return nil }
    let count = validation < 1 ? Int((validation * Double(images)).rounded()) : Int(validation)
    guard (1..<images).contains(count) else {
      throw CommandError(
        "--validation \(validation.given): \(count) of \(images) images, and each part needs one")
    }
    return count
  }

  /// The copies of all parameters that training keeps besides the network: slots, gradient, average, the best network, and
  /// at most the sums of shards and what other processes send of theirs.
  var slots: Int {
    let kept =
      switch optimizerName {
      case .sgd: momentum > 0 ? 1 : 0
      case .adam, .adamw: 2
      }
    return kept + [clipNorm, average, patience.map(Double.init)].count { $0 != nil }
      + (shards > 1 ? 3 + Int(log2(Double(shards))) : 0)
  }
}
