#if OpenBLAS && os(Linux)
  extension OpenBLASLibrary {
    /// Calls one routine of CBLAS or LAPACKE: the way in for all of them, from any number of threads.
    ///
    /// OpenBLAS is held at one thread before its first routine. More callers at a time than it was built for get no
    /// buffer: 300 ended the process or got wrong results. Those beyond `mostCallers` sleep until another has left. A
    /// caller has its place for the routine alone, and waits for no other caller there: every wait ends.
    static func call<Result>(_ routine: () -> Result) -> Result { callers.admit(routine) }

    package static let callers: CallerLimit = {
      holdAtOneThread()
      return CallerLimit(mostCallers(configuration))
    }()

    /// The most callers at a time that an OpenBLAS of this configuration serves.
    ///
    /// It has at least 2 MAX_THREADS buffers (`NUM_BUFFERS`). Its own threads keep MAX_THREADS - 1 of them at most, and
    /// a caller holds one at a time, whatever the routine: MAX_THREADS callers always get one. Two builds serve one
    /// caller: that for one thread, which states no MAX_THREADS and may take no locks; and that with OpenMP, whose
    /// callers set its thread count, and with it its buffers, without a lock.
    package static func mostCallers(_ configuration: String) -> Int {
      configuration.contains("USE_OPENMP") ? 1 : threadsBuiltFor(configuration)
    }

    /// MAX_THREADS; 1 where the configuration has none, or none that makes sense.
    private static func threadsBuiltFor(_ configuration: String) -> Int {
      let name = "MAX_THREADS="
      let word = configuration.split(separator: " ").first { $0.hasPrefix(name) }
      let threads = word.flatMap { Int($0.dropFirst(name.count)) } ?? 1
      return (1...65_536).contains(threads) ? threads : 1
    }
  }
#endif
