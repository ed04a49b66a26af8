import ArgumentParser
import LinearAlgebra

/// Training steps against width, batch and threads.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "The time of a training step against width, batch and threads.",
    discussion: """
      784-W-W-10 at batch 128 for W from 128 to 2048, 784-128-10 at batches 16 to 1024, both on the most threads; then
      both kinds of network on each number of threads from one to all, or to those of --threads.
      """)

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    var options = options
    // All counts, not one and the most.
    if options.threads.isEmpty { options.threads = Array(1...Processors.available) }
    let points = try options.selected(
      ScalingSuite.points(quick: options.quick, threads: options.threadCounts)
    ) { $0.work }
    let session = try Session(options)
    try ScalingSuite(session: session).measure(points)
    try session.finish { SpeedChart.chart($0, title: "Training steps: what size and threads cost") }
  }
}
