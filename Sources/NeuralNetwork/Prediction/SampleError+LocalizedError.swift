// Foundation is imported for this protocol alone: without it, `localizedDescription` would not be the sentence.
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension SampleError: LocalizedError {
  /// The same sentence as `description`.
  public var errorDescription: String? { description }
}
