import ArgumentParser

/// Predictions of one image, a mini-batch and a test set.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Predictions of 1, 64 and 10,000 images by 784-128-10.",
    discussion: """
      From features that are there already to probabilities, by each backend, compared with the same in Double first.
      """)

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    let batches = try options.selected(PredictSuite.batches) { PredictSuite.work(batch: $0, threads: 1) }
    let session = try Session(options)
    try PredictSuite(session: session).measure(batches: batches)
    try session.finish()
  }
}
