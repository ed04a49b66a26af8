import LinearAlgebra

/// How a network classifies one sample of a data set.
public struct Classification: Equatable, Sendable {
  /// The sample's position in its data set, from 0.
  public let index: Int
  /// The class that it belongs to.
  public let truth: Int
  /// The class of the largest probability.
  public let predicted: Int
  /// The probability of the predicted class.
  public let probability: Double
  /// The probability of the true class; its negative logarithm is the sample's loss.
  public let truthProbability: Double

  /// Whether the prediction is the truth.
  public var isCorrect: Bool { truth == predicted }
}

extension Network {
  /// Truth, prediction and their probabilities for each sample, in the order of the data set.
  ///
  /// ```swift
  /// let worst = network.classifications(of: testing).filter { !$0.isCorrect }
  ///   .sorted { $0.truthProbability < $1.truthProbability }.prefix(24)
  /// ```
  ///
  /// The classes are those that `evaluate` counts.
  ///
  /// - Precondition: the network's loss is `.crossEntropy`; the data set fits the network.
  /// - Complexity: 2 m `parameterCount` floating-point operations for m samples, in blocks of at most 512.
  public func classifications(
    of data: Dataset<Scalar>, configuration: ComputeConfiguration = .current
  ) -> [Classification] {
    data.requireFit(self)
    require(loss == .crossEntropy, "classifications by a network for \(loss.rawValue): they need cross-entropy")
    var result = [Classification]()
    result.reserveCapacity(data.count)
    SampleBlock(self, rows: data.count).forEach(
      0..<data.count, of: data, at: data.allIndices, through: self, on: configuration
    ) { block, outputs, targets in
      let truths = targets.rowArgmax()
      // By the logits, as in `evaluate`: different logits may round to equal probabilities.
      let predictions = outputs.reading.rowArgmax()
      outputs.softmax()
      for (row, (truth, predicted)) in zip(truths, predictions).enumerated() {
        result.append(
          Classification(
            index: block.lowerBound + row, truth: truth, predicted: predicted,
            probability: Double(outputs[row, predicted]), truthProbability: Double(outputs[row, truth])))
      }
    }
    return result
  }
}
