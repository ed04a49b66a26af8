/// How well one class is distinguished from the others.
public struct ClassMeasures: Equatable, Sendable, Codable {
  /// The class.
  public let `class`: Int
  /// The share of samples predicted as the class that belong to it; 0 if there are none.
  public let precision: Double
  /// The share of the class's samples that are predicted as the class; 0 if it has none.
  public let recall: Double
  /// The harmonic mean of precision and recall, 2TP / (2TP + FP + FN); 0 if all three counts are 0.
  public let f1: Double
  /// The number of samples of the class.
  public let support: Int
}

extension ClassMeasures {
  /// - Throws: `DecodingError` where the class or the support is negative, or a share is not 0 to 1.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    `class` = try container.decode(Int.self, forKey: .class)
    precision = try container.decode(Double.self, forKey: .precision)
    recall = try container.decode(Double.self, forKey: .recall)
    f1 = try container.decode(Double.self, forKey: .f1)
    support = try container.decode(Int.self, forKey: .support)
    try DecodingError.check(problem, decoder)
  }

  private var problem: String? {
    if `class` < 0 || support < 0 { return "\(support) samples of class \(`class`): at least 0 is needed" }
    return shareProblem("a precision of", precision) ?? shareProblem("a recall of", recall)
      ?? shareProblem("an F1 of", f1)
  }
}

/// How well classes are distinguished on average, with equal weight for each class.
public struct MacroAverages: Equatable, Sendable, Codable {
  /// The mean precision of the classes.
  public let precision: Double
  /// Their mean recall.
  public let recall: Double
  /// Their mean F1.
  public let f1: Double
}

extension ConfusionMatrix {
  /// Precision, recall and F1 of every class.
  ///
  /// 0/0 counts as 0, as in scikit-learn with `zero_division=0`.
  ///
  /// - Complexity: O(`classCount`^2).
  public func measures() -> [ClassMeasures] {
    func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
    return (0..<classCount).map { index in
      let found = counts[index][index]
      let support = counts[index].reduce(0, +)
      let taken = counts.reduce(0) { $0 + $1[index] }
      return ClassMeasures(
        class: index, precision: share(found, of: taken), recall: share(found, of: support),
        f1: share(2 * found, of: taken + support), support: support)
    }
  }

  /// The means of the measures over all classes, including those without a sample; 0 without classes.
  ///
  /// scikit-learn's `macro avg` with `labels=range(classCount)`; without `labels` it omits classes that occur neither
  /// as truth nor as prediction.
  ///
  /// - Complexity: O(`classCount`^2).
  public func macroAverages() -> MacroAverages {
    let measures = measures()
    func mean(_ measure: (ClassMeasures) -> Double) -> Double {
      measures.isEmpty ? 0 : measures.reduce(0) { $0 + measure($1) } / Double(measures.count)
    }
    return MacroAverages(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
  }
}
