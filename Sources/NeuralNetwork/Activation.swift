import LinearAlgebra

/// The function that a dense layer applies to its affine output Z.
public enum Activation: String, CaseIterable, Codable, Sendable {
  /// A = Z.
  case identity
  /// A = max(Z, 0), element by element; its derivative at 0 is 0.
  case relu
  /// Each row of A is exp(z - max z) / sum exp(z - max z): positive, summing to one, for any finite z.
  case softmax

  /// Whether it is max(z, 0), which the pass that adds the bias takes too.
  var isRectifier: Bool {
    switch self {
    case .relu: true
    case .identity, .softmax: false
    }
  }

  /// Whether an element of A depends on the element of Z in its place alone, so that the outputs of a layer may be shared.
  var isElementwise: Bool {
    switch self {
    case .identity, .relu: true
    case .softmax: false
    }
  }

  /// Turns `z` into A, once the bias has been added, and negative elements set to zero by a rectifier.
  func complete<Scalar>(_ z: MutableMatrixView<Scalar>) {
    switch self {
    case .identity, .relu: break
    case .softmax: z.softmax()
    }
  }

  /// Turns dA, the gradient after the activation, into dZ, the one before it, given the activation's output A.
  func pullBack<Scalar>(_ gradient: MutableMatrixView<Scalar>, output: MatrixView<Scalar>) {
    switch self {
    case .identity: break
    case .relu: gradient.mask(byRectifier: output)
    case .softmax: gradient.pullBackSoftmax(output)
    }
  }
}
