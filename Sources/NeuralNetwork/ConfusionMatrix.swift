import LinearAlgebra

/// How often each class was taken for each other: rows are the truth, columns the prediction.
public struct ConfusionMatrix: Hashable, Codable, Sendable {
  /// The number of classes.
  public let classes: Int
  /// `counts[truth][predicted]`.
  public private(set) var counts: [[Int]]

  /// A matrix of zeros.
  ///
  /// - Precondition: `classes` is not negative.
  public init(classes: Int) {
    require(classes >= 0, "a confusion matrix of \(classes) classes")
    self.classes = classes
    counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
  }

  /// The counts of pairs of classes.
  ///
  /// - Precondition: there are as many predictions as truths, all in 0..<classes.
  public init(truth: [Int], predicted: [Int], classes: Int) {
    self.init(classes: classes)
    require(truth.count == predicted.count, "\(truth.count) truths and \(predicted.count) predictions")
    for (truth, predicted) in zip(truth, predicted) { add(truth: truth, predicted: predicted) }
  }

  /// Counts one sample.
  ///
  /// - Precondition: both classes are in 0..<classes.
  public mutating func add(truth: Int, predicted: Int) {
    require(
      (0..<classes).contains(truth) && (0..<classes).contains(predicted),
      "class \(truth) taken for \(predicted): classes are 0..<\(classes)")
    counts[truth][predicted] += 1
  }

  /// The number of samples counted.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// The samples whose prediction is the truth.
  public var correct: Int { (0..<classes).reduce(0) { $0 + counts[$1][$1] } }
  /// `correct / total`; 0 where nothing was counted.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}
