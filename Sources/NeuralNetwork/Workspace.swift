import LinearAlgebra

/// The scratch of forward and backward passes over one network, sized once for the largest batch.
///
/// Everything that a step writes lives here, besides the parameters themselves.
final class Workspace<Scalar: BLASScalar> {
  /// The features of the batch.
  let input: MatrixBuffer<Scalar>
  /// The targets of the batch: one-hot rows, or values.
  let targets: MatrixBuffer<Scalar>
  /// The output of each layer; that of the last becomes its dZ in a backward pass.
  let outputs: [MatrixBuffer<Scalar>]
  /// The dZ of each layer but the last.
  let deltas: [MatrixBuffer<Scalar>]
  /// The last layer's activated output, where its activation's gradient needs it.
  let activated: MatrixBuffer<Scalar>
  /// A row of ones, one for each sample: its product with dZ is the sum over the batch.
  let ones: MatrixBuffer<Scalar>

  /// Scratch for batches of up to `rows` samples of `network`.
  init(_ network: Network<Scalar>, rows: Int) {
    input = MatrixBuffer(rows: rows, columns: network.inputs)
    targets = MatrixBuffer(rows: rows, columns: network.outputs)
    outputs = network.layers.map { MatrixBuffer(rows: rows, columns: $0.outputs) }
    deltas = network.layers.dropLast().map { MatrixBuffer(rows: rows, columns: $0.outputs) }
    activated = MatrixBuffer(rows: rows, columns: network.outputs)
    ones = MatrixBuffer(rows: 1, columns: rows)
    ones.view.fill(1)
  }

  /// The most samples of a batch.
  var rows: Int { input.rows }

  /// What layer `index` reads for a batch of `rows`.
  func input(ofLayer index: Int, rows: Int) -> MatrixView<Scalar> {
    (index == 0 ? input : outputs[index - 1]).first(rows).reading
  }

  /// Where dZ of layer `index` stands.
  func delta(ofLayer index: Int, rows: Int) -> MutableMatrixView<Scalar> {
    (index < deltas.count ? deltas[index] : outputs[index]).first(rows)
  }

  /// A row of `count` ones.
  func ones(_ count: Int) -> MatrixView<Scalar> { ones.view.columns(0..<count).reading }
}
