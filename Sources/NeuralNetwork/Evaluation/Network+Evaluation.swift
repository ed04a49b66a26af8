import LinearAlgebra

/// How well a network does on a data set.
///
/// A measure that is infinite or NaN is encoded as null, which JSON has for it, and decoded as NaN.
public struct Evaluation: Hashable, Codable, Sendable {
  /// The mean loss over the samples.
  public let loss: Double
  /// Truth against prediction: the class of the largest target and of the largest output, or what `classify` says of the
  /// only one. Nil for a network that predicts values or several labels a sample.
  public let confusionMatrix: ConfusionMatrix?

  /// R squared, where values are predicted.
  private let determination: Double?

  init(loss: Double, confusionMatrix: ConfusionMatrix?, rSquared: Double?) {
    (self.loss, self.confusionMatrix, determination) = (loss, confusionMatrix, rSquared)
  }

  /// How well probabilities tell the class of each sample: those of a network, or the mean of several.
  ///
  /// ```swift
  /// let together = (a.predict(data) + b.predict(data)) / 2
  /// print(Evaluation(probabilities: together, labels: labels).accuracy)
  /// ```
  ///
  /// A probability of 0 counts as the least number above it: of `Float`, a loss of 103.
  ///
  /// - Parameters:
  ///   - probabilities: one sample a row, one class a column.
  ///   - labels: the class of each sample.
  ///   - classNames: what the classes are called.
  /// - Precondition: there is at least one sample, and a label in 0..<columns for each; the probabilities of labels
  ///   are in 0...1.
  public init<Scalar>(probabilities: Matrix<Scalar>, labels: [Int], classNames: [String]? = nil) {
    require(
      probabilities.rows == labels.count && !labels.isEmpty,
      "probabilities of \(probabilities.rows) samples and \(labels.count) labels: as many are needed, at least 1")
    var confusion = ConfusionMatrix(
      truth: labels, predicted: probabilities.rowArgmax(), classes: probabilities.columns)
    confusion.classNames = classNames
    let sum = labels.enumerated().reduce(0.0) { sum, label in
      let probability = Double(probabilities[label.offset, label.element])
      // A mean of probabilities may be rounded to a little more than 1.
      require(
        !(probability < 0 || probability > 1 + 1e-5),
        "a probability of \(probability) of sample \(label.offset): it must be in 0...1")
      if probability.isNaN { return .nan }
      return sum - logarithm(min(max(probability, Double(Scalar.leastNonzeroMagnitude)), 1))
    }
    self.init(loss: sum / Double(labels.count), confusionMatrix: confusion, rSquared: nil)
  }

  /// The share of samples whose class is predicted.
  ///
  /// - Precondition: there is a confusion matrix. A network that predicts values has ``rSquared`` instead.
  public var accuracy: Double {
    guard let confusionMatrix else {
      trap(
        "the accuracy of a network "
          + (determination == nil
            ? "whose samples have no one class" : "that predicts values: `rSquared` measures those"))
    }
    return confusionMatrix.accuracy
  }

  /// The share of the targets' variance that is explained, 1 - sum (t - a)^2 / sum (t - mean t)^2, averaged over the
  /// outputs: 1 is perfect, 0 as good as the mean.
  ///
  /// scikit-learn's `r2_score`: of an output whose targets are all the same it is 1 where each is met, else 0.
  ///
  /// - Precondition: the network predicts values: its loss is `.meanSquaredError`.
  public var rSquared: Double {
    guard let determination else {
      trap(
        "R squared of a network that predicts no values"
          + (confusionMatrix == nil ? "" : ": `accuracy` measures classes"))
    }
    return determination
  }

  private enum CodingKeys: String, CodingKey {
    case loss, confusionMatrix
    case determination = "rSquared"
  }
}

extension Evaluation {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(loss.isFinite ? loss : nil, forKey: .loss)
    try container.encodeIfPresent(confusionMatrix, forKey: .confusionMatrix)
    if let determination {
      try container.encode(determination.isFinite ? determination : nil, forKey: .determination)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    loss = try container.decode(Double?.self, forKey: .loss) ?? .nan
    confusionMatrix = try container.decodeIfPresent(ConfusionMatrix.self, forKey: .confusionMatrix)
    determination =
      container.contains(.determination) ? try container.decode(Double?.self, forKey: .determination) ?? .nan : nil
  }
}

extension Evaluation: CustomStringConvertible {
  /// The measures in a line: `loss 0.25, accuracy 0.93`.
  public var description: String {
    "loss \(loss)" + (confusionMatrix.map { ", accuracy \($0.accuracy)" } ?? "")
      + (determination.map { ", R squared \($0)" } ?? "")
  }
}

extension Network {
  /// The mean loss over a data set; where each sample has one class, the confusion matrix, where values are predicted, R
  /// squared.
  ///
  /// The layers are read where they are; each thread takes its samples through all of them, a block at a time.
  ///
  /// - Precondition: the data set has samples and fits the network.
  /// - Complexity: 2 m `parameterCount` floating-point operations for m samples, in blocks of at most 512. The confusion
  ///   matrix takes 8 bytes times the number of classes, for each class that occurs.
  public func evaluate(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> Evaluation {
    let pass = evaluated(data, measuresValues: true, configuration)
    return Evaluation(
      loss: pass.totals(pass.losses).reduce(0, +) / Double(data.count), confusionMatrix: pass.confusion,
      rSquared: pass.spread.map {
        $0.rSquared(
          pass.totals(pass.residuals).reduce(0, +), missed: pass.shares.map(\.missedConstants), samples: data.count)
      })
  }

  /// The mean loss, and where each sample has one class the accuracy: what an epoch records. R squared takes another pass
  /// over the targets, and of many classes a confusion matrix much memory.
  func measures(_ data: Dataset<Scalar>, _ configuration: ComputeConfiguration) -> (loss: Double, accuracy: Double?) {
    let pass = evaluated(data, measuresValues: false, configuration)
    return (
      pass.totals(pass.losses).reduce(0, +) / Double(data.count), pass.correct.map { Double($0) / Double(data.count) }
    )
  }

  private func evaluated(
    _ data: Dataset<Scalar>, measuresValues: Bool, _ configuration: ComputeConfiguration
  ) -> EvaluationPass<Scalar> {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    let spread = measuresValues && loss == .meanSquaredError ? TargetSpread(data) : nil
    let plan = Partition(m: data.count, n: parameterCount, k: 1, threads: configuration.threads)
    let pass = EvaluationPass(self, data, 0..<data.count, plan, spread, backend: configuration.backend)
    ThreadTeam.shared.run(plan.members, pass)
    return pass
  }
}
