import LinearAlgebra

/// The library by its own routines and by LAPACK, and LAPACKE's own calls, on the same matrices in turns, checked first.
struct DecompositionSuite<Scalar: DecompositionScalar> {
  let session: Session

  /// Measures the candidates on each thread count and prints a table for each.
  func measure(_ candidates: [DecompositionCandidate]) throws {
    for threads in session.options.threadCounts {
      var rows = [Row]()
      for candidate in candidates where threads == 1 || candidate.sharesWork {
        let measured = session.measure(
          candidate.work(ScalarKind(Scalar.self), threads: threads), by: try contenders(candidate, threads: threads),
          timer: timer(candidate, threads: threads))
        session.show(measured, opponent: RowTable.openBLAS == nil ? nil : "lapacke")
        rows += measured
      }
      for line in SpeedSummary(rows, groups: Self.groups).lines { print(line) }
    }
  }

  private static var groups: [SpeedSummary.Group] {
    DecompositionCandidate.orders.map { order in ("n = \(order)", { $0.n == order }) }
  }

  /// OpenBLAS's threads spin after their work.
  private func timer(_ candidate: DecompositionCandidate, threads: Int) -> InterleavedTimer {
    var timer = session.timer(threads: threads, ofLibraries: GEMMBackend.openBLAS.isAvailable)
    if candidate.isSlow { timer.leastSamples = 3 }
    return timer
  }

  private func contenders(_ candidate: DecompositionCandidate, threads: Int) throws -> [Contender] {
    switch candidate {
    case .matrix(let work, let n): try contenders(DecompositionProblem<Scalar>(work, n: n), threads: threads)
    case .smallSystems: try contenders(SmallSystems<Scalar>(), threads: threads)
    }
  }

  private func contenders(_ problem: some ProviderProblem, threads: Int) throws -> [Contender] {
    var contenders = [Contender]()
    for configuration in Contender.configurations(threads: threads, naive: false, allSets: false) {
      try configuration.lendingThreads { try problem.check(configuration) }
      let body = configuration.timed { try problem.run(on: configuration) }
      contenders.append(Contender(backend: configuration.backend, body: body))
    }
    #if OpenBLAS && os(Linux)
      let (raw, configuration) = (problem.rawCalls(), ComputeConfiguration(backend: .openBLAS, threads: threads))
      try configuration.lendingThreads { try raw.check() }
      let set = InstructionSet.used(by: OpenBLASLibrary.loaded?.core)
      contenders.append(Contender(name: "lapacke", instructionSet: set, body: configuration.timed { try raw.run() }))
    #endif
    return contenders
  }
}
