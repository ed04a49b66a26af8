import LinearAlgebra

/// A dense layer: A = activation(X W + b) for a batch X of one sample a row.
public struct Dense<Scalar: BLASScalar>: Hashable, Sendable {
  /// W, `inputs` x `outputs`; writes are in place.
  ///
  /// - Precondition: it has as many columns as the bias; a layer's width cannot change.
  public var weights: Matrix<Scalar> {
    get { storedWeights }
    // Not `didSet`: with it, a write from another module would change a copy and store that.
    _modify {
      defer { requireShape() }
      yield &storedWeights
    }
  }
  /// b, 1 x `outputs`; writes are in place.
  ///
  /// - Precondition: it is a row with as many columns as the weights.
  public var bias: Matrix<Scalar> {
    get { storedBias }
    _modify {
      defer { requireShape() }
      yield &storedBias
    }
  }
  /// The function applied to the affine output.
  public let activation: Activation

  private var storedWeights: Matrix<Scalar>
  private var storedBias: Matrix<Scalar>

  /// A layer with given parameters.
  ///
  /// - Parameters:
  ///   - weights: `inputs` x `outputs`.
  ///   - bias: 1 x `outputs`.
  ///   - activation: applied to X W + b.
  /// - Precondition: `bias` is a row with as many columns as `weights`.
  public init(weights: Matrix<Scalar>, bias: Matrix<Scalar>, activation: Activation) {
    (storedWeights, storedBias) = (weights, bias)
    self.activation = activation
    requireShape()
  }

  /// A new layer: weights drawn by `initializer`, biases zero.
  ///
  /// - Precondition: `inputs` and `outputs` are at least 1.
  public init(
    inputs: Int, outputs: Int, activation: Activation, initializer: Initializer = .heNormal,
    using generator: inout some RandomNumberGenerator
  ) {
    require(inputs >= 1 && outputs >= 1, "a layer of \(inputs) inputs and \(outputs) outputs: both must be at least 1")
    self.init(
      weights: initializer.weights(fanIn: inputs, fanOut: outputs, using: &generator),
      bias: .zeros(rows: 1, columns: outputs), activation: activation)
  }

  /// The number of features that the layer reads.
  public var inputs: Int { weights.rows }
  /// The number of features that the layer outputs.
  public var outputs: Int { weights.columns }

  /// Whether all weights and biases are finite numbers.
  func isFinite() -> Bool { weights.isFinite && bias.isFinite }

  /// The layer's output A for a batch.
  ///
  /// - Parameters:
  ///   - x: m x `inputs`.
  ///   - configuration: the backend and the threads.
  /// - Returns: m x `outputs`.
  /// - Precondition: `x.columns == inputs`.
  /// - Complexity: 2 m `inputs` `outputs` floating-point operations.
  public func callAsFunction(_ x: Matrix<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    require(x.columns == inputs, "a batch of \(x.shapeText) for a layer of \(inputs) inputs")
    return .written(rows: x.rows, columns: outputs) { output in
      x.withView { forward($0, into: output, activation: activation, configuration: configuration) }
    }
  }

  /// activation(X W + b), into existing memory; `activation` is the layer's, or the identity for logits.
  func forward(
    _ x: MatrixView<Scalar>, into output: MutableMatrixView<Scalar>, activation: Activation,
    configuration: ComputeConfiguration
  ) {
    output.set(
      affineOf: x, weights: weights, bias: bias, rectify: activation.isRectifier, configuration: configuration)
    activation.complete(output)
  }

  /// Replaces the parameters by `parameters`, the weights with the biases as the last row.
  mutating func update(from parameters: Panels<Scalar>) {
    let inputs = inputs
    weights.withMutableView { parameters.copy(0..<inputs, into: $0) }
    bias.withMutableView { parameters.copy(inputs..<inputs + 1, into: $0) }
  }

  private func requireShape() {
    require(
      bias.rows == 1 && bias.columns == weights.columns,
      "a layer with weights of \(weights.shapeText) and bias of \(bias.shapeText): the bias must be 1x\(weights.columns)"
    )
  }
}
