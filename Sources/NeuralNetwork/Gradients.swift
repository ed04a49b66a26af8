import LinearAlgebra

/// The gradient of the loss for every parameter of a network, averaged over the samples.
public struct Gradients<Scalar: BLASScalar>: Hashable, Sendable {
  /// The gradient of one layer.
  public struct Layer: Hashable, Sendable {
    /// dW, in the shape of the layer's weights.
    public var weights: Matrix<Scalar>
    /// db, 1 x outputs.
    public var bias: Matrix<Scalar>

    /// A gradient of given parts.
    public init(weights: Matrix<Scalar>, bias: Matrix<Scalar>) {
      self.weights = weights
      self.bias = bias
    }
  }

  /// One for each layer of the network.
  public var layers: [Layer]

  /// A gradient of given layers.
  public init(layers: [Layer]) { self.layers = layers }
}

extension Network {
  /// The loss over a data set and its gradient, by one forward and one backward pass over all samples at once.
  ///
  /// - Returns: the mean loss, and the gradients averaged over the samples, biases included.
  /// - Precondition: the data set has samples and fits the network.
  /// - Complexity: about 6 m `parameterCount` floating-point operations for m samples.
  public func lossAndGradients(
    _ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current
  ) -> (loss: Double, gradients: Gradients<Scalar>) {
    data.requireFit(self)
    require(data.count > 0, "gradients over a data set without samples")
    let (workspace, samples) = (Workspace(self, rows: data.count), 0..<data.count)
    data.load(data.allIndices[...], samples, into: workspace)
    workspace.forward(samples, on: configuration)
    workspace.evaluateLoss(samples, of: data.count)
    workspace.backward(samples, on: configuration)
    for (index, layer) in layers.enumerated() {
      let whole = WeightShare(rows: 0..<layer.inputs, columns: 0..<layer.outputs, copy: 0)
      workspace.accumulate(index, whole, samples: data.count, scale: 1, decay: 0, on: configuration)
    }
    let loss = workspace.totalLoss(data.count) / Double(data.count)
    // The products of an update, with nothing left of the parameters: what stands there is the gradient.
    var gradients = self
    workspace.store(into: &gradients)
    let layers = gradients.layers.map { Gradients<Scalar>.Layer(weights: $0.weights, bias: $0.bias) }
    return (loss, Gradients(layers: layers))
  }
}
