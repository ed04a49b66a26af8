import LinearAlgebra

// The mathematics of a step. Each function works on the rows that its caller owns: samples in the passes, the rows of a
// layer's parameters in the gradient.

extension Workspace {
  /// Forward: A = activation(X W + b) of every layer for the samples of `rows`.
  ///
  /// The last layer's output stays without its activation where the loss takes logits.
  func forward(_ rows: Range<Int>, on configuration: ComputeConfiguration) {
    for (index, layer) in layers.enumerated() {
      let (x, z) = (input(ofLayer: index, rows), outputs[index].view.rows(rows))
      multiply(x.reading.operand, layer.weights.view.reading.operand, into: z, configuration: configuration)
      z.add(bias: layer.bias.view.reading, rectify: layer.activation == .relu)
      let isLogits = index == layers.count - 1 && loss.takesLogits
      if layer.activation == .softmax && !isLogits { z.softmax() }
    }
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

  /// Backward: dA = dZ W' and dZ = dA activation'(A) of the layer below, from the last layer to the first.
  func backward(_ rows: Range<Int>, on configuration: ComputeConfiguration) {
    for index in layers.indices.dropFirst().reversed() {
      let (dZ, dA) = (delta(ofLayer: index, rows).reading, delta(ofLayer: index - 1, rows))
      multiply(dZ.operand, layers[index].weights.view.reading.t, into: dA, configuration: configuration)
      layers[index - 1].activation.pullBack(dA, output: outputs[index - 1].view.rows(rows).reading)
    }
  }

  /// W := decay W + scale X' dZ for the rows `share` of a layer's weights: a gradient where `decay` is 0, a step of
  /// gradient descent where it is 1.
  func accumulate(
    _ index: Int, share: Range<Int>, samples: Int, scale: Scalar, decay: Scalar, on configuration: ComputeConfiguration
  ) {
    let (x, dZ) = (input(ofLayer: index, 0..<samples).columns(share), delta(ofLayer: index, 0..<samples))
    multiply(
      x.reading.t, dZ.reading.operand, into: layers[index].weights.view.rows(share), alpha: scale, beta: decay,
      configuration: configuration)
  }

  /// b := decay b + scale 1' dZ.
  func accumulateBias(
    _ index: Int, samples: Int, scale: Scalar, decay: Scalar, on configuration: ComputeConfiguration
  ) {
    multiply(
      ones.view.columns(0..<samples).reading.operand, delta(ofLayer: index, 0..<samples).reading.operand,
      into: layers[index].bias.view, alpha: scale, beta: decay, configuration: configuration)
  }
}
