import ArgumentParser
import LinearAlgebra

/// Matrix products: plain loops, the Swift kernels and OpenBLAS, on the shapes of a training step and on squares.
struct GEMMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm", abstract: "Matrix products by plain loops, by the Swift kernels and by OpenBLAS.")

  @Flag(help: "Measure Double; without it, Float.")
  var double = false

  @Option(help: "The larger thread count; one thread is measured too. (default: every available CPU)")
  var threads: Int?

  @Option(help: "Seconds for each backend on each shape.")
  var seconds = 0.4

  func validate() throws {
    try BenchmarkCommand.requireMeasurableBuild()
    if let threads, !ComputeConfiguration.threadLimits.contains(threads) {
      throw ValidationError("--threads \(threads): it may be \(ComputeConfiguration.threadLimits).")
    }
    if !(seconds > 0 && seconds <= 60) { throw ValidationError("--seconds \(seconds): it may be above 0, up to 60.") }
  }

  func run() throws {
    print(Machine())
    print("Product    C = A B in \(double ? "Double" : "Float"), m x n x k")
    print("Figures    GFLOP/s, medians of interleaved samples, every result checked\n")
    if double { try measure(Double.self) } else { try measure(Float.self) }
  }

  private func measure<Scalar: BLASScalar>(_: Scalar.Type) throws {
    let most = threads ?? Processors.available
    let training = GEMMShape.training.map(GEMMProblem<Scalar>.init)
    let squares = GEMMShape.squares.map(GEMMProblem<Scalar>.init)
    for threads in most > 1 ? [1, most] : [1] {
      let suite = GEMMSuite<Scalar>(threads: threads, seconds: seconds)
      suite.printHeading()
      suite.warmUp(squares[2])
      let ratios = (training: try training.map(suite.measure), squares: try squares.map(suite.measure))
      suite.printMean("geometric mean, training", ratios.training)
      suite.printMean("geometric mean, squares", ratios.squares)
      print()
    }
    print("naive: plain loops, on one thread, up to \(GEMMSuite<Scalar>.largestNaive) cubed")
  }
}
