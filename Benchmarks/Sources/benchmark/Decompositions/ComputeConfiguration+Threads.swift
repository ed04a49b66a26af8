import LinearAlgebra

extension ComputeConfiguration {
  /// Calls `body` while LAPACK may use as many threads as this configuration, if that is what computes.
  func lendingThreads<Result, E: Error>(_ body: () throws(E) -> Result) throws(E) -> Result {
    #if OpenBLAS && os(Linux)
      if backend == .openBLAS { return try OpenBLASLibrary.withThreads(threads, body) }
    #endif
    return try body()
  }
}
