import LinearAlgebra

/// A chain of dense layers and the loss that it is trained for; a value.
///
/// ```swift
/// var generator = SeededGenerator(seed: 42)
/// var network = Network<Float>(inputs: 784, hidden: [128], outputs: 10, using: &generator)
/// ```
public struct Network<Scalar: BLASScalar>: Hashable, Sendable {
  /// The layers, from the one that reads the features on; writes to a layer are in place:
  ///
  /// ```swift
  /// network.layers[0].weights -= rate * gradients.layers[0].weights
  /// ```
  ///
  /// - Precondition: they still make a network for its loss, as for ``init(layers:loss:)``.
  /// - Complexity: after a write the shapes of all layers are checked.
  public var layers: [Dense<Scalar>] {
    get { storedLayers }
    // Not `didSet`: with it, a write from another module would change a copy and store that.
    _modify {
      defer { requireFit() }
      yield &storedLayers
    }
  }
  private var storedLayers: [Dense<Scalar>]
  /// The function that training minimizes.
  public let loss: Loss
  /// The standardization of features before the first layer; nil for none.
  ///
  /// With a standardizer, predictions, evaluations, gradients and training all take unstandardized features. It is
  /// saved with the network. It has no parameters: training does not change it.
  ///
  /// - Precondition: it has as many features as the network's input.
  public var standardizer: Standardizer<Scalar>? {
    didSet { requireFit() }
  }
  /// The names of the classes, in order; saved with the network.
  ///
  /// - Precondition: there is a name for each class: one for each output, or two if a single output distinguishes two
  ///   classes. The network does not predict values. A data set that it is trained or evaluated on gives none of these
  ///   names to another class.
  public var classNames: [String]? {
    didSet { requireFit() }
  }

  /// A network with given layers.
  ///
  /// - Precondition: there is at least one layer, the inputs of each are the outputs of the one before, and
  ///   `.crossEntropy` ends in a softmax, `.binaryCrossEntropy` in a sigmoid.
  public init(layers: [Dense<Scalar>], loss: Loss = .crossEntropy) {
    if let problem = Self.problem(layers, loss) { trap(problem) }
    storedLayers = layers
    self.loss = loss
  }

  /// A new network: one activation in all hidden layers, and the last one as the loss requires.
  ///
  /// - Parameters:
  ///   - inputs: the number of features of a sample.
  ///   - hidden: the width of each hidden layer; none makes a linear model.
  ///   - outputs: the number of classes, or of values to predict.
  ///   - activation: the activation of hidden layers.
  ///   - loss: the function that training minimizes.
  ///   - initializer: how weights are initialized; biases start at zero.
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

  /// The number of features of a sample.
  public var inputs: Int { layers.first?.inputs ?? 0 }
  /// The number of classes, or of predicted values.
  public var outputs: Int { layers.last?.outputs ?? 0 }
  /// The number of weights and biases.
  public var parameterCount: Int {
    var count = 0
    // In place: `reduce` would copy each layer, and count references to it.
    let layers = storedLayers.span
    for index in layers.indices { count += (layers[index].inputs + 1) * layers[index].outputs }
    return count
  }

  /// The number of features, then that of the outputs of each layer.
  package func widths() -> [Int] { [inputs] + layers.map(\.outputs) }

  /// Whether all weights and biases are finite numbers.
  public func isFinite() -> Bool { layers.allSatisfy { $0.isFinite() } }

  private func requireFit() {
    if let problem = Self.problem(layers, loss, standardizer, classNames) { trap(problem) }
  }

  /// Why these parts make no network; nil if they do.
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
