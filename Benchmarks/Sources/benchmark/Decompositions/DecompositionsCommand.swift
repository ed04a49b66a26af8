import ArgumentParser

/// Solving, inverting and decomposing, by either provider and against LAPACKE.
struct DecompositionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decompositions",
    abstract: "Decompositions and solutions in Swift, on LAPACK, and by LAPACKE's own calls.",
    discussion: """
      The same matrices by the library's routines in Swift, by the library on LAPACK (OpenBLAS) and by LAPACKE, whose calls
      copy the input first, in turns. All are compared before anything is timed. Factors that a caller would ask for
      afterwards, such as Q, are not made. The last column is the speed over that of LAPACKE. 10,000 solves are of systems
      of order 8, one after the other. Without OpenBLAS there are the routines in Swift alone.
      """)

  @OptionGroup var options: MeasuringOptions

  @Flag(help: "Double alone.") var double = false

  @Flag(help: "Float alone.") var float = false

  func run() throws {
    let candidates = try options.selected(DecompositionCandidate.all(quick: options.quick)) {
      $0.work(.float, threads: 1)
    }
    let scalars = ScalarKind.allCases.filter { float == double || double == ($0 == .double) }
    let session = try Session(options, scalars: scalars)
    for scalar in scalars {
      switch scalar {
      case .float: try DecompositionSuite<Float>(session: session).measure(candidates)
      case .double: try DecompositionSuite<Double>(session: session).measure(candidates)
      }
    }
    try session.finish { SpeedChart.chart($0, title: "Decompositions") }
  }
}
