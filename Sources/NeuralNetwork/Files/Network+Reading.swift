import LinearAlgebra
import TensorFiles

extension Network where Scalar: SafetensorsElement {
  /// Reads a network from a safetensors file: one written by `save`, or a PyTorch state dict.
  ///
  /// ```swift
  /// let network = try Network<Float>(contentsOf: "pytorch.safetensors", activation: .tanh)
  /// ```
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - layout: the layout of a state dict's weights; nil infers it from their shapes, unless all are square.
  ///   - activation: the activation of a state dict's hidden layers; nil means ``Activation/relu``.
  ///   - loss: the loss of a state dict, which decides its last activation; nil means ``Loss/crossEntropy`` for more
  ///     than one output.
  /// - Throws: `TensorFileError` if the file cannot be read, is truncated, holds another scalar or no network, is
  ///   inconsistent, is ambiguous, or contradicts the arguments.
  public init(
    contentsOf path: String, layout: WeightLayout? = nil, activation: Activation? = nil, loss: Loss? = nil
  ) throws(TensorFileError) {
    try self.init(Safetensors(contentsOf: path), layout: layout, activation: activation, loss: loss)
  }

  /// The network in a file that was read.
  ///
  /// A file without `activations` and `loss` in its metadata is a state dict: its tensors are the `weight` (or Flax's
  /// `kernel`) and the `bias` of dense layers, with the layer's name as a prefix: `0.weight`, `fc1.bias`. Layers are
  /// ordered by name, with numbers in names compared as numbers. In a file of this library, tensors whose names begin
  /// with neither `layers.` nor `standardizer.` are ignored.
  ///
  /// - Parameters:
  ///   - file: the file's contents.
  ///   - layout: the layout of a state dict's weights; nil infers it from their shapes, unless all are square.
  ///   - activation: the activation of a state dict's hidden layers; nil means ``Activation/relu``.
  ///   - loss: the loss of a state dict, which decides its last activation; nil means ``Loss/crossEntropy`` for more
  ///     than one output.
  /// - Throws: `TensorFileError` if it holds another scalar or no network, is inconsistent, is ambiguous, or
  ///   contradicts the arguments.
  public init(
    _ file: Safetensors, layout: WeightLayout? = nil, activation: Activation? = nil, loss: Loss? = nil
  ) throws(TensorFileError) {
    let given = UnsaidParts(layout: layout, activation: activation, loss: loss)
    // Any of them suffices: a file that has lost its first layer must not pass for a state dict of the others.
    let isOwn = file.tensors.contains { $0.isOf("layers.") }
    switch (file.metadata["activations"], file.metadata["loss"]) {
    case (let activations?, let lossName?) where isOwn:
      try self.init(own: file, activations: activations, lossName: lossName)
      try check(given, file)
    case (_?, nil) where isOwn, (nil, _?) where isOwn:
      throw file.mismatch(
        "one of 'activations' and 'loss' in the metadata: a network of this library has both, a state dict neither")
    // Other metadata is another program's.
    default: try self.init(stateDict: file, given)
    }
  }

  /// Reads a file of this library.
  private init(own file: Safetensors, activations: String, lossName: String) throws(TensorFileError) {
    func metadata<T: RawRepresentable & CaseIterable>(_ key: String, _ text: some StringProtocol)
      throws(TensorFileError) -> T
    where T.RawValue == String {
      if let value = T(rawValue: String(text)) { return value }
      let allowed = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw file.mismatch("'\(text)' in the metadata '\(key)', expected one of \(allowed)")
    }
    if file.isTrainingRun {
      throw file.mismatch("a checkpoint of a training run: TrainingRun.resume(from:) reads it")
    }
    let names = activations.split(separator: " ")
    let isOlder = !names.isEmpty && file.has(NetworkFile.olderKernel(0))
    try file.requireTensors(layers: names.count, isOlder: isOlder)
    var layers = [Dense<Scalar>]()
    for (index, name) in names.enumerated() {
      let kernel = isOlder ? NetworkFile.olderKernel(index) : NetworkFile.kernel(index)
      let shape = try file.tensor(kernel).shape
      guard shape.count == 2, shape[0] >= 1, shape[1] >= 1 else {
        throw file.mismatch("tensor '\(kernel)' has shape \(shape), expected [inputs, outputs], each at least 1")
      }
      layers.append(
        Dense(
          weights: try file.weights(kernel, .here), bias: try file.row(NetworkFile.bias(index), count: shape[1]),
          activation: try metadata("activations", name)))
    }
    let loss: Loss = try metadata("loss", lossName)
    if let problem = Self.problem(layers, loss) { throw file.mismatch(problem) }
    let (standardizer, classNames) = (try file.standardizer(of: Scalar.self), try file.classNames)
    if let problem = Self.problem(layers, loss, standardizer, classNames) { throw file.mismatch(problem) }
    self.init(layers: layers, loss: loss)
    (self.standardizer, self.classNames) = (standardizer, classNames)
  }

  /// Throws if a file of this library contradicts the arguments.
  private func check(_ given: UnsaidParts, _ file: Safetensors) throws(TensorFileError) {
    func differs(_ what: String, _ found: String, _ given: String) -> TensorFileError {
      file.mismatch("a network of this library, which says its \(what) itself: '\(found)', not '\(given)'")
    }
    if let layout = given.layout, layout != .here {
      throw differs("layout", WeightLayout.here.rawValue, layout.rawValue)
    }
    if let activation = given.activation, let other = layers.dropLast().first(where: { $0.activation != activation }) {
      throw differs("activations", other.activation.rawValue, activation.rawValue)
    }
    if let loss = given.loss, loss != self.loss { throw differs("loss", self.loss.rawValue, loss.rawValue) }
  }
}

extension Safetensors {
  fileprivate var classNames: [String]? {
    get throws(TensorFileError) {
      guard let text = metadata[NetworkFile.classNames] else { return nil }
      if let names = strings(ofJSONArray: text) { return names }
      throw mismatch("'\(text)' in the metadata '\(NetworkFile.classNames)', expected a JSON array of strings")
    }
  }

  /// Rejects tensors that are named like a network's but belong to none of its parts.
  fileprivate func requireTensors(layers: Int, isOlder: Bool) throws(TensorFileError) {
    let kernel = isOlder ? NetworkFile.olderKernel : NetworkFile.kernel
    let parts = (0..<layers).flatMap { [kernel($0), NetworkFile.bias($0)] }
    let names = Set((parts + [NetworkFile.mean, NetworkFile.scale]).map { Array($0.utf8) })
    for tensor in tensors where tensor.isOf("layers.") || tensor.isOf("standardizer.") {
      if names.contains(Array(tensor.name.utf8)) { continue }
      throw mismatch("a tensor '\(tensor.name)' in a network of \(layers) layers, one for each of its activations")
    }
  }

  /// Whether there is a tensor of that name.
  fileprivate func has(_ name: String) -> Bool { (try? tensor(name)) != nil }
}
