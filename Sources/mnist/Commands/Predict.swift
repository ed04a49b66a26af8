import ArgumentParser
import LinearAlgebra
import MNISTData
import NeuralNetwork

/// `mnist predict`: a saved network's prediction for one image.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws one image and shows a saved network's prediction for it.",
    discussion: """
      The image is a test image (--index N), a PGM file, or one on standard input (-). A PGM may have any size, dark \
      strokes on light paper or light ones on dark: it is centred and scaled to 28x28 as MNIST was. ImageMagick turns a \
      photo into one: convert photo.jpg -auto-orient -background white -alpha remove -colorspace gray -resize 800x800 digit.pgm

        mnist predict --load runs/latest/model.safetensors --index 7
        mnist predict --load runs/latest/model.safetensors digit.pgm
        convert photo.jpg -auto-orient -background white -alpha remove pgm:- | mnist predict --load runs/latest/model.safetensors -
      """)

  /// The output of `--json`. Its keys are stable: keys are added, never changed.
  struct Report: Encodable {
    let prediction: Int
    let probabilities: [Float]
    /// Absent for a file, as is the label.
    let index: Int?
    let label: Int?
  }

  @OptionGroup var network: LoadOption
  @OptionGroup var images: DataOptions
  @OptionGroup var compute: ComputeOptions

  @Option("number", "Take this test image, counted from 0.")
  var index: Int?

  @Argument(
    help: ArgumentHelp("A PGM image, or - for standard input.", valueName: "image"),
    completion: .file(extensions: ["pgm"]))
  var file: String?

  @Flag(help: "Print JSON on standard output and nothing else there.")
  var json = false

  func run() throws {
    let configuration = try compute.configuration
    let subject = try PredictionSubject(index: index, file: file, data: images.source)
    let network = try SavedNetwork.load(network.load, network.unsaid.parts(), pixels: subject.pixels.count)
    let features = Dataset<Float>(bytes: subject.pixels, inputs: subject.pixels.count, labels: [0], classes: 1)
    let output = network.predict(features.featureMatrix(), configuration: configuration)
    let (probabilities, prediction) = (output.scalars(), output.rowArgmax()[0])
    guard probabilities.allSatisfy(\.isFinite) else {
      throw CommandError("--load \(self.network.load): what it makes of the image are no probabilities")
    }
    if json {
      Output.tell(subject.title)
      try printJSON(
        Report(prediction: prediction, probabilities: probabilities, index: index, label: subject.label))
    } else {
      let style = TerminalStyle.current
      let lines =
        [subject.title] + subject.raster.lines(width: style.columns, style) + bars(probabilities, style)
        + [verdict(prediction, probabilities[prediction], truth: subject.label)]
      Output.print(lines.joined(separator: "\n"))
    }
  }

  private func bars(_ probabilities: [Float], _ style: TerminalStyle) -> [String] {
    let width = min(50, style.columns - 12)
    return probabilities.enumerated().map { digit, probability in
      let bar = style.bar(Double(probability), width: max(width, 1))
      return "\(digit) \(Double(probability).percent.leftPadded(to: 7))" + (bar.isEmpty ? "" : "  \(bar)")
    }
  }

  private func verdict(_ prediction: Int, _ probability: Float, truth: Int?) -> String {
    let answer = "Prediction: \(prediction) (\(Double(probability).percent))"
    guard let truth else { return answer }
    return answer + (truth == prediction ? ", which is right" : "; it is labelled \(truth)")
  }
}
