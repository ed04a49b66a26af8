import ArgumentParser
import Foundation
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// The images, settings and output of one call of `mnist train`.
struct TrainingSession {
  let options: TrainOptions
  let choice: DataChoice
  let configuration: ComputeConfiguration
  let training: Dataset<Float>
  let testing: Dataset<Float>
  private let start: Date

  /// Reads the images and says which they are.
  init(_ options: TrainOptions, start: Date) throws {
    self.options = options
    self.start = start
    configuration = try options.configuration
    choice = try DataChoice(options.data)
    training = choice.images.training.dataset()
    testing = choice.images.testing.dataset()
    say(choice.notice)
  }

  /// Prints a line, unless quiet.
  func say(_ line: String) {
    if !options.quiet { Output.print(line) }
  }

  /// Trains one network and writes what came of it.
  func run(initializer: Initializer) throws {
    var network = try newNetwork(initializer)
    let folder = try RunFolder(output: options.output)
    defer { folder.removeIfEmpty() }
    Interrupt.install()
    say("Network: \(layerWidths(network).map(String.init).joined(separator: "-")), \(configuration).")
    let history = train(&network, showing: !options.quiet)
    try requireSound(history)
    try write(network, history, initializer: options.load == nil ? initializer : nil, to: folder)
    if history.outcome == .stopped { throw ExitCode(130) }
  }

  /// A network drawn from the seed, or the saved one.
  func newNetwork(_ initializer: Initializer) throws -> Network<Float> {
    let images = choice.images.training
    if let path = options.load {
      return try SavedNetwork.load(path, pixels: images.pixelsPerImage, batchSize: batchSize)
    }
    try MemoryNeed.require(
      widths: [images.pixelsPerImage] + options.hidden + [LabelledImages.classCount], batchSize: batchSize)
    var generator = SeededGenerator(seed: options.seed)
    return Network(
      inputs: images.pixelsPerImage, hidden: options.hidden, outputs: LabelledImages.classCount,
      activation: try options.activation, initializer: initializer, using: &generator)
  }

  /// Trains in place; Ctrl-C ends it after the current step.
  func train(_ network: inout Network<Float>, showing isShown: Bool) -> TrainingHistory {
    var display = ProgressDisplay(quiet: !isShown)
    defer { display.finish() }
    let trainer = Trainer(
      epochs: options.epochs, batchSize: options.batchSize, optimizer: .sgd(learningRate: options.learningRate),
      shuffles: !options.keepsOrder, seed: options.seed, configuration: configuration)
    return trainer.train(&network, on: training, testing: testing) { progress in
      display.show(progress)
      return Interrupt.isPending ? .stop : .proceed
    }
  }

  /// Throws where the loss left the finite numbers: there is nothing worth keeping.
  func requireSound(_ history: TrainingHistory) throws {
    if history.outcome == .diverged {
      throw CommandError(
        "the loss is not finite after epoch \(history.epochs.count): try a lower --learning-rate than "
          + "\(options.learningRate)")
    }
  }

  /// Evaluates the network on the test images and writes the files.
  private func write(
    _ network: Network<Float>, _ history: TrainingHistory, initializer: Initializer?, to folder: RunFolder
  ) throws {
    let test = network.evaluate(testing, configuration: configuration)
    guard let confusion = test.confusionMatrix, test.loss.isFinite else {
      throw CommandError("the loss of the test images is not finite: try a lower --learning-rate")
    }
    let metrics = Metrics(
      run: Metrics.Run(
        dataset: choice.images.source, trainCount: training.count, testCount: testing.count,
        backend: configuration.backend.name, instructionSet: configuration.instructionSet.rawValue,
        threads: configuration.threads, seed: options.seed, layers: layerWidths(network),
        activations: network.layers.map(\.activation.rawValue),
        build: ComputeConfiguration.isDebugBuild ? "debug" : "release", epochs: options.epochs,
        batchSize: options.batchSize, learningRate: options.learningRate, initializer: initializer?.rawValue,
        shuffled: !options.keepsOrder, outcome: history.outcome),
      epochs: history.epochs,
      test: Metrics.Test(loss: test.loss, accuracy: confusion.accuracy, confusionMatrix: confusion.counts),
      seconds: Date().timeIntervalSince(start), peakMemoryBytes: ProcessFacts.peakMemoryBytes)
    let report = Report(
      metrics: metrics, steps: history.steps, images: choice.images.testing, network: network,
      classifications: network.classifications(of: testing, configuration: configuration))
    try folder.write([
      ("model.safetensors", network.serialized(metadata: ["seed": String(options.seed)])),
      ("metrics.json", metrics.json()), ("report.html", Array(report.html.utf8)),
    ])
    if let problem = folder.markAsLatest() { Output.tell("mnist: \(problem)") }
    if history.outcome == .stopped {
      say("Stopped in epoch \(history.epochs.count + 1), after \(history.steps) steps.")
    }
    for line in TerminalSummary(metrics: metrics, glyphs: .init(environment: ProcessInfo.processInfo.environment)).lines
    {
      say(line)
    }
    Output.print(
      "Test accuracy \(confusion.accuracy.percent), loss \(test.loss.decimals(4)), \(metrics.seconds.decimals(1)) s in "
        + "all: \(RunFolder.fileNames.map { printable(folder.file($0)) }.joined(separator: ", "))")
  }

  private var batchSize: Int { min(options.batchSize, training.count) }

  private func layerWidths(_ network: Network<Float>) -> [Int] { [network.inputs] + network.layers.map(\.outputs) }
}
