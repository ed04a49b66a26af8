import LinearAlgebra

/// The measurements at one thread count: a row for each shape.
struct GEMMSuite<Scalar: BLASScalar> {
  let threads: Int
  private let timer: InterleavedTimer
  private let backends: [GEMMBackend]
  private let table: TextTable

  /// m * n * k above which plain loops are left out, as the edge of a cube: at 512 one call takes 0.2 s and more.
  static var largestNaive: Int { 256 }

  init(threads: Int, seconds: Double) {
    self.threads = threads
    timer = InterleavedTimer(secondsEach: seconds)
    backends = (threads == 1 ? [.reference] : []) + [.swift, .openBLAS].filter(\.isAvailable)
    table = TextTable(
      columns: [.init(title: threads == 1 ? "1 thread" : "\(threads) threads", width: 24)]
        + backends.map { .init(title: $0 == .reference ? "naive" : $0.name, width: 9) }
        + (GEMMBackend.openBLAS.isAvailable ? [.init(title: "swift/openblas", width: 14)] : []))
  }

  func printHeading() { table.printHeading() }

  func warmUp(_ problem: GEMMProblem<Scalar>) {
    InterleavedTimer.warmUp { problem.run(on: configuration(.swift)) }
  }

  /// Checks, measures and prints one shape; returns the speed of the Swift kernels over that of OpenBLAS, nil where
  /// one is missing.
  ///
  /// - Throws: `WrongAnswer`.
  func measure(_ problem: GEMMProblem<Scalar>) throws -> Double? {
    let limit = 2 * Double(Self.largestNaive * Self.largestNaive * Self.largestNaive)
    let measured = backends.filter { $0 != .reference || problem.shape.flops <= limit }
    for backend in measured { try problem.check(configuration(backend)) }
    let seconds = timer.medians(of: measured.map { backend in { problem.run(on: configuration(backend)) } })
    let speeds = Dictionary(uniqueKeysWithValues: zip(measured, seconds.map { problem.shape.flops / $0 * 1e-9 }))
    var ratio: Double?
    if let swift = speeds[.swift], let openBLAS = speeds[.openBLAS] { ratio = swift / openBLAS }
    table.printRow(
      ["\(problem.shape)"] + backends.map { decimal(speeds[$0], digits: 1) } + [decimal(ratio, digits: 2)])
    return ratio
  }

  func printMean(_ title: String, _ ratios: [Double?]) {
    guard GEMMBackend.openBLAS.isAvailable else { return }
    let mean = geometricMean(ratios.compactMap(\.self))
    table.printRow([title] + backends.map { _ in "" } + [decimal(mean, digits: 2)])
  }

  private func configuration(_ backend: GEMMBackend) -> ComputeConfiguration {
    ComputeConfiguration(backend: backend, threads: threads)
  }
}
