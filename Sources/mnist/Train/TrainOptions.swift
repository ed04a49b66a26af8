import ArgumentParser
import NeuralNetwork

/// What `mnist train` can be told. The defaults are the original recipe, or those of `--config` or `--preset`.
struct TrainOptions: ParsableArguments {
  @OptionGroup var images: DataOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Width of each hidden layer. (default: 128)", valueName: "width"))
  var hidden: [Int] = []

  @Option(
    "What hidden layers apply, with --load where its file does not say it",
    oneOf: Activation.allCases.map(\.rawValue), usual: "relu")
  var activation: String?

  @Option("epochs", "Passes over the training images. (default: \(Recipe.usual.epochs))")
  var epochs: Int?

  @Option("batch-size", "Images in a mini-batch. (default: \(Recipe.usual.batchSize))")
  var batchSize: Int?

  @Option(
    "count",
    "Cut each mini-batch into so many parts, whose gradients are added up in a fixed order: the processes of mpirun share "
      + "them, and their number changes no bit. (default: 1)")
  var shards: Int?

  @Option("What a step does with the gradient", oneOf: Recipe.optimizers, usual: "sgd")
  var optimizer: String?

  @Option(
    "learning-rate",
    "How far a step goes along the averaged gradient. "
      + "(default: \(Optimizer.sgd().learningRate), with adam and adamw \(Optimizer.adam().learningRate))")
  var learningRate: Double?

  @Option("share", "Share of the last step's direction that sgd keeps. (default: 0)")
  var momentum: Double?

  @Flag(help: "Look ahead along the momentum.")
  var nesterov = false

  @Option(
    "share", "Weight decay: of sgd and adam part of the gradient, of adamw of the step. (default: 0, with adamw 0.01)")
  var weightDecay: Double?

  @Option(
    "name",
    "How the learning rate changes: constant, step (a tenth after a third of the steps, a hundredth after two), "
      + "cosine (to 0). (default: constant)", completion: .list(Recipe.schedules))
  var schedule: String?

  @Option(
    "steps",
    "Steps in which the learning rate rises first, from a third: a number of them, or a share below 1. (default: 0)")
  var warmUp: Double?

  @Option("norm", "Shorten gradients to this norm where they are longer.")
  var clipNorm: Double?

  @Option("rate", "Share of the units of each hidden layer that are dropped in a step. (default: 0)")
  var dropout: Double?

  @Option("share", "Share of each label that goes to all digits alike. (default: 0)")
  var labelSmoothing: Double?

  @Option(
    "limits",
    "Deform each image anew in each epoch, within limits such as rotation=13,scale=0.13,shear=0.12,shift=1.3,"
      + "elasticity=1, or none; Documentation/Presets.md explains them. (default: none)")
  var augment: String?

  @Option(
    "decay",
    "Evaluate and keep an exponential average of the weights, of which a step keeps this share, such as 0.999.")
  var average: Double?

  @Option("count", "Training images to hold out and to judge epochs by: a number of them, or a share below 1.")
  var validation: Double?

  @Option("epochs", "End after so many epochs without a smaller validation loss, and keep the best network.")
  var patience: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "End each epoch with an evaluation of all training images, which takes about a quarter of its time.")
  var evaluateTraining: Bool?

  @Option(
    "How weights begin, with all to compare them", oneOf: Initializer.allCases.map(\.rawValue) + ["all"],
    usual: "he-normal")
  var initializer: String?

  @Option("seed", "Seed of the weights, the orders of images and the held-out ones. (default: \(Recipe.usual.seed))")
  var seed: UInt64?

  @Flag(inversion: .prefixedNo, help: "Draw an order of the images anew in every epoch.")
  var shuffle: Bool?

  @OptionGroup var compute: ComputeOptions

  @Option("dir", "Folder for the results. (default: a new runs/<date-time>)", completion: .directory)
  var output: String?

  @Flag(help: "Let the run replace the results of another one in its folder, that of --output or --resume.")
  var overwrite = false

  @Option(
    "file",
    "Start from a saved network, not a new one; it may come from PyTorch or scikit-learn, as 'mnist predict' says.",
    completion: .network)
  var load: String?

  @OptionGroup var layout: LayoutOption

  @Option(
    "file", "Repeat the run that wrote this config.json; options beside it count more.",
    completion: .file(extensions: ["json"]))
  var config: String?

  @Option(
    "name",
    "Begin with the settings of a recipe that comes with the program: original, fast (98 % in seconds) or best "
      + "(minutes); options beside it count more.", completion: .list(Preset.allCases.map(\.rawValue)))
  var preset: String?

  @OptionGroup var checkpoints: CheckpointOptions

  @Flag(help: "Write draw.html besides, a page to draw digits on for the network; see 'mnist help page'.")
  var page = false

  @Option("seconds", "How long a process of mpirun may send nothing before all end. (default: 60)")
  var deadline: Double?

  @Flag(help: "Print only the result.")
  var quiet = false
}
