import TensorFiles

/// A set of labelled images for training and one for testing: MNIST, or any other in its format.
///
/// ```swift
/// let digits = try MNIST.load(from: "data/mnist")  // or MNIST.embedded()
/// digits.training.count  // 60_000
/// digits.testing[0]      // 784 pixels
/// ```
public struct MNIST: Sendable, Equatable {
  /// The images for training.
  public let training: LabelledImages
  /// The images for testing; of the same height and width.
  public let testing: LabelledImages
  /// Their source: the folder, or "embedded subset".
  public let source: String

  /// - Throws: `.mismatch` if the images of the two sets differ in height or width.
  public init(training: LabelledImages, testing: LabelledImages, source: String) throws(TensorFileError) {
    guard training.rows == testing.rows, training.columns == testing.columns else {
      throw TensorFileError(
        .mismatch, file: source,
        "test images are \(testing.rows)x\(testing.columns), expected \(training.rows)x\(training.columns) like the "
          + "training images")
    }
    self.training = training
    self.testing = testing
    self.source = source
  }
}
