import LinearAlgebra
import TensorFiles

extension Dataset {
  /// Gathers the features of the samples of `rows`, at their `indices`, into the rows of a batch.
  func loadFeatures(_ indices: ArraySlice<Int>, _ rows: Range<Int>, into batch: MutableMatrixView<Scalar>) {
    let (indices, input) = (Self.part(rows, of: indices), batch.rows(rows))
    switch features {
    case .bytes(let bytes, let divisor): input.gather(indices, of: bytes, divisor: divisor)
    case .values(let matrix): matrix.withView { input.gather(indices, of: $0) }
    }
  }

  /// Deforms the images of the samples of `rows`, at their `indices`, into the same rows of `images`.
  func deform(
    _ indices: ArraySlice<Int>, _ rows: Range<Int>, epoch: Int, by deformer: ImageDeformer, into images: ImageRows
  ) {
    guard case .bytes(let bytes, _) = features else { return }
    for (row, index) in zip(rows, Self.part(rows, of: indices)) {
      deformer.deform(bytes, sample: index, epoch: epoch, into: images, row: row)
    }
  }

  /// Gathers the targets likewise.
  func loadTargets(_ indices: ArraySlice<Int>, _ rows: Range<Int>, into batch: MutableMatrixView<Scalar>) {
    let (indices, target) = (Self.part(rows, of: indices), batch.rows(rows))
    switch targets {
    case .labels(let labels): target.gatherOneHot(indices, of: labels)
    case .values(let matrix): matrix.withView { target.gather(indices, of: $0) }
    }
  }

  /// Prefetches the samples of `rows`, at their `indices`, which are scattered over memory.
  func prefetch(_ indices: ArraySlice<Int>, _ rows: Range<Int>) {
    let indices = Self.part(rows.clamped(to: 0..<indices.count), of: indices)
    if case .bytes(let bytes, _) = features { bytes.prefetchRows(indices, columns: inputs) }
    if case .labels(let labels) = targets { labels.prefetchRows(indices, columns: 1) }
  }

  private static func part(_ rows: Range<Int>, of indices: ArraySlice<Int>) -> ArraySlice<Int> {
    indices[indices.startIndex + rows.lowerBound..<indices.startIndex + rows.upperBound]
  }

  /// Traps if a limit of the deformation is invalid, or the samples are not images of its size.
  func requireImages(of deformation: ImageDeformation) {
    if let problem = deformation.problem { trap(problem) }
    guard case .bytes = features else {
      trap(
        "augmentation of a data set of numbers: it needs images of bytes, as Dataset(bytes:inputs:labels:classes:) has")
    }
    require(
      inputs == deformation.rows * deformation.columns,
      "augmentation of images of \(deformation.rows)x\(deformation.columns) pixels: samples have \(inputs) bytes")
  }

  /// Traps if the data set does not fit the network.
  func requireFit(_ network: Network<Scalar>) {
    require(inputs == network.inputs, "samples of \(inputs) features for a network of \(network.inputs) inputs")
    if case .labels = targets, network.loss == .binaryCrossEntropy, network.outputs == 1 {
      trap(
        "labels for a network with one sigmoid: give it targets of 0 and 1, \(count)x1, by Dataset(features:targets:)")
    }
    require(outputs == network.outputs, "targets of \(outputs) values for a network of \(network.outputs) outputs")
    guard let classNames, let known = network.classNames, classNames != known else { return }
    let places = Dictionary(known.enumerated().map { ($1, $0) }) { first, _ in first }
    for (place, name) in classNames.enumerated() {
      if let other = places[name], other != place {
        trap("samples whose class \(place) is '\(printable(name))', which is class \(other) of the network")
      }
    }
  }

  /// The features as the network sees them, one sample a row: `count` x `inputs`.
  ///
  /// Bytes are converted: four times their memory for `Float`.
  public func featureMatrix() -> Matrix<Scalar> {
    switch features {
    case .values(let matrix): return matrix
    case .bytes(let bytes, let divisor):
      return .written(rows: count, columns: inputs) { $0.gather(allIndices[...], of: bytes, divisor: divisor) }
    }
  }

  /// The targets as the network sees them, one sample a row: `count` x `outputs`, one-hot for labels.
  public func targetMatrix() -> Matrix<Scalar> {
    switch targets {
    case .values(let matrix): matrix
    case .labels(let labels): .oneHot(labels, classes: outputs)
    }
  }
}
