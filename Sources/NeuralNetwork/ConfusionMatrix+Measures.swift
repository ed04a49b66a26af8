/// How well one class is told from the others.
public struct ClassMeasures: Equatable, Sendable, Codable {
  /// The class.
  public let `class`: Int
  /// Of the samples that were taken for the class, the share that belongs to it; 0 where none was.
  public let precision: Double
  /// Of the samples of the class, the share that was found; 0 where there is none.
  public let recall: Double
  /// The harmonic mean of precision and recall, 2TP / (2TP + FP + FN); 0 where all three counts are.
  public let f1: Double
  /// The samples of the class.
  public let support: Int
}

extension ConfusionMatrix {
  /// Precision, recall and F1 of every class.
  ///
  /// A ratio of nothing to nothing is 0, as scikit-learn has it with `zero_division=0`.
  ///
  /// - Complexity: O(`classes`^2).
  public var measures: [ClassMeasures] {
    func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
    return (0..<classes).map { index in
      let found = counts[index][index]
      let support = counts[index].reduce(0, +)
      let taken = counts.reduce(0) { $0 + $1[index] }
      return ClassMeasures(
        class: index, precision: share(found, of: taken), recall: share(found, of: support),
        f1: share(2 * found, of: taken + support), support: support)
    }
  }
}
