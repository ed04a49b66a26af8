import ArgumentParser

/// MNIST epochs by each backend.
struct EpochCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epoch", abstract: "An epoch of MNIST by each backend.",
    discussion: """
      784-128-10, plain SGD, shuffling and gathering included, evaluation not. The images are those in the folder that
      MNIST_DIR names, else in data/mnist, else the embedded subset. First every backend trains one epoch from the same
      weights: the accuracies must agree.
      """)

  @OptionGroup var options: MeasuringOptions

  @Option(help: "Images of a mini-batch; may be given several times. (default: 64)") var batch: [Int] = []

  func validate() throws {
    for size in batch where !(1...60_000).contains(size) { throw Refusal("--batch \(size): it may be 1 to 60000.") }
  }

  func run() throws {
    let images = try ImageChoice()
    let batches = try options.selected(batch.isEmpty ? [64] : batch) {
      NetworkShape.mnist.work("epoch", "epoch", batch: $0, threads: 1, flops: nil)
    }
    let session = try Session(options)
    print("Images     \(images.notice)")
    try EpochSuite(session: session, images: images).measure(batches: batches)
    try session.finish()
  }
}
