#if MPI && os(Linux)
  import Glibc
  import LinearAlgebra

  /// A thread that ends with its work, and on which no signal is handled.
  enum BackgroundThread {
    /// Begins the work, unless the system gives no thread.
    static func start(_ body: @escaping @Sendable () -> Void) throws(MPIFailure) {
      // A thread begins with the mask of the one that creates it.
      var (all, previous) = (sigset_t(), sigset_t())
      unsafe sigfillset(&all)
      unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
      defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
      if !Thread.start(body) { throw .call("the system gives no thread to watch the other processes") }
    }
  }
#endif
