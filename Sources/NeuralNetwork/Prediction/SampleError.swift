// Foundation is imported for `LocalizedError` alone: without it, `localizedDescription` would not be the sentence.
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a network or a standardizer cannot take these features. Indices count from zero.
public enum SampleError: Error, Hashable, Sendable {
  /// A sample has another number of features than expected.
  case featureCount(found: Int, expected: Int)
  /// A feature is NaN or infinite, the first one in the order of the rows.
  case notFinite(row: Int, feature: Int, value: Double)
}

extension SampleError: CustomStringConvertible, LocalizedError {
  /// One sentence, without a full stop.
  public var description: String {
    switch self {
    case .featureCount(let found, let expected): "a sample of \(found) features, expected \(expected)"
    case .notFinite(let row, let feature, let value):
      "feature \(feature) of sample \(row) is \(value), not a finite number"
    }
  }

  /// The same sentence as `description`.
  public var errorDescription: String? { description }
}
