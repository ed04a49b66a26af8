import LinearAlgebra

/// A chain of dense layers and the loss that it is trained for; a value.
///
/// ```swift
/// var generator = SeededGenerator(seed: 42)
/// var network = Network<Float>(inputs: 784, hidden: [128], outputs: 10, using: &generator)
/// ```
public struct Network<Scalar: BLASScalar>: Hashable, Sendable {
  /// The layers, the first one reads the features; what is written of a layer is written in place:
  ///
  /// ```swift
  /// network.layers[0].weights -= rate * gradients.layers[0].weights
  /// ```
  ///
  /// - Precondition: they still make a network for its loss, as ``init(layers:loss:)`` says.
  /// - Complexity: a write ends with a look at the shapes of all layers.
  public var layers: [Dense<Scalar>] {
    get { storedLayers }
    // Not `didSet`, for which another module writes a copy and stores that.
    _modify {
      defer { requireFit() }
      yield &storedLayers
    }
  }
  private var storedLayers: [Dense<Scalar>]
  /// What training makes small.
  public let loss: Loss
  /// What is done to features before the first layer, wherever the network takes any; nil takes them as they are.
  ///
  /// With a standardizer predictions, evaluations, gradients and training all take features as they are measured. It is
  /// saved with the network, and no parameter: training does not change it.
  ///
  /// - Precondition: it is of as many features as the network reads.
  public var standardizer: Standardizer<Scalar>? {
    didSet { requireFit() }
  }
  /// What the classes are called, in their order; saved with the network.
  ///
  /// - Precondition: there is a name for each class: one for each output, or two where one output tells two classes apart.
  ///   The network does not predict values.
  public var classNames: [String]? {
    didSet { requireFit() }
  }

  /// A network of given layers.
  ///
  /// - Precondition: there is at least one layer, each reads as many features as the one before makes, and
  ///   `.crossEntropy` ends in a softmax, `.binaryCrossEntropy` in a sigmoid.
  public init(layers: [Dense<Scalar>], loss: Loss = .crossEntropy) {
    if let problem = Self.problem(layers, loss) { trap(problem) }
    storedLayers = layers
    self.loss = loss
  }

  /// A new network: one activation in all hidden layers, and at the end the one that the loss asks for.
  ///
  /// - Parameters:
  ///   - inputs: the features of a sample.
  ///   - hidden: the width of each hidden layer; none makes a linear model.
  ///   - outputs: the classes, or the values to predict.
  ///   - activation: what hidden layers apply.
  ///   - loss: what training makes small.
  ///   - initializer: how weights begin; biases begin at zero.
  ///   - generator: draws the weights, layer by layer.
  /// - Precondition: every width is at least 1.
  public init(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation = .relu, loss: Loss = .crossEntropy,
    initializer: Initializer = .heNormal, using generator: inout some RandomNumberGenerator
  ) {
    var layers = [Dense<Scalar>]()
    let widths = [inputs] + hidden + [outputs]
    for (index, (width, next)) in zip(widths, widths.dropFirst()).enumerated() {
      layers.append(
        Dense(
          inputs: width, outputs: next, activation: index == hidden.count ? loss.outputActivation : activation,
          initializer: initializer, using: &generator))
    }
    self.init(layers: layers, loss: loss)
  }

  /// The features of a sample.
  public var inputs: Int { layers.first?.inputs ?? 0 }
  /// The classes, or the values that are predicted.
  public var outputs: Int { layers.last?.outputs ?? 0 }
  /// The number of weights and biases.
  public var parameterCount: Int {
    var count = 0
    // In place: `reduce` would copy each layer, and count references to it.
    let layers = storedLayers.span
    for index in layers.indices { count += (layers[index].inputs + 1) * layers[index].outputs }
    return count
  }

  /// Whether all weights and biases are finite numbers.
  public func isFinite() -> Bool {
    layers.allSatisfy { $0.isFinite() }
  }

  private func requireFit() {
    if let problem = Self.problem(layers, loss, standardizer, classNames) { trap(problem) }
  }

  /// Why these parts make no network; nil where they do.
  static func problem(
    _ layers: [Dense<Scalar>], _ loss: Loss, _ standardizer: Standardizer<Scalar>? = nil, _ classNames: [String]? = nil
  ) -> String? {
    guard let last = layers.last else { return "a network without layers" }
    // In place, as in `parameterCount`.
    for index in layers.indices.dropLast() where layers.span[index].outputs != layers.span[index + 1].inputs {
      return "layer \(index) makes \(layers[index].outputs) features and layer \(index + 1) reads "
        + "\(layers[index + 1].inputs)"
    }
    if loss.takesLogits && last.activation != loss.outputActivation {
      return "a network for \(loss.rawValue) that ends in \(last.activation.rawValue): its last layer must be "
        + loss.outputActivation.rawValue
    }
    if let standardizer, standardizer.inputs != layers[0].inputs {
      return "a standardizer of \(standardizer.inputs) features for a network of \(layers[0].inputs) inputs"
    }
    if let names = classNames?.count, names != loss.classCount(outputs: last.outputs) {
      return "\(names) class names for a network "
        + (loss.classCount(outputs: last.outputs).map { "of \($0) classes" } ?? "that predicts values")
    }
    return nil
  }
}
