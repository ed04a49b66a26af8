import ArgumentParser
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// What `mnist predict` makes of many drawings at once, for `.ci/page` to compare a page with.
struct Drawings: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prepares and classifies drawings in one file, as 'mnist predict' does one by one.",
    discussion: "A drawing without a stroke becomes an image of zeros.")

  @Option(help: "The network; without one drawings are only prepared.") var load: String?
  @Option(help: "The drawings, one after the other, a byte a sample and row by row.") var file: String
  @Option(help: "The columns of each.") var width: Int
  @Option(help: "The rows of each.") var height: Int
  @Option(help: "Where to write the prepared images, 784 bytes each.") var prepared: String?
  @Option(help: "Where to write the probabilities, ten numbers of 32 bits each, little-endian.") var probabilities:
    String?

  func run() throws {
    let file = try InputFile(file)
    let size = width * height
    guard width > 0, height > 0, file.size.isMultiple(of: size) else {
      throw ValidationError("\(file.size) bytes are no drawings of \(width)x\(height)")
    }
    var pixels = [UInt8]()
    for start in stride(from: 0, to: file.size, by: size) {
      let samples = try file.read(at: start, count: size).map(UInt16.init)
      let image = try PGMImage(width: width, height: height, samples: samples)
      let digit = try? DigitImage(normalizing: image)
      pixels += digit?.pixels ?? Array(repeating: 0, count: DigitImage.side * DigitImage.side)
    }
    if let prepared { try writeAtomically([pixels], to: prepared) }
    guard let load else { return }
    let network = try Network<Float>(contentsOf: load)
    let count = file.size / size
    let data = Dataset<Float>(
      bytes: pixels, inputs: DigitImage.side * DigitImage.side, labels: Array(repeating: 0, count: count), classes: 10)
    let output = network.predict(data.featureMatrix())
    if let probabilities {
      let bytes = output.scalars().flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
      }
      try writeAtomically([bytes], to: probabilities)
    }
    print(output.rowArgmax().map(String.init).joined(separator: " "))
  }
}
