import ArgumentParser
import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// What `mnist train` can be told. The defaults are the original recipe, or those of `--config` or `--preset`.
struct TrainOptions: ParsableArguments {
  @Option(
    help:
      "auto ($MNIST_DIR, then data/mnist, then the embedded subset), embedded, or a folder of IDX files. (default: auto)",
    completion: .directory)
  var data: String?

  @Option(
    name: .customLong("hidden"), parsing: .upToNextOption,
    help: ArgumentHelp("Width of each hidden layer. (default: 128)", valueName: "width"))
  var hiddenWidths: [Int] = []

  @Option(
    name: .customLong("activation"),
    help: ArgumentHelp(
      "What hidden layers apply, with --load where its file does not say it: "
        + "\(Activation.allCases.map(\.rawValue).joined(separator: ", ")). (default: relu)", valueName: "name"),
    completion: .list(Activation.allCases.map(\.rawValue)))
  var activationName: String?

  @Option(parsing: .unconditional, help: "Passes over the training images. (default: \(Recipe.usual.epochs))")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "Images in a mini-batch. (default: \(Recipe.usual.batchSize))")
  var batchSize: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Cut each mini-batch into so many parts, whose gradients are added up in a fixed order: the processes of mpirun share "
        + "them, and their number changes no bit. (default: 1)", valueName: "count"))
  var shards: Int?

  @Option(
    help: ArgumentHelp(
      "What a step does with the gradient: \(Recipe.optimizers.joined(separator: ", ")). (default: sgd)",
      valueName: "name"),
    completion: .list(Recipe.optimizers))
  var optimizer: String?

  @Option(
    parsing: .unconditional,
    help: "How far a step goes along the averaged gradient. (default: 0.01, with adam and adamw 0.001)")
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share of the last step's direction that sgd keeps. (default: 0)", valueName: "share"))
  var momentum: Double?

  @Flag(help: "Look ahead along the momentum.")
  var nesterov = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Weight decay: of sgd and adam part of the gradient, of adamw of the step. (default: 0, with adamw 0.01)",
      valueName: "share"))
  var weightDecay: Double?

  @Option(
    help: ArgumentHelp(
      "How the learning rate changes: constant, step (a tenth of it after each third of the steps), cosine (to 0). "
        + "(default: constant)", valueName: "name"),
    completion: .list(Recipe.schedules))
  var schedule: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps in which the learning rate rises first, from a third: a number of them, or a share below 1. (default: 0)",
      valueName: "steps"))
  var warmUp: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shorten gradients to this norm where they are longer.", valueName: "norm"))
  var clipNorm: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of the units of each hidden layer that are dropped in a step. (default: 0)", valueName: "rate"))
  var dropout: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share of each label that goes to all digits alike. (default: 0)", valueName: "share"))
  var labelSmoothing: Double?

  @Option(
    help: ArgumentHelp(
      "Deform each image anew in each epoch, within limits such as rotation=13,scale=0.13,shear=0.12,shift=1.3,"
        + "elasticity=1, or none; Documentation/Presets.md explains them. (default: none)", valueName: "limits"))
  var augment: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Evaluate and keep an exponential average of the weights, of which a step keeps this share, such as 0.999.",
      valueName: "decay"))
  var average: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Training images to hold out and to judge epochs by: a number of them, or a share below 1.", valueName: "count"))
  var validation: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "End after so many epochs without a smaller validation loss, and keep the best network.", valueName: "epochs"))
  var patience: Int?

  @Flag(
    name: .customLong("evaluate-training"), inversion: .prefixedNo,
    help: "End each epoch with an evaluation of all training images, which takes about a quarter of its time.")
  var evaluatesTraining: Bool?

  @Option(
    name: .customLong("initializer"),
    help: ArgumentHelp(
      "How weights begin: \(Initializer.allCases.map(\.rawValue).joined(separator: ", ")), or all to compare them. "
        + "(default: he-normal)", valueName: "name"),
    completion: .list(Initializer.allCases.map(\.rawValue) + ["all"]))
  var initializerName: String?

  @Option(
    parsing: .unconditional,
    help: "Seed of the weights, the orders of images and the held-out ones. (default: \(Recipe.usual.seed))")
  var seed: UInt64?

  @Flag(
    name: .customLong("shuffle"), inversion: .prefixedNo, help: "Draw an order of the images anew in every epoch.")
  var shuffles: Bool?

  @OptionGroup var compute: ComputeOptions

  @Option(
    help: ArgumentHelp("Folder for the results. (default: a new runs/<date-time>)", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Flag(help: "Let the run replace the results of another one in the folder of --output.")
  var overwrite = false

  @Option(
    help: ArgumentHelp(
      "Start from a saved network, not a new one; it may come from PyTorch or scikit-learn, as 'mnist predict' says.",
      valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String?

  @OptionGroup var layout: LayoutOption

  @Option(
    help: ArgumentHelp(
      "Repeat the run that wrote this config.json; options beside it count more.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Begin with the settings of a recipe that comes with the program: original, fast (98 % in seconds) or best "
        + "(minutes); options beside it count more.", valueName: "name"),
    completion: .list(Preset.allCases.map(\.rawValue)))
  var preset: String?

  @OptionGroup var checkpoints: CheckpointOptions

  @Flag(help: "Write draw.html besides, a page to draw digits on for the network; see 'mnist help page'.")
  var page = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long a process of mpirun may send nothing before all end. (default: 60)", valueName: "seconds"))
  var deadline: Double?

  @Flag(help: "Print only the result.")
  var quiet = false
}
