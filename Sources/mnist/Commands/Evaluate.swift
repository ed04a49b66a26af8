import ArgumentParser
import LinearAlgebra
import MNISTData
import NeuralNetwork

/// `mnist evaluate`: the measures of a saved network, or an ensemble of several, on the test images.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluates a saved network on the test images: loss, accuracy, measures of each digit, confusions.",
    discussion: """
      Precision is the share of right answers among all answers with that digit, recall the share of the digit's images \
      that are classified right, F1 their harmonic mean. Rows of the confusion matrix are the true digits. Several \
      networks, and copies of an image, are averaged by their probabilities.

        mnist evaluate --load runs/latest/model.safetensors
        mnist evaluate --load runs/latest/model.safetensors --json > evaluation.json
        mnist evaluate --load a.safetensors --load b.safetensors --copies 8
      """)

  /// The output of `--json`. Its keys are stable: keys are added, never changed.
  struct Report: Encodable {
    let loss: Double
    let accuracy: Double
    /// Rows are the true classes.
    let confusionMatrix: [[Int]]
    let perClass: [ClassMeasures]
    let networks: Int
    let copies: Int
  }

  @Option(
    help: ArgumentHelp("The network, as 'mnist predict' takes it. Several are averaged.", valueName: "file"),
    completion: .network)
  var load: [String]

  @OptionGroup var unsaid: UnsaidOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Also average over this many deformed copies of each image.", valueName: "count"))
  var copies = 0

  @Option("limits", "How far copies are deformed. (default: \(Evaluate.usualLimits))")
  var augment: String?

  @OptionGroup var images: DataOptions
  @OptionGroup var compute: ComputeOptions

  @Flag(help: "Print JSON on standard output and nothing else there.")
  var json = false

  /// About half of the limits in a good recipe.
  private static let usualLimits = "rotation=5,scale=0.05,shift=0.7,elasticity=0.4"

  func run() throws {
    let configuration = try compute.configuration
    guard 0...1000 ~= copies else { throw CommandError("--copies \(copies): it may be 0 to 1000") }
    if augment != nil && copies == 0 {
      throw CommandError("--augment without --copies: it says how copies are deformed")
    }
    let augmentation = try Augmentation(augment ?? Self.usualLimits)
    if let problem = augmentation?.problem { throw CommandError("--augment \(problem)") }
    let choice = try DataChoice(images.source)
    let testing = choice.images.testing
    if copies > 0 { try augmentation?.require(testing) }
    if augmentation?.deformation.finalShare ?? 0 > 0 {
      throw CommandError("--augment with a finalShare: copies have no last epochs")
    }
    let parts = try unsaid.parts()
    let networks = try load.map { try SavedNetwork.load($0, parts, pixels: testing.pixelsPerImage) }
    let result: Evaluation
    if networks.count == 1 && copies == 0 {
      result = networks[0].evaluate(testing.dataset(), configuration: configuration)
    } else {
      result = Evaluation(
        probabilities: averages(networks, testing, augmentation, configuration),
        labels: testing.labels.map(Int.init))
    }
    guard let confusion = result.confusionMatrix, result.loss.isFinite else {
      throw CommandError("--load \(load.joined(separator: ", ")): the loss on the test images is not finite")
    }
    if json {
      Output.tell(choice.summary)
      try printJSON(
        Report(
          loss: result.loss, accuracy: confusion.accuracy, confusionMatrix: confusion.counts,
          perClass: confusion.measures(), networks: networks.count, copies: copies))
    } else {
      Output.print(
        """
        \(choice.summary)\(averaged(networks.count, augmentation))
        Test accuracy \(confusion.accuracy.percent), loss \(result.loss.decimals(4)).

        \(confusion.table(columns: TerminalStyle.current.columns))
        """)
    }
  }

  /// The mean probabilities of each image, over all networks, the image itself and its copies.
  private func averages(
    _ networks: [Network<Float>], _ images: LabelledImages, _ augmentation: Augmentation?,
    _ configuration: ComputeConfiguration
  ) -> Matrix<Float> {
    let data: Dataset<Float> = images.dataset()
    var sum = Matrix<Float>.zeros(rows: data.count, columns: LabelledImages.classCount)
    for copy in 0...copies {
      let deformation = copy == 0 ? nil : augmentation?.deformation(rows: images.rows, columns: images.columns)
      let seen = deformation?.deformed(data, seed: 1, epoch: copy) ?? data
      for network in networks { sum += network.predict(seen, configuration: configuration) }
    }
    return sum / Float(networks.count * (copies + 1))
  }

  /// A sentence that says what was averaged; empty if nothing was.
  private func averaged(_ networks: Int, _ augmentation: Augmentation?) -> String {
    var parts = [String]()
    let deformed = augmentation == nil ? "" : "deformed "
    if networks > 1 { parts.append("\(networks) networks") }
    if copies > 0 { parts.append("each image and \(copies) \(deformed)cop\(copies == 1 ? "y" : "ies")") }
    return parts.isEmpty ? "" : "\nThe mean of \(parts.joined(separator: ", for "))."
  }
}
