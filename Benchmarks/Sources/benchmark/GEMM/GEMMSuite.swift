import LinearAlgebra

/// Measures products of one scalar, checked first.
struct GEMMSuite<Scalar: CBLASScalar> {
  let session: Session
  /// Every instruction set, or the best one alone.
  var allSets = true

  /// m * n * k above which plain loops are left out: at 512 cubed one call takes 0.2 s and more.
  private var largestNaive: Double { 256 * 256 * 256 }

  /// Measures the shapes on each thread count and prints a table for each.
  func measure(_ shapes: [GEMMShape]) throws {
    let kind = ScalarKind(Scalar.self)
    for threads in session.options.threadCounts {
      // What a second core takes until its clock is up.
      Session.wake(threads, seconds: 0.3)
      var rows = [Row]()
      for shape in shapes {
        let problem = GEMMProblem<Scalar>(shape)
        let isNaive = shape.flops <= 2 * largestNaive
        let configurations = Contender.configurations(threads: threads, naive: isNaive, allSets: allSets)
        var contenders = try configurations.map { configuration in
          try problem.check(configuration)
          let body = InterleavedTimer.timed { problem.run(on: configuration) }
          return Contender(backend: configuration.backend, body: body)
        }
        for library in session.libraries where library.canUse(threads: threads) {
          try library.with(threads: threads) { try problem.check(library) }
          let body = InterleavedTimer.timed { problem.run(by: library) }
          contenders.append(
            Contender(name: library.name, instructionSet: .used(by: library.identity.core)) { repetitions in
              library.with(threads: threads) { body(repetitions) }
            })
        }
        let measured = session.measure(
          shape.work(kind, threads: threads), by: contenders,
          timer: session.timer(threads: threads, ofLibraries: !session.libraries.isEmpty))
        session.show(measured)
        rows += measured
      }
      for line in SpeedSummary(rows, groups: GEMMShape.groups).lines { print(line) }
    }
  }
}
