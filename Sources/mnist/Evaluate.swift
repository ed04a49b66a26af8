import ArgumentParser
import MNISTData
import NeuralNetwork

/// `mnist evaluate`: how well a saved network does on the test images.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluates a saved network on the test images: loss, accuracy, measures of each digit, confusions.",
    discussion: """
      Precision is the share of right answers among all answers with that digit, recall the share of the digit's images \
      that were found, F1 their harmonic mean. Rows of the confusion matrix are the truth.

        mnist evaluate --load runs/latest/model.safetensors
        mnist evaluate --load runs/latest/model.safetensors --json > evaluation.json
      """)

  /// What `--json` prints. Its keys are a promise: they are added to, never changed.
  struct Report: Encodable {
    let loss: Double
    let accuracy: Double
    /// Rows are the truth.
    let confusionMatrix: [[Int]]
    let perClass: [ClassMeasures]
  }

  @OptionGroup var network: LoadOption
  @OptionGroup var images: DataOptions
  @OptionGroup var compute: ComputeOptions

  @Flag(help: "Print JSON on standard output and nothing else there.")
  var json = false

  func run() throws {
    let configuration = try compute.configuration
    let choice = try DataChoice(images.data)
    let network = try SavedNetwork.load(network.load, pixels: choice.images.testing.pixelsPerImage)
    let result = network.evaluate(choice.images.testing.dataset(), configuration: configuration)
    guard let confusion = result.confusionMatrix else {
      throw CommandError("--load \(self.network.load): it is a network that predicts values, not classes")
    }
    guard result.loss.isFinite else {
      throw CommandError("--load \(self.network.load): its loss on the test images is not finite")
    }
    if json {
      Output.tell(choice.summary)
      try printJSON(
        Report(
          loss: result.loss, accuracy: confusion.accuracy, confusionMatrix: confusion.counts,
          perClass: confusion.measures()))
    } else {
      Output.print(
        """
        \(choice.summary)
        Test accuracy \(confusion.accuracy.percent), loss \(result.loss.decimals(4)).

        \(EvaluationTable(confusion).text(columns: TerminalStyle.current.columns))
        """)
    }
  }
}
