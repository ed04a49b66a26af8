import LinearAlgebra

/// How the weights of a layer are initialized; biases start at zero.
///
/// `fanIn` and `fanOut` are the layer's inputs and outputs.
public enum Initializer: String, CaseIterable, Codable, Sendable {
  /// Normal with variance 2 / fanIn, which keeps the size of activations through ReLU layers (He et al. 2015).
  case heNormal = "he-normal"
  /// Uniform in ±sqrt(6 / fanIn): the same variance as `heNormal`.
  case heUniform = "he-uniform"
  /// Normal with variance 2 / (fanIn + fanOut), for layers without ReLU (Glorot & Bengio 2010).
  case xavierNormal = "xavier-normal"
  /// Uniform in ±sqrt(6 / (fanIn + fanOut)): the same variance as `xavierNormal`.
  case xavierUniform = "xavier-uniform"
  /// Normal with variance 1 / fanIn, which keeps the size of the outputs for activations close to the identity near
  /// zero, such as tanh (LeCun et al., "Efficient BackProp", 1998, 4.6).
  ///
  /// Flax and Keras use this name for a normal distribution truncated at two standard deviations; this one has the same
  /// variance and is not truncated.
  case lecunNormal = "lecun-normal"
  /// Uniform in ±sqrt(3 / fanIn): the same variance as `lecunNormal`; as in Flax and Keras.
  case lecunUniform = "lecun-uniform"
  /// Uniform in ±0.05 for every layer size: a baseline for the others.
  case uniform
  /// All zero: the units of a layer stay equal to each other, so only the last layer learns.
  case zeros
  /// Orthonormal columns, or rows if there are fewer of them, with uniformly distributed directions: every layer keeps
  /// lengths (Saxe et al. 2014).
  case orthogonal

  /// New weights, `fanIn` x `fanOut`.
  ///
  /// - Precondition: neither size is negative or beyond memory.
  public func weights<Scalar>(
    fanIn: Int, fanOut: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix<Scalar> {
    func normal(variance: Double) -> Matrix<Scalar> {
      .normal(
        rows: fanIn, columns: fanOut, standardDeviation: Scalar(variance.squareRoot()), using: &generator)
    }
    func uniform(limit: Double) -> Matrix<Scalar> {
      .uniform(rows: fanIn, columns: fanOut, in: Scalar(-limit)..<Scalar(limit), using: &generator)
    }
    let (inputs, sum) = (Double(max(fanIn, 1)), max(Double(fanIn) + Double(fanOut), 1))
    switch self {
    case .heNormal: return normal(variance: 2 / inputs)
    case .heUniform: return uniform(limit: (6 / inputs).squareRoot())
    case .xavierNormal: return normal(variance: 2 / sum)
    case .xavierUniform: return uniform(limit: (6 / sum).squareRoot())
    case .lecunNormal: return normal(variance: 1 / inputs)
    case .lecunUniform: return uniform(limit: (3 / inputs).squareRoot())
    case .uniform: return uniform(limit: 0.05)
    case .zeros: return .zeros(rows: fanIn, columns: fanOut)
    case .orthogonal: return Self.orthogonal(rows: fanIn, columns: fanOut, using: &generator)
    }
  }
}
