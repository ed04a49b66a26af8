#if OpenBLAS && os(Linux)
  import CInstructionSet
  import Synchronization

  extension OpenBLASLibrary {
    /// Calls `body` while LAPACK may use several of OpenBLAS's own threads.
    ///
    /// ```swift
    /// let svd = try OpenBLASLibrary.withThreads(4) { try SVD(a) }
    /// ```
    ///
    /// Decompositions of a few hundred rows and more become faster, those of small matrices slower; results may differ in
    /// their last bits from those on one thread. The setting is the process's: what other threads compute by OpenBLAS
    /// meanwhile uses it too. Of several calls at a time the largest count holds for all, and one thread again after the last.
    ///
    /// - Parameters:
    ///   - count: the most threads for one call of LAPACK.
    ///   - body: solves or decomposes. Products belong elsewhere: they have this package's own threads.
    /// - Precondition: `count` is in 1...256. Where it is above 1, the calling thread has a stack of 7 MB; Linux gives 8.
    /// - Throws: what `body` throws.
    /// - Note: an OpenBLAS that was built with OpenMP ignores it.
    public static func withThreads<Result, E: Error>(_ count: Int, _ body: () throws(E) -> Result) throws(E) -> Result {
      let limits = ComputeConfiguration.threadLimits
      require(limits.contains(count), "OpenBLAS with \(count) threads: allowed are \(limits)")
      let stack = Int(cinstructionset_stack_size())
      require(
        count == 1 || stack == 0 || stack >= leastStack,
        "OpenBLAS with \(count) threads from a thread with a stack of \(stack) bytes: it needs \(leastStack)")
      holdAtOneThread()
      change { $0.append(count) }
      defer { change { counts in counts.remove(at: counts.firstIndex(of: count) ?? 0) } }
      return try body()
    }

    /// OpenBLAS 0.3.21 keeps its plan on the stack: with 4 MB, an inverse on two threads ended the process.
    private static var leastStack: Int { 7 << 20 }

    /// Setting the count is not synchronized inside OpenBLAS: one thread at a time does it.
    private static func change(_ update: (inout [Int]) -> Void) {
      requestedThreads.withLock { counts in
        update(&counts)
        setThreads(counts.max() ?? 1)
      }
    }
  }

  /// What the calls of `withThreads` that have not returned yet ask for.
  private let requestedThreads = Mutex<[Int]>([])
#endif
