import ArgumentParser
import LinearAlgebra

/// Matrix products: plain loops, the Swift kernels, OpenBLAS and any CBLAS library, on the shapes of a training step and on others.
struct GEMMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm", abstract: "Matrix products by plain loops, by the Swift kernels and by OpenBLAS.",
    discussion: """
      The products of a training step of 784-128-10 at batches 1 to 1024, updates of wide layers (added to C), squares
      32 to 2048, tall, wide, deep and thin ones. Operands are whole numbers, so that results are exact and checked exactly. Shares are against the peak of
      the row's instruction set, for OpenBLAS against that of its kernels.

      --cblas loads a library (MKL: libmkl_rt.so) beside the OpenBLAS that is linked. It computes by cblas_sgemm or
      cblas_dgemm, with one thread, or with as many of its own as --threads says.
      """)

  @OptionGroup var options: MeasuringOptions

  @Flag(help: "Measure Double.") var double = false

  @Flag(help: "Measure Float; the default unless --double is there.") var float = false

  @Option(
    help: ArgumentHelp(
      "A CBLAS library to measure too: MKL, BLIS, another OpenBLAS. May be given several times.", valueName: "path"))
  var cblas: [String] = []

  func run() throws {
    let shapes = try options.selected(GEMMShape.all(quick: options.quick)) { $0.work(.float, threads: 1) }
    let scalars = (float || !double ? [ScalarKind.float] : []) + (double ? [.double] : [])
    let session = try Session(options, scalars: scalars, libraries: cblas)
    for scalar in scalars {
      switch scalar {
      case .float: try GEMMSuite<Float>(session: session).measure(shapes)
      case .double: try GEMMSuite<Double>(session: session).measure(shapes)
      }
    }
    try session.finish()
  }
}
