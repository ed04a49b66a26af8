import LinearAlgebra

/// The prediction of samples: each member of a team takes its own rows through all layers, a block at a time, whose
/// output is still in the cache when the next layer reads it.
struct PredictionPass<Scalar: BLASScalar>: TeamJob {
  let layers: [Dense<Scalar>]
  let standardizer: Standardizer<Scalar>?
  let features: MatrixView<Scalar>
  let output: MutableMatrixView<Scalar>
  let samples: Partition
  /// Whether the last layer's activation is left out.
  let givesLogits: Bool
  /// The backend, and one thread: the rows are already split.
  let configuration: ComputeConfiguration

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(part: Int) {
    let share = samples.range(of: part)
    let block = min(Network<Scalar>.evaluationBlock, share.count)
    Scratch.activations.withMatrix(rows: halves + (standardizer == nil ? 0 : 1), columns: block * widest) {
      (scratch: MutableMatrixView<Scalar>) in
      var start = share.lowerBound
      while start < share.upperBound {
        let rows = start..<min(start + block, share.upperBound)
        forward(rows, scratch)
        start = rows.upperBound
      }
    }
  }

  /// The buffers of the scratch: one for the input of a layer, one for its output.
  private var halves: Int { min(2, layers.count - 1) }

  /// The most features of a hidden layer, or of the standardized input.
  private var widest: Int {
    var widest = standardizer?.inputs ?? 0
    for index in 0..<layers.count - 1 { widest = max(widest, layers.span[index].outputs) }
    return widest
  }

  /// Takes the samples of `rows` through all layers, alternating between the buffers.
  private func forward(_ rows: Range<Int>, _ scratch: MutableMatrixView<Scalar>) {
    var x = features.rows(rows)
    if let standardizer {
      let standardized = scratch.row(halves).reshaped(rows: rows.count, columns: x.columns)
      standardizer.apply(x, into: standardized)
      x = standardized.reading
    }
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      let z =
        isLast ? output.rows(rows) : scratch.row(index % 2).reshaped(rows: rows.count, columns: layer.outputs)
      layer.forward(
        x, into: z, activation: isLast && givesLogits ? .identity : layer.activation, configuration: configuration)
      x = z.reading
    }
  }
}
