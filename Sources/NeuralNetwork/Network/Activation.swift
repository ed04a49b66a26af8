import LinearAlgebra

/// The function that a dense layer applies to its affine output Z.
///
/// Its raw value is its name in files and commands.
public enum Activation: String, CaseIterable, Codable, Sendable {
  /// A = Z.
  case identity
  /// A = max(Z, 0), element by element; its derivative at 0 is 0.
  case relu
  /// A = Z where Z is above 0, else Z / 100, element by element; its derivative at 0 is 1/100. The slope is PyTorch's.
  case leakyReLU = "leaky-relu"
  /// A = tanh(Z), element by element, in -1...1; its derivative is 1 - A^2.
  case tanh
  /// A = 1 / (1 + exp(-Z)), element by element, in 0...1; its derivative is A (1 - A).
  case sigmoid
  /// Each row of A is exp(z - max z) / sum exp(z - max z): positive, summing to one, for any finite z.
  case softmax

  /// Whether it is max(z, 0), which the pass that adds the bias also applies.
  var isRectifier: Bool { self == .relu }

  /// Whether an element of A depends only on the corresponding element of Z, so that the outputs of a layer may be
  /// split.
  var isElementwise: Bool {
    switch self {
    case .identity, .relu, .leakyReLU, .tanh, .sigmoid: true
    case .softmax: false
    }
  }

  /// Turns `z` into A. The bias has been added already, and for a rectifier max(z, 0) has been taken.
  func complete<Scalar>(_ z: MutableMatrixView<Scalar>) {
    switch self {
    case .identity, .relu: break
    case .leakyReLU: z.leak(where: z.reading, slope: Self.leak())
    case .tanh: z.set(.tanh, z.reading)
    case .sigmoid: z.set(.sigmoid, z.reading)
    case .softmax: z.softmax()
    }
  }

  /// Replaces dA, the gradient after the activation, by dZ, the one before it, given the activation's output A.
  ///
  /// There is no Z any more: A has overwritten it. A derivative that needs Z, as those of GELU and SiLU do, needs Z
  /// stored in the workspace first.
  func pullBack<Scalar>(_ gradient: MutableMatrixView<Scalar>, output: MatrixView<Scalar>) {
    switch self {
    case .identity: break
    case .relu: gradient.mask(byRectifier: output)
    case .leakyReLU: gradient.leak(where: output, slope: Self.leak())
    case .tanh: gradient.pullBackTanh(output)
    case .sigmoid: gradient.pullBackSigmoid(output)
    case .softmax: gradient.pullBackSoftmax(output)
    }
  }

  /// The slope of the leaky rectifier below zero.
  package static func leak<Scalar: BLASScalar>() -> Scalar { 0.01 }
}
