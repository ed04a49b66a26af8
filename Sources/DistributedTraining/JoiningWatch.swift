#if MPI && os(Linux)
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Ends this process with a sentence when the others do not join: MPI waits for them forever, and nobody knows them yet.
  final class JoiningWatch: Sendable {
    private let limit: Duration
    private let isOver = Atomic<Bool>(false)

    init(_ deadline: Duration) { limit = deadline + .seconds(10) }

    /// Starts to watch; false where the system gives no thread.
    func start() -> Bool {
      BackgroundThread.start {
        var patience = Patience(self.limit)
        while !self.isOver.load(ordering: .relaxed) {
          usleep(50_000)
          if patience.isOver() && !self.isOver.load(ordering: .relaxed) {
            writeLine("not all processes joined within \(self.limit.words)")
            _exit(1)
          }
        }
      }
    }

    /// All have joined, or it was given up.
    func stop() { isOver.store(true, ordering: .relaxed) }
  }
#endif
