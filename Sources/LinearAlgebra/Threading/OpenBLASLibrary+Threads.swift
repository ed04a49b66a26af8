#if OpenBLAS && os(Linux)
  extension OpenBLASLibrary {
    /// Calls `body` while LAPACK may use several of OpenBLAS's own threads.
    ///
    /// ```swift
    /// let svd = try OpenBLASLibrary.withThreads(4) { try SVD(a) }
    /// ```
    ///
    /// Decompositions of a few hundred rows and more become faster, those of small matrices slower; results may differ
    /// in their last bits from those on one thread. The setting applies to the whole process, also to what other
    /// threads compute with OpenBLAS meanwhile. While several calls run, the largest of their counts applies; after the
    /// last it is one thread again. OpenBLAS's threads spin while they wait for each other: if there are more of them
    /// than CPUs, or several callers at a time, all are much slower than on one thread.
    ///
    /// Any thread may call this, and `body` may wait for others, whatever they compute. An LU factorization on several
    /// threads needs a large stack: if a thread has too little left, it runs on a separate thread.
    ///
    /// - Parameters:
    ///   - count: the most threads for one call of LAPACK.
    ///   - body: solves or decomposes. Products do not profit: they use this package's own threads.
    /// - Precondition: `count` is in 1...256.
    /// - Throws: what `body` throws.
    /// - Note: an OpenBLAS that was built with OpenMP ignores it.
    public static func withThreads<Result, E: Error>(_ count: Int, _ body: () throws(E) -> Result) throws(E) -> Result {
      let limits = 1...Processors.most
      require(limits.contains(count), "OpenBLAS with \(count) threads: allowed are \(limits)")
      holdAtOneThread()
      change { $0.append(count) }
      defer { change { counts in counts.remove(at: counts.firstIndex(of: count) ?? 0) } }
      return try body()
    }

    /// One thread at a time, because OpenBLAS does not synchronize setting the count; and as one of its callers, because a
    /// build with OpenMP frees buffers then. In other builds there may be other callers: a routine reads the count once and
    /// keeps it.
    private static func change(_ update: (inout [Int]) -> Void) {
      changing.admit {
        unsafe update(&requestedThreads)
        let count = unsafe requestedThreads.max() ?? 1
        call { setThreads(count) }
      }
    }

    /// Not a `Mutex`, which the thread sanitizer does not see.
    private static let changing = CallerLimit(1)
    /// The counts of the calls of `withThreads` that have not returned yet; accessed inside `changing`.
    private nonisolated(unsafe) static var requestedThreads = [Int]()
  }
#endif
