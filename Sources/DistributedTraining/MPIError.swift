#if MPI && os(Linux)
  // For `LocalizedError` alone: without it, `localizedDescription` would not be the sentence.
  import FoundationEssentials

  /// Why the processes could not be joined: one sentence.
  public struct MPIError: LocalizedError, Sendable, Equatable, CustomStringConvertible {
    /// The sentence, without a full stop.
    public let description: String
    /// The same sentence as `description`.
    public var errorDescription: String? { description }

    init(_ description: String) { self.description = description }
  }
#endif
