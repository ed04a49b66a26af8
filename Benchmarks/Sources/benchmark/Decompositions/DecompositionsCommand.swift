#if OpenBLAS && os(Linux)
  import ArgumentParser

  /// Solving, inverting and decomposing, against LAPACKE.
  struct DecompositionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "decompositions", abstract: "Solve, determinant, inverse, eigenvalues and SVD against LAPACKE.",
      discussion: """
        The same matrices by the library's calls and by LAPACKE's, which copy the input first, in turns, on one thread. Both
        are compared before anything is timed. The ratio is time over time: 1.10 means 10% slower than LAPACKE.
        """)

    @OptionGroup var options: MeasuringOptions

    func run() throws {
      let candidates = try options.selected(DecompositionSuite.candidates(quick: options.quick)) {
        $0.work.work($0.n, $0.scalar)
      }
      let session = try Session(options, scalars: ScalarKind.allCases)
      try DecompositionSuite(session: session).measure(candidates)
      try session.finish { SpeedChart.chart($0, title: "Decompositions") }
    }
  }
#endif
