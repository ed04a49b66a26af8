import ArgumentParser
import LinearAlgebra
import NeuralNetwork

/// What `mnist train` can be told. The defaults are the original recipe.
struct TrainOptions: ParsableArguments {
  @OptionGroup var images: DataOptions

  @Option(
    name: .customLong("hidden"), parsing: .upToNextOption,
    help: ArgumentHelp("Width of each hidden layer. (default: 128)", valueName: "width"))
  var hiddenWidths: [Int] = []

  @Option(
    name: .customLong("activation"),
    help: ArgumentHelp(
      "What hidden layers apply: \(Activation.allCases.map(\.rawValue).joined(separator: ", ")). (default: relu)",
      valueName: "name"),
    completion: .list(Activation.allCases.map(\.rawValue)))
  var activationName: String?

  @Option(parsing: .unconditional, help: "Passes over the training images.")
  var epochs = 20

  @Option(parsing: .unconditional, help: "Images in a mini-batch.")
  var batchSize = 64

  @Option(parsing: .unconditional, help: "How far a step goes along the averaged gradient.")
  var learningRate = 0.01

  @Option(
    name: .customLong("initializer"),
    help: ArgumentHelp(
      "How weights begin: \(Initializer.allCases.map(\.rawValue).joined(separator: ", ")), or all to compare them. "
        + "(default: he-normal)", valueName: "name"),
    completion: .list(Initializer.allCases.map(\.rawValue) + ["all"]))
  var initializerName: String?

  @Option(parsing: .unconditional, help: "Seed of the weights and of the orders of images.")
  var seed: UInt64 = 42

  @Flag(name: .customLong("no-shuffle"), help: "Keep the images in the order of their file in every epoch.")
  var keepsOrder = false

  @OptionGroup var compute: ComputeOptions

  @Option(
    help: ArgumentHelp("Folder for the results. (default: a new runs/<date-time>)", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp("Go on from a saved network instead of a new one.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String?

  @Flag(help: "Print only the result.")
  var quiet = false

  /// Which initializers to train with.
  var initializers: [Initializer] {
    get throws {
      guard let name = initializerName else { return [.heNormal] }
      if name == "all" { return Initializer.allCases }
      guard let initializer = Initializer(rawValue: name) else {
        let allowed = Initializer.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandError("--initializer \(name): it may be \(allowed) or all")
      }
      return [initializer]
    }
  }

  /// What hidden layers apply.
  var activation: Activation {
    get throws {
      guard let name = activationName else { return .relu }
      guard let activation = Activation(rawValue: name) else {
        let allowed = Activation.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandError("--activation \(name): it may be \(allowed)")
      }
      return activation
    }
  }

  /// The widths of the hidden layers.
  var hidden: [Int] { hiddenWidths.isEmpty ? [128] : hiddenWidths }

  /// Where the images come from.
  var data: String { images.data }

  /// The backend and the threads.
  var configuration: ComputeConfiguration { get throws { try compute.configuration } }

  /// Throws where a value cannot be used, before anything is read or written.
  func check() throws {
    if epochs < 1 { throw CommandError("--epochs \(epochs): at least 1 is needed") }
    if batchSize < 1 { throw CommandError("--batch-size \(batchSize): at least 1 is needed") }
    if output == "" { throw CommandError("--output \"\": a folder is needed") }
    if let width = hidden.first(where: { $0 < 1 }) { throw CommandError("--hidden \(width): at least 1 is needed") }
    guard learningRate.isFinite, learningRate > 0 else {
      throw CommandError("--learning-rate \(learningRate): it must be a finite number above 0")
    }
    _ = try (initializers, activation, configuration)
    if load != nil {
      if !hiddenWidths.isEmpty { throw CommandError("--hidden and --load: the saved network has its own layers") }
      if activationName != nil {
        throw CommandError("--activation and --load: the saved network has its own activations")
      }
      if initializerName != nil {
        throw CommandError("--initializer and --load: the saved network has its own weights")
      }
    }
  }
}
