import LinearAlgebra
import TensorFiles

/// The parts of a network that a file of another program does not record.
struct UnsaidParts {
  let layout: WeightLayout?
  let activation: Activation?
  let loss: Loss?

  /// The loss of a network whose file does not record it. A softmax of one output is always 1, so only the caller knows
  /// whether that is a probability or a value.
  func loss(outputs: Int, of name: String) throws(TensorFileError) -> Loss {
    if let loss { return loss }
    if outputs > 1 { return .crossEntropy }
    throw TensorFileError(
      .mismatch, file: name,
      "a network of one output: say its loss, \(Loss.binaryCrossEntropy.rawValue) for two classes or "
        + "\(Loss.meanSquaredError.rawValue) for a value")
  }
}

extension Network where Scalar: SafetensorsElement {
  init(stateDict file: Safetensors, _ unsaid: UnsaidParts) throws(TensorFileError) {
    let parts = try StateDict(file, layout: unsaid.layout)
    let outputs = parts.layout.widths(parts.layers[parts.layers.count - 1].weight.shape).outputs
    let loss = try unsaid.loss(outputs: outputs, of: file.name)
    var layers = [Dense<Scalar>]()
    for (index, layer) in parts.layers.enumerated() {
      let isLast = index == parts.layers.count - 1
      layers.append(
        Dense(
          weights: try file.weights(layer.weight.name, parts.layout),
          bias: try file.row(layer.bias.name, count: layer.bias.count),
          activation: isLast ? loss.outputActivation : unsaid.activation ?? .relu))
    }
    self.init(layers: layers, loss: loss)
  }

  /// The `state_dict()` of PyTorch's `nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))` for a network
  /// of 784-128-10: `0.weight` [outputs, inputs], `0.bias`, `2.weight`, ..., and no other tensor.
  ///
  /// ```swift
  /// try network.stateDict().write(to: "model.safetensors")
  /// // model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
  /// ```
  ///
  /// Modules in such a sequence are numbered, and an activation is a module without tensors, so layers have the even
  /// numbers. There is no softmax at the end: PyTorch's `CrossEntropyLoss` takes logits, as ``Loss/crossEntropy`` does.
  /// A standardizer is folded into the first layer, so that the module takes unstandardized features.
  ///
  /// - Parameter metadata: text to store; the file has no other.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`,
  ///   `swift-dense.classNames`.
  /// - Throws: `TensorFileError` if the first layer with the standardizer folded in is not finite.
  /// - Complexity: a copy of the parameters.
  public func stateDict(metadata: [String: String] = [:]) throws(TensorFileError) -> Safetensors {
    NetworkFile.requireOthersKeys(metadata)
    var file = Safetensors(metadata: metadata)
    let layers = layersWithStandardizer()
    if standardizer != nil && isFinite() && !layers[0].isFinite() {
      throw file.mismatch("the first layer with the standardizer in it has parameters that are not finite")
    }
    for (index, layer) in layers.enumerated() {
      file.add("\(2 * index).weight", shape: [layer.outputs, layer.inputs], of: layer.weights.transposed())
      file.add("\(2 * index).bias", shape: [layer.outputs], of: layer.bias)
    }
    return file
  }

  /// The layers for unstandardized features, equivalent up to rounding: with mean m and scale s the first layer has
  /// weights W / s and bias b - m (W / s).
  private func layersWithStandardizer() -> [Dense<Scalar>] {
    guard let standardizer else { return layers }
    let (mean, scale) = (Matrix<Double>(standardizer.mean), Matrix<Double>(standardizer.scale))
    let weights = Matrix<Double>(layers[0].weights) ./ scale.transposed()
    var layers = layers
    layers[0] = Dense(
      weights: Matrix(weights), bias: Matrix(Matrix<Double>(layers[0].bias) - mean * weights),
      activation: layers[0].activation)
    return layers
  }
}
