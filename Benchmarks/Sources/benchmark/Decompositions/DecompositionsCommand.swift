import ArgumentParser
import LinearAlgebra

/// Solving, inverting and decomposing by either provider, checked first.
struct DecompositionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decompositions", abstract: "Decompositions and solutions in Swift and on LAPACK.",
    discussion: """
      The same matrices by the library's routines in Swift and by the library on LAPACK (OpenBLAS), in turns. All results
      are checked before anything is timed. Factors that a caller would ask for afterwards, such as Q, are not made.
      Matrices of order 8 show what a call costs. Without OpenBLAS there are the routines in Swift alone.
      """)

  static let orders = [8, 64, 256, 1024]

  static func candidates(quick: Bool) -> [(work: DecompositionWork, n: Int)] {
    (quick ? [64, 256] : orders).flatMap { n in DecompositionWork.allCases.map { ($0, n) } }
  }

  @OptionGroup var options: MeasuringOptions

  @Flag(help: "Double alone.") var double = false

  @Flag(help: "Float alone.") var float = false

  func run() throws {
    let candidates = try options.selected(Self.candidates(quick: options.quick)) { work, n in
      work.work(n, .float, threads: 1)
    }
    let scalars = ScalarKind.allCases.filter { float == double || double == ($0 == .double) }
    let session = try Session(options, scalars: scalars)
    for scalar in scalars {
      for threads in options.threadCounts {
        let rows = try candidates.flatMap { work, n in
          switch scalar {
          case .float: try measure(DecompositionProblem<Float>(work, n: n), session, threads: threads)
          case .double: try measure(DecompositionProblem<Double>(work, n: n), session, threads: threads)
          }
        }
        let groups = Self.orders.map { order in SpeedSummary.Group("n = \(order)") { $0.n == order } }
        for line in SpeedSummary(rows, groups: groups).lines { print(line) }
      }
    }
    try session.finish()
  }

  private func measure<Scalar>(
    _ problem: DecompositionProblem<Scalar>, _ session: Session, threads: Int
  ) throws -> [Row] {
    let configurations = Contender.configurations(threads: threads, naive: false, allSets: false)
    let contenders = try configurations.map { configuration in
      try configuration.lendingThreads { try problem.check(configuration) }
      // Whether it throws was seen by the check.
      let body = InterleavedTimer.timed { try? problem.run(on: configuration) }
      return Contender(backend: configuration.backend) { repetitions in
        configuration.lendingThreads { body(repetitions) }
      }
    }
    // OpenBLAS's threads spin after their work.
    var timer = session.timer(threads: threads, ofLibraries: GEMMBackend.openBLAS.isAvailable)
    // One call takes up to seconds: three of them are enough.
    if problem.a.columns > 512 { timer.leastSamples = 3 }
    let work = problem.work.work(problem.a.columns, ScalarKind(Scalar.self), threads: threads)
    let rows = session.measure(work, by: contenders, timer: timer)
    session.show(rows)
    return rows
  }
}
