import ArgumentParser

/// What `make benchmark` shows: the few figures that tell most, in less than a minute.
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview", abstract: "A little of gemm, epoch and predict.",
    discussion: """
      The products of a training step at batch 64 and two squares, an epoch of MNIST, predictions: plain loops, the best
      Swift kernels and OpenBLAS. The other subcommands measure more of each.
      """)

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    let squares = options.quick ? [256] : [256, 1024]
    let shapes = GEMMShape.training(batch: 64) + squares.map { GEMMShape.square($0) }
    let epoch = NetworkShape.mnist.work("epoch", "epoch", batch: 64, threads: 1, flops: nil)
    let works =
      shapes.map { $0.work(.float, threads: 1) } + [epoch]
      + PredictSuite.batches.map { PredictSuite.work(batch: $0, threads: 1) }
    let selected = try options.selected(works) { $0 }
    let images = try ImageChoice()
    let session = try Session(options)

    let products = shapes.filter { selected.contains($0.work(.float, threads: 1)) }
    if !products.isEmpty {
      print("\nProducts, in Float: those of a step of 784-128-10, and squares")
      try GEMMSuite<Float>(session: session, allSets: false).measure(products)
    }
    if selected.contains(epoch) {
      print("\nAn epoch of MNIST: \(images.notice)")
      try EpochSuite(session: session, images: images, allSets: false).measure(batches: [64])
    }
    let batches = PredictSuite.batches.filter { selected.contains(PredictSuite.work(batch: $0, threads: 1)) }
    if !batches.isEmpty {
      print("\nPredictions")
      try PredictSuite(session: session, allSets: false).measure(batches: batches)
    }
    try session.finish()
  }
}
