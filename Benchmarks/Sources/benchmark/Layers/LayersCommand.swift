import ArgumentParser

/// Forward and backward passes and whole steps of dense networks.
struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers", abstract: "A dense layer, forward and backward passes, and whole training steps.",
    discussion: """
      784-128-10 at batch 64 and 784-1024-1024-10 at batch 128, through the public calls of NeuralNetwork; random
      images. Results are compared with the same in Double first.
      """)

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    let passes = try options.selected(LayersSuite.passes(quick: options.quick)) { $0.work(threads: 1) }
    let session = try Session(options)
    try LayersSuite(session: session).measure(passes)
    try session.finish { SpeedChart.chart($0, title: "Layers, passes and training steps") }
  }
}
