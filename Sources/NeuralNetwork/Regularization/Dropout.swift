import LinearAlgebra

/// Features and units that are dropped at random in a step of training (Srivastava et al., JMLR 15 (2014), 1929-1958).
///
/// A rate is the probability that an element is zero in a step; the others are divided by 1 - rate, which keeps their
/// mean ("inverted" dropout, PyTorch's `Dropout`). The gradient has the same zeros. Dropout applies only to steps of
/// training: predictions and evaluations are those of the whole network.
///
/// Which elements are dropped is a function of the trainer's seed, the step, the layer, the sample's index in the
/// mini-batch and the unit. So the result has the same bits for any number of threads, and a checkpoint needs no state
/// for it.
public struct Dropout: Hashable, Sendable {
  /// The rate of the features.
  public let inputs: Double
  /// The rate of the units of each hidden layer; a single rate applies to all of them.
  public let hidden: [Double]

  /// The same rate for all hidden layers.
  ///
  /// - Precondition: rates are at least 0 and below 1.
  public init(inputs: Double = 0, hidden: Double) { self.init(inputs: inputs, hidden: [hidden]) }

  /// A rate for each hidden layer.
  ///
  /// - Precondition: rates are at least 0 and below 1.
  public init(inputs: Double = 0, hidden: [Double]) {
    for rate in [inputs] + hidden {
      require(0..<1 ~= rate, "a dropout rate of \(rate): it must be at least 0 and below 1")
    }
    (self.inputs, self.hidden) = (inputs, hidden)
  }
}

/// The masks of a training run.
struct DropoutMasks: Sendable {
  private let dropout: Dropout
  private let seed: UInt64

  /// - Precondition: there is one rate for all hidden layers of `network`, or one for each.
  init<Scalar>(_ dropout: Dropout, seed: UInt64, for network: Network<Scalar>) {
    let (rates, layers) = (dropout.hidden.count, network.layers.count - 1)
    require(rates == 1 || rates == layers, "\(rates) dropout rates for \(layers) hidden layers: one, or one for each")
    (self.dropout, self.seed) = (dropout, seed)
  }

  /// The mask of the features; nil where all are used.
  func inputs(step: Int) -> DropoutMask? { mask(dropout.inputs, 0, step) }

  /// The mask of the units of hidden layer `index`; nil where all are used.
  func hidden(_ index: Int, step: Int) -> DropoutMask? { mask(rate(index), index + 1, step) }

  /// The rate of the units of hidden layer `index`.
  func rate(_ index: Int) -> Double { dropout.hidden.count == 1 ? dropout.hidden[0] : dropout.hidden[index] }

  private func mask(_ rate: Double, _ layer: Int, _ step: Int) -> DropoutMask? {
    rate == 0 ? nil : DropoutMask(rate: rate, seed: seed, layer: layer, step: step)
  }
}
