#if MPI && os(Linux)
  /// Why the processes could not be joined: one sentence.
  public struct MPIError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The sentence, without a full stop.
    public let description: String

    init(_ description: String) { self.description = description }
  }
#endif
