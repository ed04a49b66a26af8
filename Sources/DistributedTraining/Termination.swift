#if MPI && os(Linux)
  import Glibc
  import Synchronization

  /// SIGTERM, by which a launcher ends the other processes when one has failed: the watch has a moment to say why.
  enum Termination {
    private static let flag = Atomic<Bool>(false)

    /// Whether SIGTERM has come since `install`.
    static var isPending: Bool { flag.load(ordering: .relaxed) }

    /// Holds SIGTERM back, unless the program handles or ignores it.
    static func install() {
      // Touched here, so that the handler finds it initialized.
      flag.store(false, ordering: .relaxed)
      var action = sigaction()
      guard unsafe sigaction(SIGTERM, nil, &action) == 0 else { return }
      // SIG_DFL is the address 0.
      guard unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0 else { return }
      action.sa_flags = SA_RESTART
      // A store to an atomic is safe in a signal handler.
      unsafe action.__sigaction_handler.sa_handler = { _ in Termination.flag.store(true, ordering: .relaxed) }
      unsafe sigaction(SIGTERM, &action, nil)
    }
  }
#endif
