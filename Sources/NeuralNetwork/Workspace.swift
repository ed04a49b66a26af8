import LinearAlgebra

/// Everything that a step writes, sized once for a network and its largest batch: parameters, batch, outputs, gradients.
final class Workspace<Scalar: BLASScalar> {
  /// The parameters of one layer, where team members read and write their rows.
  struct Layer {
    let weights: MatrixBuffer<Scalar>
    let bias: MatrixBuffer<Scalar>
    let activation: Activation

    /// What a plan needs to know.
    var kind: (outputs: Int, activation: Activation) { (weights.columns, activation) }
  }

  let layers: [Layer]
  let loss: Loss
  /// The features of the batch: one copy for each member that reads them all, else one.
  let inputs: [MatrixBuffer<Scalar>]
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
  /// The loss of each group of samples: added up in order, it does not depend on who computed it.
  let losses: MatrixBuffer<Double>

  /// The samples of a group: what members share out whole.
  static var group: Int { RowPlan.granularity }

  /// Room for batches of up to `rows` samples, and `copies` of their features, with the parameters of `network`.
  init(_ network: Network<Scalar>, rows: Int, copies: Int = 1) {
    layers = network.layers.map {
      Layer(
        weights: MatrixBuffer(rows: $0.inputs, columns: $0.outputs), bias: MatrixBuffer(rows: 1, columns: $0.outputs),
        activation: $0.activation)
    }
    loss = network.loss
    inputs = (0..<copies).map { _ in MatrixBuffer(rows: rows, columns: network.inputs) }
    targets = MatrixBuffer(rows: rows, columns: network.outputs)
    outputs = network.layers.map { MatrixBuffer(rows: rows, columns: $0.outputs) }
    deltas = network.layers.dropLast().map { MatrixBuffer(rows: rows, columns: $0.outputs) }
    activated = MatrixBuffer(rows: rows, columns: network.outputs)
    ones = MatrixBuffer(rows: 1, columns: rows)
    ones.view.fill(1)
    losses = MatrixBuffer(rows: (rows + Self.group - 1) / Self.group, columns: 1)
    load(network)
  }

  /// Takes over the parameters of `network`, which has the shape of the one before.
  func load(_ network: Network<Scalar>) {
    for (layer, source) in zip(layers, network.layers) {
      source.weights.withView { layer.weights.view.update(from: $0) }
      source.bias.withView { layer.bias.view.update(from: $0) }
    }
  }

  /// Gives the parameters back.
  func store(into network: inout Network<Scalar>) {
    for (index, layer) in layers.enumerated() {
      network.layers[index].update(weights: layer.weights.view.reading, bias: layer.bias.view.reading)
    }
  }

  /// The most samples of a batch.
  var rows: Int { targets.rows }

  /// What layer `index` reads, for the samples of `rows`: the first layer from one of the copies.
  func input(ofLayer index: Int, _ rows: Range<Int>, copy: Int = 0) -> MutableMatrixView<Scalar> {
    (index == 0 ? inputs[copy] : outputs[index - 1]).view.rows(rows)
  }

  /// Where dZ of layer `index` stands, for the samples of `rows`.
  func delta(ofLayer index: Int, _ rows: Range<Int>) -> MutableMatrixView<Scalar> {
    (index < deltas.count ? deltas[index] : outputs[index]).view.rows(rows)
  }
}
