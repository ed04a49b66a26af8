import LinearAlgebra

/// The gradient of the loss for every parameter of a network, averaged over the samples.
public struct Gradients<Scalar: BLASScalar>: Hashable, Sendable {
  /// The gradient of one layer.
  public struct Layer: Hashable, Sendable {
    /// dW, in the shape of the layer's weights.
    public var weights: Matrix<Scalar>
    /// db, 1 x outputs.
    public var bias: Matrix<Scalar>

    /// A gradient with given parts.
    public init(weights: Matrix<Scalar>, bias: Matrix<Scalar>) {
      self.weights = weights
      self.bias = bias
    }
  }

  /// One for each layer of the network.
  public var layers: [Layer]

  /// A gradient with given layers.
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
    lossAndGradients(data, dropout: nil, seed: 0, step: 0, configuration: configuration)
  }

  /// The same in a step of training with `dropout`.
  package func lossAndGradients(
    _ data: Dataset<Scalar>, dropout: Dropout?, seed: UInt64, step: Int, configuration: ComputeConfiguration = .current
  ) -> (loss: Double, gradients: Gradients<Scalar>) {
    data.requireFit(self)
    require(data.count > 0, "gradients over a data set without samples")
    let masks = dropout.map { DropoutMasks($0, seed: seed, for: self) }
    let (workspace, samples) = (Workspace(self, .alone, rows: data.count, masks: masks), 0..<data.count)
    let indices = data.allIndices[...]
    workspace.loadFeatures(indices, samples, of: data, step: step, member: 0)
    data.loadTargets(indices, samples, into: workspace.targets.view)
    workspace.forward(samples, step: step, on: configuration)
    workspace.evaluateLoss(samples, of: data.count)
    workspace.backward(samples, step: step, on: configuration)
    let gradients = workspace.layers.enumerated().map { index, layer in
      let share = StepPlan.alone.share(index, of: 0, inputs: layer.inputs, outputs: layer.outputs)
      let gradient = Matrix<Scalar>.written(rows: layer.inputs + 1, columns: layer.outputs) {
        workspace.accumulate(index, share, into: $0, count: data.count, alpha: 1, beta: 0, on: configuration)
      }
      return Gradients<Scalar>.Layer(weights: gradient[..<layer.inputs, ...], bias: gradient[layer.inputs..., ...])
    }
    return (workspace.losses.total(samples) / Double(data.count), Gradients(layers: gradients))
  }
}
