import LinearAlgebra

// The mathematics of a step. Each function works on the rows that its caller owns: samples in the passes, the rows of a
// layer's parameters in the gradient.

extension Workspace {
  /// Forward through the layers from `first` on, for the samples of `rows`.
  func forward(_ rows: Range<Int>, from first: Int = 0, on configuration: ComputeConfiguration) {
    for index in layers.indices.dropFirst(first) {
      forward(index, rows, columns: 0..<layers[index].weights.columns, on: configuration)
    }
  }

  /// Forward through one layer: A = activation(X W + b) for the samples of `rows` and the outputs `columns`.
  ///
  /// The last layer's output stays without its activation where the loss takes logits.
  func forward(
    _ index: Int, _ rows: Range<Int>, columns: Range<Int>, copy: Int = 0, on configuration: ComputeConfiguration
  ) {
    let layer = layers[index]
    let (x, z) = (input(ofLayer: index, rows, copy: copy), outputs[index].view.rows(rows).columns(columns))
    let (weights, bias) = (layer.weights.view.columns(columns).reading, layer.bias.view.columns(columns).reading)
    multiply(x.reading.operand, weights.operand, into: z, configuration: configuration)
    let isLast = index == layers.count - 1
    let activation = isLast && loss.takesLogits ? .identity : layer.activation
    z.add(bias: bias, rectify: activation.isRectifier)
    activation.complete(z)
  }

  /// The loss of each group of samples in `rows`; the last layer's output becomes its dZ, averaged over `samples`.
  ///
  /// - Precondition: `rows` begins with a group.
  func evaluateLoss(_ rows: Range<Int>, of samples: Int) {
    let last = layers.count - 1
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.group) {
      let group = start..<min(start + Self.group, rows.upperBound)
      losses.view[start / Self.group, 0] = loss.evaluate(
        outputs[last].view.rows(group), targets: targets.view.rows(group).reading, samples: samples,
        activation: layers[last].activation, activated: activated.view.rows(group))
    }
  }

  /// The loss of the first `samples`, summed in the order of the groups.
  func totalLoss(_ samples: Int) -> Double {
    var sum = 0.0
    for group in 0..<(samples + Self.group - 1) / Self.group { sum += losses.view[group, 0] }
    return sum
  }

  /// Backward from the last layer, until dZ of layer `first` is made, for the samples of `rows`.
  func backward(_ rows: Range<Int>, to first: Int = 0, on configuration: ComputeConfiguration) {
    for index in layers.indices.dropFirst(first + 1).reversed() {
      backward(index, rows, columns: 0..<layers[index].weights.rows, on: configuration)
    }
  }

  /// Backward through one layer: dA = dZ W' and dZ = dA activation'(A) of the layer below, for the samples of `rows` and
  /// the outputs `columns` of that layer.
  func backward(_ index: Int, _ rows: Range<Int>, columns: Range<Int>, on configuration: ComputeConfiguration) {
    let (dZ, dA) = (delta(ofLayer: index, rows).reading, delta(ofLayer: index - 1, rows).columns(columns))
    multiply(
      dZ.operand, layers[index].weights.view.rows(columns).reading.t, into: dA, configuration: configuration)
    layers[index - 1].activation.pullBack(dA, output: outputs[index - 1].view.rows(rows).columns(columns).reading)
  }

  /// W := decay W + scale X' dZ for a share of a layer's weights: a gradient where `decay` is 0, a step of gradient
  /// descent where it is 1. Whoever has the last row of W does the same for b := decay b + scale 1' dZ.
  func accumulate(
    _ index: Int, _ share: WeightShare, samples: Int, scale: Scalar, decay: Scalar,
    on configuration: ComputeConfiguration
  ) {
    let (layer, samples) = (layers[index], 0..<samples)
    let x = input(ofLayer: index, samples, copy: share.copy).columns(share.rows)
    let dZ = delta(ofLayer: index, samples).columns(share.columns).reading.operand
    multiply(
      x.reading.t, dZ, into: layer.weights.view.rows(share.rows).columns(share.columns), alpha: scale, beta: decay,
      configuration: configuration)
    if share.rows.upperBound == layer.weights.rows {
      multiply(
        ones.view.columns(samples).reading.operand, dZ, into: layer.bias.view.columns(share.columns), alpha: scale,
        beta: decay, configuration: configuration)
    }
  }
}
