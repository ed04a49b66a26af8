#if MPI && os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// A thread that ends with its work, and on which no signal is handled.
  enum BackgroundThread {
    /// The work, for as long as the thread does not have it.
    private final class Box {
      let body: @Sendable () -> Void

      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Begins the work; false where the system gives no thread.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
      var (all, previous) = (sigset_t(), sigset_t())
      unsafe sigfillset(&all)
      unsafe pthread_sigmask(SIG_SETMASK, &all, &previous)
      defer { unsafe pthread_sigmask(SIG_SETMASK, &previous, nil) }
      let box = unsafe Unmanaged.passRetained(Box(body))
      var thread = pthread_t()
      let error = unsafe pthread_create(
        &thread, nil,
        { argument in
          // The argument is the box, retained for this thread.
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, box.toOpaque())
      if error != 0 { unsafe box.release() } else { pthread_detach(thread) }
      return error == 0
    }
  }
#endif
