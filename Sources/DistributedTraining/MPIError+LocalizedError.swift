#if MPI && os(Linux)
  // Foundation is imported for this protocol alone: without it, `localizedDescription` would not be the sentence.
  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension MPIError: LocalizedError {
    /// The same sentence as `description`.
    public var errorDescription: String? { description }
  }
#endif
