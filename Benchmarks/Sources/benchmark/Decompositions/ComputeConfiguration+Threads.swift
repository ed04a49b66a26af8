import LinearAlgebra

extension ComputeConfiguration {
  /// Calls `body` while LAPACK may use as many threads as this configuration, if that is what computes.
  func lendingThreads<Result, E: Error>(_ body: () throws(E) -> Result) throws(E) -> Result {
    #if OpenBLAS && os(Linux)
      if backend == .openBLAS { return try OpenBLASLibrary.withThreads(threads, body) }
    #endif
    return try body()
  }

  /// Work that is timed around its call, on the threads of this configuration. Whether it throws was seen by a check.
  func timed(_ work: @escaping () throws -> Void) -> InterleavedTimer.Body {
    let body = InterleavedTimer.timed { try? work() }
    return { repetitions in lendingThreads { body(repetitions) } }
  }
}
