import LinearAlgebra

/// How often each class was taken for each other: rows are the truth, columns the prediction.
public struct ConfusionMatrix: Hashable, Codable, Sendable {
  /// The number of classes.
  public let classes: Int
  /// `counts[truth][predicted]`.
  public private(set) var counts: [[Int]]

  /// A matrix of zeros.
  ///
  /// - Precondition: `classes` is not negative, and as many counts of each are not beyond memory.
  public init(classes: Int) {
    if let problem = Self.problem(classes: classes) { trap(problem) }
    // A count takes as many bytes as a Double.
    _ = Matrix<Double>.count(classes, classes)
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
  ///
  /// - Complexity: O(`classes`^2).
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// The samples whose prediction is the truth.
  public var correct: Int { (0..<classes).reduce(0) { $0 + counts[$1][$1] } }
  /// `correct / total`; 0 where nothing was counted.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}

extension ConfusionMatrix {
  /// The most samples of a coded matrix: beyond 2^53, a count is not exact in `Double`.
  private static let mostSamples = 1 << 53

  /// - Throws: `DecodingError` where `counts` are not `classes` rows of `classes` counts, one is negative, or their sum is
  ///   more than 2^53.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    classes = try container.decode(Int.self, forKey: .classes)
    counts = try container.decode([[Int]].self, forKey: .counts)
    try DecodingError.check(Self.problem(classes: classes) ?? countsProblem, decoder)
  }

  /// Why there is no matrix of so many classes.
  private static func problem(classes: Int) -> String? {
    classes < 0 ? "a confusion matrix of \(classes) classes: at least 0 are needed" : nil
  }

  /// Why these counts make no matrix of `classes`.
  private var countsProblem: String? {
    if counts.count != classes { return "\(counts.count) rows of counts for \(classes) classes" }
    var samples = 0
    for (truth, row) in counts.enumerated() {
      if row.count != classes { return "\(row.count) counts of class \(truth), for \(classes) classes" }
      for (predicted, count) in row.enumerated() {
        if count < 0 { return "class \(truth) taken for \(predicted) \(count) times: at least 0 is needed" }
        if count > Self.mostSamples - samples { return "counts of more than \(Self.mostSamples) samples" }
        samples += count
      }
    }
    return nil
  }
}
