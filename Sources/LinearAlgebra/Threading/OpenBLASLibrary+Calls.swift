#if OpenBLAS && os(Linux)
  import CInstructionSet

  extension OpenBLASLibrary {
    /// Calls one routine of CBLAS or LAPACKE: the entry for all of them, from any number of threads.
    ///
    /// OpenBLAS is held at one thread before its first routine. More callers at a time than it was built for get no
    /// buffer: 300 ended the process or got wrong results. Callers beyond `mostCallers` sleep until another has left. A
    /// caller holds its slot for the routine alone, and waits for no other caller there, so every wait ends.
    static func call<Result>(_ routine: () -> Result) -> Result { callers.admit(routine) }

    package static let callers: CallerLimit = {
      holdAtOneThread()
      return CallerLimit(mostCallers(configuration))
    }()

    /// The most callers that an OpenBLAS of this configuration can serve at a time.
    ///
    /// It has at least 2 MAX_THREADS buffers (`NUM_BUFFERS`). Its own threads keep at most MAX_THREADS - 1 of them, and
    /// a caller holds one at a time, whatever the routine: MAX_THREADS callers always get one. Two builds serve one
    /// caller: the one for a single thread, which states no MAX_THREADS and may take no locks; and the one with OpenMP,
    /// whose callers set its thread count, and with it its buffers, without a lock.
    package static func mostCallers(_ configuration: String) -> Int {
      configuration.contains("USE_OPENMP") ? 1 : threadsBuiltFor(configuration)
    }

    /// Calls `getrf`, on a separate thread if the calling thread may have too little stack left for it.
    ///
    /// With one thread it needs little, but another thread may call `withThreads` at any moment. The detour takes 20
    /// us.
    static func callOnLargeStack<Result>(_ getrf: () -> Result) -> Result {
      let (left, needed) = (Int(cinstructionset_stack_left()), stackOfFactorization)
      if left >= needed { return getrf() }
      var result: Result?
      // Twice as much, because the C library puts data of its own there.
      _ = Thread.run(stack: 2 * needed) { result = getrf() }
      guard let result else {
        trap("a factorization needs \(needed) bytes of stack: \(left) are left, and the system gives no other thread")
      }
      return result
    }

    private static let stackOfFactorization = stackOfFactorization(configuration)

    /// The bytes of stack that `getrf` may need in an OpenBLAS of this configuration.
    ///
    /// On several threads it plans the work of MAX_THREADS on the stack, in each level of a recursion that halves
    /// GEMM_Q (at most 4,096) down to a tile: at most 12 levels. A level takes 256 MAX_THREADS bytes and, up to 80
    /// threads, 128 MAX_THREADS^2 more (`GETRF_MEM_ALLOC_THRESHOLD`). Measured for 64 threads: 8 levels, 4.2 MB. Apart
    /// from that, it and every other routine took less than 128 kB.
    package static func stackOfFactorization(_ configuration: String) -> Int {
      let threads = threadsBuiltFor(configuration)
      return 256 << 10 + 12 * threads * (256 + (threads > 80 ? 0 : 128 * threads))
    }

    /// MAX_THREADS; 1 if the configuration has none, or none that makes sense.
    private static func threadsBuiltFor(_ configuration: String) -> Int {
      let name = "MAX_THREADS="
      let word = configuration.split(separator: " ").first { $0.hasPrefix(name) }
      let threads = word.flatMap { Int($0.dropFirst(name.count)) } ?? 1
      return (1...65_536).contains(threads) ? threads : 1
    }
  }
#endif
