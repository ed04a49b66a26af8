import LinearAlgebra

extension Network {
  /// Forward: the outputs of all layers for the first `rows` samples of the workspace's input.
  ///
  /// The last layer's output stays without its activation where the loss takes logits.
  func forward(_ workspace: Workspace<Scalar>, rows: Int, configuration: ComputeConfiguration) {
    for (index, layer) in layers.enumerated() {
      let isLogits = index == layers.count - 1 && loss.takesLogits
      layer.forward(
        workspace.input(ofLayer: index, rows: rows), into: workspace.outputs[index].first(rows),
        activation: isLogits ? .identity : layer.activation, configuration: configuration)
    }
  }

  /// The loss summed over the samples of the last forward pass; the last layer's output becomes its dZ.
  func evaluateLoss(_ workspace: Workspace<Scalar>, rows: Int) -> Double {
    let last = layers.count - 1
    return loss.evaluate(
      workspace.outputs[last].first(rows), targets: workspace.targets.first(rows).reading,
      activation: layers[last].activation, activated: workspace.activated.first(rows))
  }

  /// Backward, from the last layer to the first: dZ of each layer, then `update` with the layer, its input and its dZ.
  ///
  /// A layer's weights are read for the gradient below it before `update` may change them.
  mutating func backward(
    _ workspace: Workspace<Scalar>, rows: Int, configuration: ComputeConfiguration,
    update: (_ index: Int, inout Dense<Scalar>, _ input: MatrixView<Scalar>, _ dZ: MatrixView<Scalar>) -> Void
  ) {
    for index in layers.indices.reversed() {
      let (input, dZ) = (workspace.input(ofLayer: index, rows: rows), workspace.delta(ofLayer: index, rows: rows))
      if index > 0 {
        let below = workspace.delta(ofLayer: index - 1, rows: rows)
        layers[index].pullBack(dZ.reading, into: below, configuration: configuration)
        layers[index - 1].activation.pullBack(below, output: input)
      }
      update(index, &layers[index], input, dZ.reading)
    }
  }
}
