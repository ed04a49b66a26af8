#if !(MPI && os(Linux))
  /// The processes that a launcher of MPI started to train one network together: Linux alone, with the trait `MPI`.
  @available(
    *, unavailable,
    message:
      "enable the trait MPI, on Linux: '--traits default,MPI', or 'traits: [.defaults, \"MPI\"]' in the dependency"
  )
  public final class MPIProcesses: Sendable {}
#endif
