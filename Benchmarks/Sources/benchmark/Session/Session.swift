import LinearAlgebra

/// One run of a subcommand: what it measures in turns, prints, and writes at its end.
final class Session {
  let options: MeasuringOptions
  private(set) var machine: Machine
  private(set) var rows: [Row] = []
  /// The suite and the heading of the rows that were shown last.
  private var shown = ("", "")
  /// What `--cblas` names.
  let libraries: [CBLASLibrary]
  private let json: OutputFile?

  /// Prepares a run: the output file, the libraries, and the peaks, which are printed.
  ///
  /// - Parameters:
  ///   - scalars: those whose peaks the run needs.
  ///   - libraries: the paths of those to load.
  /// - Throws: `Refusal` where an option cannot be followed.
  init(_ options: MeasuringOptions, scalars: [ScalarKind] = [.float], libraries: [String] = []) throws {
    self.options = options
    json = try options.json.map(OutputFile.init)
    self.libraries = try CBLASLibrary.load(libraries, threads: options.threadCounts.last ?? 1)
    machine = Machine(libraries: self.libraries)
    print(machine)
    machine.peaks = measurePeaks(scalars)
  }

  /// The timer of work that takes well below a second.
  var timer: InterleavedTimer {
    InterleavedTimer(secondsEach: options.quick ? 0.02 : 0.12, leastSamples: options.quick ? 3 : 7)
  }

  /// The timer of work on some threads. A library's own threads spin for a while after a call, up to 0.2 s: with them a
  /// turn begins when they are quiet, and is longer. By then the other cores are asleep, and a virtual one may take some
  /// milliseconds to wake: all work for a moment first.
  func timer(threads: Int, ofLibraries usesTheirs: Bool) -> InterleavedTimer {
    if threads == 1 || !usesTheirs { return timer }
    return InterleavedTimer(secondsEach: timer.secondsEach, secondsPerSample: 0.02, leastSamples: timer.leastSamples) {
      Quiet.wait()
      Self.wake(threads, seconds: 0.02)
    }
  }

  /// Has as many threads multiply for a while.
  static func wake(_ threads: Int, seconds: Double) {
    let x = Matrix<Float>(repeating: 1, rows: 256, columns: 256)
    var product = x
    let configuration = ComputeConfiguration(backend: .swift, threads: threads)
    InterleavedTimer.warmUp(
      seconds: seconds, InterleavedTimer.timed { multiply(x, x, into: &product, configuration: configuration) })
  }

  /// Prints rows as they are measured, under a heading for each suite, scalar and number of threads.
  func show(_ rows: [Row]) {
    guard let work = rows.first?.work else { return }
    let table = RowTable(work.scalar, threads: work.threads)
    if shown != (work.suite, table.heading) { print("\n" + table.heading) }
    shown = (work.suite, table.heading)
    for line in table.lines(rows) { print(line) }
  }

  /// Measures one work by several backends in turns, and the peaks of their instruction sets between them.
  func measure(_ work: Work, by contenders: [Contender], timer: InterleavedTimer? = nil) -> [Row] {
    if contenders.isEmpty { return [] }
    let distinct = Set(contenders.map(\.instructionSet)).sorted()
    let meters = distinct.map { PeakMeter(work.scalar, $0, threads: work.threads) }
    let samples = (timer ?? self.timer).measure(contenders.map(\.body) + meters.map { $0.seconds })
    let peaks = zip(meters, samples[contenders.count...]).map { $0.flops / $1.median * 1e-9 }
    let peak = Dictionary(uniqueKeysWithValues: zip(distinct, peaks))
    let rows = zip(contenders, samples).map { contender, samples in
      Row(
        work: work, backend: contender.name, instructionSet: contender.instructionSet.rawValue,
        seconds: samples.median / Double(contender.calls), spread: samples.spread, samples: samples.values.count,
        peak: peak[contender.instructionSet] ?? .nan, accuracy: contender.accuracy)
    }
    self.rows += rows
    return rows
  }

  func finish() throws {
    try json?.write(Report(machine: machine, rows: rows).json())
  }

  /// Prints a line for each scalar and thread count.
  private func measurePeaks(_ scalars: [ScalarKind]) -> [Machine.Peak] {
    var peaks = [Machine.Peak]()
    for scalar in scalars {
      for threads in options.threadCounts {
        let meters = InstructionSet.available.map { PeakMeter(scalar, $0, threads: threads) }
        for meter in meters { InterleavedTimer.warmUp(seconds: 0.1, meter.seconds) }
        let samples = timer.measure(meters.map { $0.seconds })
        let measured = zip(InstructionSet.available, zip(meters, samples)).map { set, measured in
          Machine.Peak(
            scalar: scalar, instructionSet: set.rawValue, threads: threads,
            gflops: measured.0.flops / measured.1.median * 1e-9)
        }
        let figures = measured.map { "\($0.instructionSet) \(decimal($0.gflops, digits: 0))" }
        print(
          (peaks.isEmpty ? "FMA peak   " : "           ")
            + "\(scalar.rawValue), \(counted(threads, "thread")): \(figures.joined(separator: ", ")) GFLOP/s")
        peaks += measured
      }
    }
    return peaks
  }
}
