import LinearAlgebra
import TensorFiles

/// How often each class was predicted as each other: rows are the truth, columns the prediction.
///
/// ```swift
/// let confusion = ConfusionMatrix(truth: labels, predicted: network.classify(features), classes: 10)
/// print(confusion, confusion[4, 9], confusion.macroAverages().f1)
/// ```
public struct ConfusionMatrix: Hashable, Sendable {
  /// The number of classes.
  public let classCount: Int
  /// `counts[truth][predicted]`.
  public private(set) var counts: [[Int]]
  /// The number of samples counted.
  public private(set) var total = 0
  /// The samples whose prediction is the truth.
  public private(set) var correct = 0
  /// The names of the classes for printing; numbers if nil.
  ///
  /// - Precondition: there are `classCount` names.
  public var classNames: [String]? {
    didSet { if let problem = namesProblem { trap(problem) } }
  }

  /// A matrix of zeros.
  ///
  /// - Precondition: `classes` is not negative, and classes x classes counts are not beyond memory.
  public init(classes: Int) {
    if let problem = Self.problem(classes: classes) { trap(problem) }
    // A count takes as many bytes as a Double.
    _ = Matrix<Double>.count(classes, classes)
    classCount = classes
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
  /// - Precondition: both classes are in 0..<classCount.
  public mutating func add(truth: Int, predicted: Int) {
    requireClasses(truth, predicted)
    counts[truth][predicted] += 1
    total += 1
    if truth == predicted { correct += 1 }
  }

  /// The number of samples of class `truth` that were predicted as `predicted`.
  ///
  /// - Precondition: both classes are in 0..<classCount.
  public subscript(truth: Int, predicted: Int) -> Int {
    requireClasses(truth, predicted)
    return counts[truth][predicted]
  }

  /// `correct / total`; 0 if nothing was counted.
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }

  private func requireClasses(_ truth: Int, _ predicted: Int) {
    require(
      (0..<classCount).contains(truth) && (0..<classCount).contains(predicted),
      "class \(truth) taken for \(predicted): classes are 0..<\(classCount)")
  }

  private var namesProblem: String? {
    guard let classNames, classNames.count != classCount else { return nil }
    return "\(classNames.count) class names for a confusion matrix of \(classCount) classes"
  }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// A table with the names of the classes, or their numbers; for more than 32 classes, one line.
  public var description: String {
    if classCount > 32 { return "a confusion matrix of \(classCount) classes, \(correct) of \(total) right" }
    let names = (classNames ?? (0..<classCount).map(String.init)).map(printable)
    let rows = zip(names, counts).map { [$0] + $1.map(String.init) }
    return textTable([["truth \\ predicted"] + names] + rows, leading: [0])
  }
}

extension ConfusionMatrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case classCount = "classes"
    case counts, classNames
  }

  /// The most samples of an encoded matrix: above 2^53 a count is not exact in `Double`.
  private static let mostSamples = 1 << 53

  /// - Throws: `DecodingError` where `counts` are not `classes` rows of `classes` counts, one is negative, their sum is
  ///   more than 2^53, or the number of names differs.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    classCount = try container.decode(Int.self, forKey: .classCount)
    counts = try container.decode([[Int]].self, forKey: .counts)
    classNames = try container.decodeIfPresent([String].self, forKey: .classNames)
    try DecodingError.check(Self.problem(classes: classCount) ?? countsProblem ?? namesProblem, decoder)
    total = counts.reduce(0) { $0 + $1.reduce(0, +) }
    correct = (0..<classCount).reduce(0) { $0 + counts[$1][$1] }
  }

  /// Why there is no matrix for this number of classes; nil if there is.
  private static func problem(classes: Int) -> String? {
    classes < 0 ? "a confusion matrix of \(classes) classes: at least 0 are needed" : nil
  }

  /// Why these counts make no matrix of `classCount` classes; nil if they do.
  private var countsProblem: String? {
    if counts.count != classCount { return "\(counts.count) rows of counts for \(classCount) classes" }
    var samples = 0
    for (truth, row) in counts.enumerated() {
      if row.count != classCount { return "\(row.count) counts of class \(truth), for \(classCount) classes" }
      for (predicted, count) in row.enumerated() {
        if count < 0 { return "class \(truth) taken for \(predicted) \(count) times: at least 0 is needed" }
        if count > Self.mostSamples - samples { return "counts of more than \(Self.mostSamples) samples" }
        samples += count
      }
    }
    return nil
  }
}
