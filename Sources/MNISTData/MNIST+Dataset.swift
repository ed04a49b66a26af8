import LinearAlgebra
import NeuralNetwork

extension LabelledImages {
  /// The images as training data: every image flattened to a row, pixels divided by 255 when a batch is gathered,
  /// labels as one of 10 classes.
  ///
  /// The pixels stay bytes and are shared with this value; nothing is copied.
  public func dataset<Scalar: BLASScalar>(of _: Scalar.Type = Float.self) -> Dataset<Scalar> {
    Dataset(
      bytes: pixels, inputs: pixelsPerImage, divisor: 255, labels: labels.map(Int.init),
      classes: LabelledImages.classCount)
  }
}
