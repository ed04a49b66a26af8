#if MPI && os(Linux)
  // Foundation is imported for `LocalizedError` alone: without it, `localizedDescription` would not be the sentence.
  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// Why the processes could not be joined: one sentence.
  public struct MPIError: LocalizedError, Sendable, Equatable, CustomStringConvertible {
    /// The sentence, without a full stop.
    public let description: String
    /// The same sentence as `description`.
    public var errorDescription: String? { description }

    init(_ description: String) { self.description = description }
  }
#endif
