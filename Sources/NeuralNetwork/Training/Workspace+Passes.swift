import LinearAlgebra

// The mathematics of a step. Each function works on what its caller, a member, owns: some samples or some outputs in the
// passes, a share of a layer's parameters in the gradient.

extension Workspace {
  /// The features of the `samples`, at their `indices` in a data set or deformed already, as the first layer reads them in
  /// the member's copy of the batch.
  func loadFeatures(
    _ indices: ArraySlice<Int>, _ samples: Range<Int>, of data: Dataset<Scalar>, step: Int, member: Int
  ) {
    let batch = inputs[min(member, inputs.count - 1)].view
    let features = batch.rows(samples)
    if let images, case .bytes(_, let divisor) = data.features {
      features.convert(images, from: samples.lowerBound, divisor: divisor)
    } else {
      data.loadFeatures(indices, samples, into: batch)
    }
    standardizer?.apply(features.reading, into: features)
    dropFeatures(samples, step: step, member: member)
  }

  /// Forward through the layers from `first` on, for the `samples`.
  func forward(_ samples: Range<Int>, from first: Int = 0, step: Int, on configuration: ComputeConfiguration) {
    for index in layers.indices.dropFirst(first) {
      forward(index, samples, 0..<layers[index].outputs, step: step, on: configuration)
    }
  }

  /// Forward through one layer: A = activation(X W + b) for the `samples` and the outputs `columns`; the last layer's
  /// without the activation where the loss takes logits.
  func forward(
    _ index: Int, _ samples: Range<Int>, _ columns: Range<Int>, step: Int, member: Int = 0,
    on configuration: ComputeConfiguration
  ) {
    let layer = layers[index]
    let x = input(ofLayer: index, samples, 0..<layer.inputs, for: member)
    let z = outputs[index].view(samples, columns, for: member)
    let parameters = layer.parameters.view(columns).reading
    multiply(x.operand, parameters.rows(0..<layer.inputs).operand, into: z, configuration: configuration)
    let isLast = index == layers.count - 1
    let activation = isLast && loss.takesLogits ? .identity : layer.activation
    z.add(bias: parameters.row(layer.inputs), rectify: activation.isRectifier)
    activation.complete(z)
    dropOutputs(index, samples, columns, step: step, member: member)
  }

  /// t := (1 - share) t + share / classes for the targets of the `samples`.
  func smoothTargets(_ samples: Range<Int>, by share: Double) {
    let targets = targets.view.rows(samples)
    targets.set(.product, targets.reading, Scalar(1 - share))
    targets.set(.sum, targets.reading, Scalar(share / Double(targets.columns)))
  }

  /// The loss of each group of the `samples`, which begin with a group; the last layer's output becomes its dZ, averaged
  /// over a batch of `count`.
  func evaluateLoss(_ samples: Range<Int>, of count: Int) {
    let last = layers.count - 1
    losses.evaluate(samples) { group in
      loss.evaluate(
        deltas[last].view(group, 0..<targets.columns, for: 0), targets: targets.view.rows(group).reading,
        samples: count, activation: layers[last].activation, activated: activated.view.rows(group))
    }
  }

  /// Backward from the last layer, until dZ of layer `first` is made, for the `samples`.
  func backward(_ samples: Range<Int>, to first: Int = 0, step: Int, on configuration: ComputeConfiguration) {
    for index in layers.indices.dropFirst(first + 1).reversed() {
      backward(index, samples, 0..<layers[index].inputs, step: step, on: configuration)
    }
  }

  /// Backward through one layer: dA = dZ W' and dZ = dA activation'(A) of the layer below, for the `samples` and the
  /// outputs `columns` of that layer.
  func backward(
    _ index: Int, _ samples: Range<Int>, _ columns: Range<Int>, step: Int, member: Int = 0,
    on configuration: ComputeConfiguration
  ) {
    let layer = layers[index]
    let dZ = deltas[index].view(samples, 0..<layer.outputs, for: member).reading
    let dA = deltas[index - 1].view(samples, columns, for: member)
    let weights = layer.parameters.view(0..<layer.outputs).rows(columns).reading
    multiply(dZ.operand, weights.t, into: dA, configuration: configuration)
    dropGradient(index - 1, samples, columns, step: step, member: member)
    layers[index - 1].activation.pullBack(dA, output: outputs[index - 1].view(samples, columns, for: member).reading)
  }

  /// target := beta target + alpha (X' dZ, and below it 1' dZ) for a share of a layer's parameters, over the first `count`
  /// samples: a gradient, or a step along it.
  func accumulate(
    _ index: Int, _ share: SharePlace, into target: MutableMatrixView<Scalar>, count: Int, alpha: Scalar, beta: Scalar,
    member: Int = 0, on configuration: ComputeConfiguration
  ) {
    let (samples, inputs) = (0..<count, layers[index].inputs)
    let dZ = deltas[index].view(samples, share.columns, for: member).reading.operand
    let rows = share.rows.clamped(to: 0..<inputs)
    multiply(
      input(ofLayer: index, samples, rows, for: member).t, dZ, into: target.rows(0..<rows.count), alpha: alpha,
      beta: beta, configuration: configuration)
    if share.rows.upperBound > inputs {
      multiply(
        ones.view.columns(samples).reading.operand, dZ, into: target.row(rows.count), alpha: alpha, beta: beta,
        configuration: configuration)
    }
  }
}
