/// The layout of a layer's weights in a file.
public enum WeightLayout: String, CaseIterable, Sendable {
  /// [inputs, outputs], as in this library, Flax, Keras and scikit-learn.
  case here
  /// [outputs, inputs], as in PyTorch.
  case pyTorch = "pytorch"

  /// The inputs and outputs of a layer with weights of a shape of two dimensions.
  func widths(_ shape: [Int]) -> (inputs: Int, outputs: Int) {
    switch self {
    case .here: (shape[0], shape[1])
    case .pyTorch: (shape[1], shape[0])
    }
  }

  /// The layout as part of a sentence.
  var text: String {
    switch self {
    case .here: "'here' ([inputs, outputs])"
    case .pyTorch: "'pytorch' ([outputs, inputs])"
    }
  }
}
