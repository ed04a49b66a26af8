import LinearAlgebra

/// The function that a dense layer applies to its affine output Z.
public enum Activation: String, CaseIterable, Codable, Sendable {
  /// A = Z.
  case identity
  /// A = max(Z, 0), element by element; its derivative at 0 is 0.
  case relu
  /// Each row of A is exp(z - max z) / sum exp(z - max z): positive, summing to one, for any finite z.
  case softmax

  /// The same as a function of rows.
  var rowFunction: RowFunction {
    switch self {
    case .identity: .identity
    case .relu: .rectifier
    case .softmax: .softmax
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
