import Foundation
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// `draw.html`: a page to draw a digit on, with the network, its script and its style in a single self-contained file.
struct DrawingPage {
  /// The network with weights of 8 bits.
  let network: QuantizedNetwork
  /// The accuracy of the network on the test images.
  let accuracy: Double
  /// The same with weights of 8 bits.
  let roundedAccuracy: Double
  let images: LabelledImages
  /// Whether they are the embedded ones.
  let isEmbedded: Bool

  /// - Parameters:
  ///   - name: the network's name in errors.
  ///   - accuracy: its accuracy on the test images; nil measures it.
  /// - Precondition: the network classifies the images, which are of 28 x 28 pixels, and its parameters are finite.
  /// - Throws: `CommandError` where a loss is not finite.
  init(
    _ network: Network<Float>, named name: String, accuracy: Double? = nil, _ choice: DataChoice,
    _ configuration: ComputeConfiguration
  ) throws {
    let images = choice.images.testing
    func measured(_ network: Network<Float>, _ what: String) throws -> Double {
      let result = network.evaluate(images.dataset(), configuration: configuration)
      guard let confusion = result.confusionMatrix, result.loss.isFinite else {
        throw CommandError("\(name): the loss on the test images\(what) is not finite")
      }
      return confusion.accuracy
    }
    self.network = QuantizedNetwork(network)
    self.accuracy = try accuracy ?? measured(network, "")
    roundedAccuracy = try measured(self.network.dequantized(), ", with weights of 8 bits,")
    (self.images, isEmbedded) = (images, choice.isEmbedded)
  }

  /// Throws if images are not in the form of prepared drawings; the error begins with the option concerned.
  static func require(_ images: LabelledImages, for option: String) throws {
    let side = DigitImage.side
    guard images.rows == side, images.columns == side else {
      throw CommandError(
        "\(option): the test images are \(images.columns)x\(images.rows), a page makes drawings \(side)x\(side)")
    }
  }

  /// Whether the file at a path is a page of this program.
  static func isPage(at path: String) -> Bool {
    guard FileStatus(at: path).regularSize != nil, let file = try? InputFile(path) else { return false }
    let head = (try? file.read(at: 0, count: min(file.size, 512))) ?? []
    return String(decoding: head, as: UTF8.self).contains("<meta name=\"generator\" content=\"mnist page\"/>")
  }

  /// Throws if the file that `option` names may not be replaced: it is not a page, and `--overwrite` was not given.
  static func requireReplaceable(_ path: String, named option: String, overwrite: Bool) throws {
    if !overwrite && FileStatus(at: path).regularSize != nil && !isPage(at: path) {
      throw CommandError(
        "\(option) \(printable(path)): that file is no page of this command: name another file, or say --overwrite to "
          + "replace it")
    }
  }

  /// The two accuracies, as part of a sentence.
  var summary: String {
    "\(accuracy.percent) of the \(images.count.grouped) test images right, with weights of 8 bits "
      + roundedAccuracy.percent
  }

  /// The scripts, in the order in which they run.
  static let scripts = [
    PackageResources.prepare_js, PackageResources.network_js, PackageResources.strokes_js, PackageResources.page_js,
    PackageResources.paper_js, PackageResources.answer_js, PackageResources.inside_js, PackageResources.start_js,
  ]

  func html() throws -> [UInt8] {
    let style = PackageResources.draw_css
    let script = Array(DrawingPage.scripts.joined())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let widths = [network.layers[0].inputs] + network.layers.map(\.outputs)
    let parameters = network.layers.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs }
    let texts = [
      "policy": DrawingPage.policy(style: style, script: script),
      "widths": widths.map(String.init).joined(separator: "-"),
      "accuracy": accuracy.percent, "rounded": roundedAccuracy.percent, "count": images.count.grouped,
      "source": isEmbedded ? "<small> of the embedded subset</small>" : "", "parameters": parameters.grouped,
    ]
    let parts = [
      "style": style, "script": script, "network": [UInt8](try encoder.encode(network)),
      "images": [UInt8](try encoder.encode(examples)), "weights": network.weights,
    ]
    return Template(PackageResources.draw_html).filled(parts.merging(texts.mapValues { Array($0.utf8) }) { $1 })
  }

  /// A test image to click on.
  private struct Example: Encodable {
    let index: Int
    let label: UInt8
    /// In base64, row-major.
    let pixels: String
  }

  /// The first two test images of each digit.
  private var examples: [Example] {
    (0..<UInt8(LabelledImages.classCount)).flatMap { digit in
      images.labels.indices.lazy.filter { images.labels[$0] == digit }.prefix(2).map {
        Example(index: $0, label: digit, pixels: Data(images[$0]).base64EncodedString())
      }
    }
  }

  /// The content security policy: the page runs its own script, and nothing else.
  private static func policy(style: [UInt8], script: [UInt8]) -> String {
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '\(source(style))'; "
      + "script-src '\(source(script))'"
  }

  /// The SHA-256 of an element's text, in the form of a policy.
  private static func source(_ text: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(text)
    let digits = Array(hash.finalized())
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    return "sha256-" + Data(bytes).base64EncodedString()
  }
}
