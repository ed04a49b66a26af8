import ArgumentParser
import Foundation
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// The images, settings and output of one call of `mnist train`.
struct TrainingSession {
  let options: TrainOptions
  /// The settings, with everything that was left to others chosen.
  let recipe: Recipe
  /// The same as it is written: `latest` in the path of a saved network means another one after this run.
  private let config: Recipe
  let choice: DataChoice
  let configuration: ComputeConfiguration
  let training: Dataset<Float>
  /// The training images that are held out.
  let validation: Dataset<Float>?
  let testing: Dataset<Float>
  let processes: SharedTraining
  private let start: Date

  /// Reads the images and says which they are.
  init(_ options: TrainOptions, _ processes: SharedTraining, start: Date) throws {
    self.options = options
    self.processes = processes
    self.start = start
    var recipe = try options.recipe()
    var configuration = try ComputeConfiguration(backend: recipe.backend, threads: recipe.threads)
    // The share of this machine is no part of the recipe.
    let ownThreads = recipe.threads == nil && !ComputeConfiguration.hasThreadsInEnvironment ? processes.threads : nil
    if let ownThreads { configuration.threads = ownThreads }
    self.configuration = configuration
    // For what takes none. Without the backend of the options, so that initial weights do not depend on it.
    ComputeConfiguration.current = ComputeConfiguration(backend: .automatic, threads: configuration.threads)
    choice = try DataChoice(recipe.data)
    let images: Dataset<Float> = choice.images.training.dataset()
    if let count = try recipe.validationCount(of: images.count) {
      (training, validation) = images.holdingOut(count, seed: recipe.seed)
    } else {
      (training, validation) = (images, nil)
    }
    testing = choice.images.testing.dataset()
    let shards = min(recipe.shards, training.count)
    if !shards.isMultiple(of: processes.count) {
      throw CommandError(
        "--shards \(shards): \(processes.count) processes share the parts of a mini-batch evenly, so their number must be a "
          + "multiple of \(processes.count)")
    }
    try recipe.augment?.require(choice.images.training)
    if options.page && processes.isFirst { try DrawingPage.require(choice.images.testing, for: "--page") }
    recipe.settle(choice, configuration)
    self.recipe = recipe
    if ownThreads != nil { recipe.threads = nil }
    recipe.load = recipe.load.map { URL(filePath: $0).resolvingSymlinksInPath().path }
    config = recipe
    say(choice.notice)
    if let validation {
      say("\(validation.count.grouped) of the images to train on are held out for validation.")
    }
  }

  func say(_ line: String) {
    if !options.quiet { Output.print(line) }
  }

  /// Trains one network and writes what came of it.
  func run(initializer: Initializer) throws {
    var run = try newRun(initializer)
    let places = options.checkpoints.places(output: options.output)
    let folder = try processes.agree { () -> RunFolder? in
      if !processes.isFirst { return nil }
      if options.page, let folder = places.folder {
        try DrawingPage.requireReplaceable(
          "\(folder)/\(RunFolder.pageName)", named: "--page", overwrite: options.overwrite)
      }
      return try RunFolder(output: places.folder, replacesResults: options.overwrite || places.hasOwnResults)
    }
    defer { folder?.removeIfEmpty() }
    Interrupt.install()
    let together = processes.count > 1 ? " \(processes.count) processes, each with" : ""
    say("Network: \(run.template.widths().map(String.init).joined(separator: "-")),\(together) \(configuration).")
    // Its own checkpoint, where it was resumed in its folder.
    let hadCheckpoint = try places.file.map { try resume(&run, from: $0) && places.hasOwnResults } ?? false
    let hasCheckpoint = try train(&run, in: folder)
    try processes.agree {
      try requireSound(run)
      if let folder { try write(run, to: folder, keepsCheckpoint: hadCheckpoint || hasCheckpoint) }
    }
    if run.history.outcome == .stopped { throw ExitCode(processes.largest(Interrupt.status)) }
  }

  /// A run that has not begun: with a network drawn from the seed, or the saved one.
  func newRun(_ initializer: Initializer) throws -> TrainingRun<Float> {
    let trainer = recipe.trainer(
      images: training.count, rows: choice.images.training.rows, columns: choice.images.training.columns,
      configuration: configuration)
    return TrainingRun(
      trainer, try processes.agree { try newNetwork(initializer) }, training: training, validation: validation,
      testing: testing, group: processes.group)
  }

  private func newNetwork(_ initializer: Initializer) throws -> Network<Float> {
    let (images, hidden) = (choice.images.training, recipe.hidden ?? [])
    // What a checkpoint takes is there for a moment only, and besides what trains.
    let slots = recipe.slots + (options.checkpoints.checkpointEvery == nil ? 0 : 3 * (1 + recipe.slots))
    if let path = recipe.load {
      let parts = ForeignParts(
        activation: recipe.activation.flatMap(Activation.init), layout: recipe.layout.flatMap(WeightLayout.init),
        loss: nil)
      return try SavedNetwork.load(
        path, parts, pixels: images.pixelsPerImage, batchSize: batchSize, slots: slots)
    }
    try MemoryNeed.require(
      widths: [images.pixelsPerImage] + hidden + [LabelledImages.classCount], batchSize: batchSize, slots: slots)
    var generator = SeededGenerator(seed: recipe.seed)
    return Network(
      inputs: images.pixelsPerImage, hidden: hidden, outputs: LabelledImages.classCount,
      activation: recipe.activation.flatMap(Activation.init) ?? .relu, initializer: initializer, using: &generator)
  }

  /// Resumes the run from a checkpoint, if there is one; whether there is.
  private func resume(_ run: inout TrainingRun<Float>, from file: String) throws -> Bool {
    if !processes.first({ FileStatus(at: file) != .missing }) {
      say("No checkpoint \(printable(file)) yet: training starts from the beginning.")
      return false
    }
    try processes.agree { if processes.isFirst { try requireSameStart(of: file) } }
    let problem = Result { () throws(TensorFileError) in
      try run.resume(from: file, acceptsOtherMachine: options.checkpoints.anyMachine)
    }
    try processes.agree {
      guard case .failure(let error) = problem else { return }
      // The names that `TrainingRun.machine` gives to what `--any-machine` accepts, as they stand in its error.
      let hint = error.problem.contains("with backend") || error.problem.contains("with instruction set")
      throw hint ? CommandError("\(error): its bits would differ, --any-machine resumes it anyway") : error
    }
    say("Resumed from \(printable(file)), after \(run.history.steps) steps and \(run.history.epochs.count) epochs.")
    return true
  }

  /// Where a run began is no part of its checkpoint: throws where the settings beside it say something else.
  private func requireSameStart(of checkpoint: String) throws {
    let begun = String(checkpoint.dropLast(RunFolder.checkpointName.count)) + RunFolder.configName
    guard FileStatus(at: begun).regularSize != nil, let old = try? Recipe(contentsOf: begun) else { return }
    for (option, old, new) in [
      ("--initializer", old.initializer, config.initializer), ("--load", old.load, config.load),
      ("--layout", old.layout, config.layout),
    ] where old != new {
      throw CommandError(
        "\(printable(begun)) says \(option) \(old ?? "none"), this run has \(new ?? "none"): it would not be the same run, "
          + "which --config \(printable(begun)) --resume \(printable(checkpoint)) continues")
    }
  }

  /// Trains to the end; Ctrl-C ends it after the current step. Whether the folder has got a checkpoint.
  private func train(_ run: inout TrainingRun<Float>, in folder: RunFolder?) throws -> Bool {
    var display = ProgressDisplay(quiet: options.quiet || !processes.isFirst)
    defer { display.finish() }
    var writer = CheckpointWriter(every: options.checkpoints.checkpointEvery, to: folder, config: config)
    let history = run.finish { run, progress in
      display.show(progress)
      writer.write(run, after: progress)
      return Interrupt.isPending ? .stop : .proceed
    }
    if history.outcome == .stopped { writer.write(run) }
    return writer.hasWritten
  }

  /// Throws where the loss left the finite numbers: there is nothing worth keeping, unless a better network is.
  private func requireSound(_ run: TrainingRun<Float>) throws {
    if run.history.outcome == .diverged && run.best == nil {
      throw CommandError(
        "the loss is not finite after epoch \(run.history.epochs.count): try a lower --learning-rate than "
          + "\(recipe.rate)")
    }
  }

  /// Evaluates the network on the test images and writes the files.
  private func write(_ run: TrainingRun<Float>, to folder: RunFolder, keepsCheckpoint: Bool) throws {
    let (network, history) = (run.result(), run.history)
    let test = network.evaluate(testing, configuration: configuration)
    guard let confusion = test.confusionMatrix, test.loss.isFinite else {
      throw CommandError("the loss of the test images is not finite: try a lower --learning-rate")
    }
    let facts = Metrics.Facts(
      dataset: choice.images.source, trainCount: training.count, validationCount: validation?.count,
      testCount: testing.count, backend: configuration.backend.name,
      instructionSet: configuration.instructionSet.rawValue, threads: configuration.threads, layers: network.widths(),
      activations: network.layers.map(\.activation.rawValue),
      build: ComputeConfiguration.isDebugBuild ? "debug" : "release",
      warmUp: recipe.warmUpSteps(images: training.count), bestEpoch: history.bestEpoch(), shuffled: recipe.shuffle,
      trainingEvaluated: recipe.evaluateTraining, outcome: history.outcome)
    let metrics = Metrics(
      run: Metrics.Run(recipe: config, facts: facts),
      epochs: history.epochs,
      test: Metrics.Test(loss: test.loss, accuracy: confusion.accuracy, confusionMatrix: confusion.counts),
      seconds: Date().timeIntervalSince(start), peakMemoryBytes: ProcessFacts.peakMemoryBytes)
    let report = Report(
      metrics: metrics, steps: history.steps, training: choice.images.training, images: choice.images.testing,
      network: network, classifications: network.classifications(of: testing, configuration: configuration),
      page: options.page ? RunFolder.pageName : nil)
    let model = try network.serialized(metadata: ["seed": String(recipe.seed)])
    do {
      var files = [
        ("model.safetensors", model), ("metrics.json", try metrics.json()), (RunFolder.configName, try config.json()),
        ("report.html", Array(report.html.utf8)),
      ]
      if options.page {
        let page = try DrawingPage(network, named: "--page", accuracy: confusion.accuracy, choice, configuration)
        files.append((RunFolder.pageName, try page.html()))
      }
      try folder.write(files)
      if !options.page { folder.removeOldPage() }
      if !keepsCheckpoint { folder.removeOldCheckpoint() }
    } catch {
      throw CommandError("\(error); \(RunFolder.rescue(model))")
    }
    if let problem = folder.markAsLatest() { Output.tell("mnist: \(problem)") }
    for line in metrics.notes(steps: history.steps) + metrics.summary(.current) { say(line) }
    let names = RunFolder.fileNames + (options.page ? [RunFolder.pageName] : [])
    Output.print(
      "Test accuracy \(confusion.accuracy.percent), loss \(test.loss.decimals(4)), \(metrics.seconds.decimals(1)) s in "
        + "all: \(names.map { printable(folder.file($0)) }.joined(separator: ", "))")
  }

  private var batchSize: Int { min(recipe.batchSize, training.count) }
}
