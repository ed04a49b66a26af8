import LinearAlgebra

/// A block of a data set's samples and the network's outputs for them, in memory that one thread reuses for every
/// block.
struct SampleBlock<Scalar: BLASScalar> {
  private let features: MatrixBuffer<Scalar>
  private let targets: MatrixBuffer<Scalar>
  private let outputs: MatrixBuffer<Scalar>

  /// Memory for up to `rows` samples, at most a block of prediction.
  init(_ network: Network<Scalar>, rows: Int) {
    let rows = min(rows, Network<Scalar>.evaluationBlock)
    features = MatrixBuffer(rows: rows, columns: network.inputs)
    targets = MatrixBuffer(rows: rows, columns: network.outputs)
    outputs = MatrixBuffer(rows: rows, columns: network.outputs)
  }

  /// Calls `body` for each block of the `samples` with the outputs of the last layer, which it may change, and the
  /// targets. Outputs are logits if the network's loss takes them.
  func forEach(
    _ samples: Range<Int>, of data: Dataset<Scalar>, at indices: [Int], through network: Network<Scalar>,
    on configuration: ComputeConfiguration,
    _ body: (_ block: Range<Int>, _ outputs: MutableMatrixView<Scalar>, _ targets: MatrixView<Scalar>) -> Void
  ) {
    for start in stride(from: samples.lowerBound, to: samples.upperBound, by: max(features.rows, 1)) {
      let block = start..<min(start + features.rows, samples.upperBound)
      let (x, z) = (features.firstRows(block.count), outputs.firstRows(block.count))
      data.loadFeatures(indices[block], 0..<block.count, into: x)
      data.loadTargets(indices[block], 0..<block.count, into: targets.view)
      network.predict(x.reading, into: z, givesLogits: network.loss.takesLogits, configuration)
      body(block, z, targets.firstRows(block.count).reading)
    }
  }
}

extension Network {
  /// Rows of a block in evaluation and prediction. Ten thousand samples by 784-128-10 take as long in blocks of 64 and 7%
  /// longer in one; by 784-1024-1024-10, whose weights the kernels copy for each block, 23% longer in blocks of 64.
  package static var evaluationBlock: Int { 512 }
}
