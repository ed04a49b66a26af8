import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles
import Testing
import _TestSupport

/// A network that learned from MNIST's own images sees the same digit in a file that was made from one.
@Suite struct DigitAgreementTests {
  /// A network of 8 epochs on the embedded images, and every fifth test image.
  static let trained: (network: Network<Float>, images: [ArraySlice<UInt8>], answers: [Int]) = {
    var generator = SeededGenerator(seed: 42)
    var network = Network<Float>(inputs: 784, hidden: [64], outputs: 10, using: &generator)
    guard let data = try? MNIST.embedded() else { return (network, [], []) }
    _ = Trainer(epochs: 8, batchSize: 32, optimizer: .sgd(learningRate: 0.1)).train(
      &network, on: data.training.dataset())
    let images = stride(from: 0, to: data.testing.count, by: 5).map { data.testing[$0] }
    return (network, images, images.map { classify(Array($0), network) })
  }()

  static func classify(_ pixels: [UInt8], _ network: Network<Float>) -> Int {
    network.classify(Matrix(rows: [pixels.map { Float($0) / 255 }]))[0]
  }

  /// The share of images that are seen as the same digit after `change`, in either polarity.
  static func agreement(_ change: (PGMImage) throws -> PGMImage) throws -> Double {
    let (network, images, answers) = trained
    var same = 0
    for (image, answer) in zip(images, answers) {
      let changed = try change(PGMImage(image))
      for file in [changed, try changed.inverted()] {
        same += classify(try DigitImage(normalizing: file).pixels, network) == answer ? 1 : 0
      }
    }
    return Double(same) / Double(2 * images.count)
  }

  @Test func plainImagesAreSeenAsTheyAre() throws {
    #expect(DigitAgreementTests.trained.images.count == 200)
    #expect(try DigitAgreementTests.agreement { $0 } >= 0.99)
  }

  @Test func enlargedImagesAreSeenAsTheyWere() throws {
    #expect(try DigitAgreementTests.agreement { try $0.resized(width: 100, height: 100) } >= 0.95)
  }

  @Test func imagesStretchedToAnotherAspectAreSeenAsTheyWere() throws {
    #expect(try DigitAgreementTests.agreement { try $0.resized(width: 280, height: 400) } >= 0.95)
  }

  @Test(arguments: [(0, 60), (0, 0), (0, 120)]) func digitsOnALargerSheetAreSeenAsTheyWere(x: Int, y: Int) throws {
    let share = try DigitAgreementTests.agreement {
      try $0.resized(width: 280, height: 280).placed(x: x, y: y, width: 280, height: 400)
    }
    #expect(share >= 0.95)
  }
}
