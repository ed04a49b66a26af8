import LinearAlgebra

/// The comparison of a network's gradients with central differences of its loss.
public struct GradientCheck: Hashable, Sendable {
  /// One parameter of a network.
  public struct Parameter: Hashable, Sendable {
    /// The layer, from 0.
    public let layer: Int
    /// The parameter within it: the weights in row-major order, then the biases.
    public let index: Int
  }

  /// The number of parameters compared.
  public let parameterCount: Int
  /// The number of parameters whose gradient differs from the difference quotient by more than the tolerance, or is
  /// NaN.
  public let failures: Int
  /// The parameter with the largest difference relative to its tolerance.
  public let worst: Parameter
  /// The gradient there.
  public let analytic: Double
  /// The difference quotient there.
  public let numeric: Double

  /// Whether every gradient agrees.
  public var passed: Bool { failures == 0 }
}

extension Network where Scalar == Double {
  /// Compares the gradients of backpropagation with (L(w + epsilon) - L(w - epsilon)) / (2 epsilon) for every
  /// parameter.
  ///
  /// A ReLU whose input is within epsilon of zero may disagree although the gradient is right.
  ///
  /// - Parameters:
  ///   - data: the samples of the loss.
  ///   - gradients: the gradients to check; nil checks `lossAndGradients(data)`.
  ///   - epsilon: the change of a parameter.
  ///   - absoluteTolerance: the difference that is allowed whatever the gradient.
  ///   - relativeTolerance: what is allowed besides, as a share of the difference quotient: a gradient may differ by
  ///     absoluteTolerance + relativeTolerance * |difference quotient|.
  ///   - configuration: the backend and the threads.
  /// - Precondition: the data set has samples and fits the network; `gradients` has the network's shape.
  /// - Complexity: two forward passes for each parameter, each on a copy of its layer.
  public func checkGradients(
    _ data: Dataset<Double>, gradients: Gradients<Double>? = nil, epsilon: Double = 1e-6,
    absoluteTolerance: Double = 1e-5, relativeTolerance: Double = 1e-3,
    configuration: ComputeConfiguration = .current
  ) -> GradientCheck {
    check(
      gradients ?? lossAndGradients(data, configuration: configuration).gradients, epsilon, absoluteTolerance,
      relativeTolerance
    ) { $0.evaluate(data, configuration: configuration).loss }
  }

  /// Compares the gradients of a step with `dropout` with differences of the loss under the same masks.
  package func checkGradients(
    _ data: Dataset<Double>, gradients: Gradients<Double>, dropout: Dropout, seed: UInt64, step: Int
  ) -> GradientCheck {
    check(gradients, 1e-6, 1e-5, 1e-3) { $0.lossAndGradients(data, dropout: dropout, seed: seed, step: step).loss }
  }

  private func check(
    _ gradients: Gradients<Double>, _ epsilon: Double, _ absoluteTolerance: Double, _ relativeTolerance: Double,
    lossOf: (Network<Double>) -> Double
  ) -> GradientCheck {
    require(
      gradients.layers.count == layers.count, "gradients of \(gradients.layers.count) layers for \(layers.count) layers"
    )
    for (index, (gradient, layer)) in zip(gradients.layers, layers).enumerated() {
      require(
        gradient.weights.rows == layer.inputs && gradient.weights.columns == layer.outputs
          && gradient.bias.rows == 1 && gradient.bias.columns == layer.outputs,
        "gradient of \(gradient.weights.shapeText) and bias of \(gradient.bias.shapeText) for layer \(index) of "
          + "\(layer.weights.shapeText)")
    }
    var moved = self
    var (count, failures) = (0, 0)
    var worst = (layer: 0, parameter: 0, ratio: -1.0, analytic: 0.0, numeric: 0.0)
    for (index, layer) in gradients.layers.enumerated() {
      for parameter in 0..<layer.weights.count + layer.bias.count {
        let isBias = parameter >= layer.weights.count
        let part = isBias ? \Dense<Double>.bias : \.weights
        let (row, j) = parameter.quotientAndRemainder(dividingBy: layer.bias.columns)
        let i = isBias ? 0 : row
        func loss(moving delta: Double) -> Double {
          let kept = moved.layers[index]
          moved.layers[index][keyPath: part][i, j] += delta
          defer { moved.layers[index] = kept }
          return lossOf(moved)
        }
        let (above, below) = (loss(moving: epsilon), loss(moving: -epsilon))
        let (numeric, analytic) = ((above - below) / (2 * epsilon), (isBias ? layer.bias : layer.weights)[i, j])
        let ratio = abs(analytic - numeric) / (absoluteTolerance + relativeTolerance * abs(numeric))
        count += 1
        // Also true for NaN.
        if !(ratio <= 1) { failures += 1 }
        if !(ratio <= worst.ratio) && !worst.ratio.isNaN { worst = (index, parameter, ratio, analytic, numeric) }
      }
    }
    return GradientCheck(
      parameterCount: count, failures: failures,
      worst: GradientCheck.Parameter(layer: worst.layer, index: worst.parameter), analytic: worst.analytic,
      numeric: worst.numeric)
  }
}
