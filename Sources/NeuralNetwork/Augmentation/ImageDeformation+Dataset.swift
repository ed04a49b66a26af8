import LinearAlgebra

extension ImageDeformation {
  /// The samples with their images deformed as in an epoch of training with this seed: for inspection, or to average
  /// the predictions for several copies.
  ///
  /// - Parameters:
  ///   - data: images of bytes.
  ///   - seed: the seed of the random numbers.
  ///   - epoch: the number of the copy, from 1 in training. The limits are those before the last epochs.
  /// - Precondition: the samples are bytes, `rows` x `columns` each.
  public func deformed<Scalar>(_ data: Dataset<Scalar>, seed: UInt64, epoch: Int = 1) -> Dataset<Scalar> {
    data.requireImages(of: self)
    guard case .bytes(_, let divisor) = data.features else { return data }
    let images = ImageRows(rows: data.count, columns: data.inputs)
    data.deform(
      data.allIndices[...], 0..<data.count, epoch: epoch, by: ImageDeformer(self, strength: 1, seed: seed), into: images
    )
    return Dataset(
      features: .bytes(images.bytes, divisor: divisor), targets: data.targets, count: data.count, inputs: data.inputs,
      outputs: data.outputs, classNames: data.classNames)
  }
}
