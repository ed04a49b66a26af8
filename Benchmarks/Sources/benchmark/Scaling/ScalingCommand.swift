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

  struct Point {
    /// What grows: width, batch or threads.
    let sweep: String
    let shape: NetworkShape
    let batch: Int
    let threads: Int

    var work: Work {
      shape.work("scaling", sweep, batch: batch, threads: threads, flops: shape.stepFlops(samples: batch))
    }
  }

  /// - Parameter threads: the counts to measure, ascending; the first sweeps run on the last.
  static func points(quick: Bool, threads: [Int]) -> [Point] {
    let most = threads.last ?? 1
    let widths = quick ? [128, 512] : [128, 256, 512, 1024, 2048]
    let batches = quick ? [16, 256] : [16, 32, 64, 128, 256, 512, 1024]
    return widths.map { Point(sweep: "width", shape: NetworkShape(784, $0, $0, 10), batch: 128, threads: most) }
      + batches.map { Point(sweep: "batch", shape: .mnist, batch: $0, threads: most) }
      + threads.flatMap { count in
        [
          Point(sweep: "threads", shape: .mnist, batch: 64, threads: count),
          Point(sweep: "threads", shape: NetworkShape(784, 1024, 1024, 10), batch: 128, threads: count),
        ]
      }
  }

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    var options = options
    // All counts, not one and the most.
    if options.threads.isEmpty { options.threads = Array(1...Processors.available) }
    let points = try options.selected(Self.points(quick: options.quick, threads: options.threadCounts)) { $0.work }
    let session = try Session(options)
    for point in points {
      let steps = TrainingSteps(point.shape, batch: point.batch)
      let configurations = Contender.configurations(threads: point.threads, naive: false, allSets: false)
      session.show(session.measure(point.work, by: try configurations.map(steps.contender)))
    }
    try session.finish()
  }
}
