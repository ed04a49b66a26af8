import LinearAlgebra

/// The function that training minimizes; a mean over the samples of a batch.
public enum Loss: String, CaseIterable, Codable, Sendable {
  /// -sum(t log p) for the targets t and the probabilities p of the last layer's softmax, averaged over samples.
  ///
  /// Computed from the logits together with its gradient (p - t) / m: finite where a probability underflows to zero.
  case crossEntropy = "cross-entropy"
  /// -t log p - (1 - t) log(1 - p) for the targets t, each in 0...1, and the probabilities p of the last layer's
  /// sigmoid, averaged over samples and outputs: the outputs are independent of each other, as with several labels for
  /// a sample.
  ///
  /// Computed from the logits z as max(z, 0) - z t + log(1 + exp(-|z|)), with the gradient (p - t) / (m outputs): finite
  /// where a probability rounds to 0 or 1. PyTorch's `BCEWithLogitsLoss` with its default `reduction="mean"`.
  case binaryCrossEntropy = "binary-cross-entropy"
  /// (a - t)^2 averaged over samples and outputs.
  case meanSquaredError = "mean-squared-error"

  /// Whether the loss takes the last layer's output before its activation, and applies that itself.
  var takesLogits: Bool {
    switch self {
    case .crossEntropy, .binaryCrossEntropy: true
    case .meanSquaredError: false
    }
  }

  /// The activation of a new network's last layer.
  var outputActivation: Activation {
    switch self {
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    case .meanSquaredError: .identity
    }
  }

  /// The loss summed over the samples in `output`; `output` becomes dZ of the last layer for the loss averaged over a
  /// batch of `samples`.
  ///
  /// `output` holds logits if `takesLogits`, else the output of `activation`; `activated` keeps a copy of the latter if
  /// the activation's gradient needs it.
  func evaluate<Scalar>(
    _ output: MutableMatrixView<Scalar>, targets: MatrixView<Scalar>, samples: Int, activation: Activation,
    activated: MutableMatrixView<Scalar>
  ) -> Double {
    let (samples, outputs) = (Scalar(max(samples, 1)), max(output.columns, 1))
    switch self {
    case .crossEntropy:
      return output.softmaxCrossEntropy(targets, scale: 1 / samples)
    case .binaryCrossEntropy:
      return output.sigmoidCrossEntropy(targets, scale: 1 / (samples * Scalar(outputs))) / Double(outputs)
    case .meanSquaredError:
      activated.update(from: output.reading)
      let sum = output.squaredError(targets, scale: 1 / (samples * Scalar(outputs)))
      activation.pullBack(output, output: activated.reading)
      return sum / Double(outputs)
    }
  }
}
