import LinearAlgebra
import TensorFiles

// A network in a safetensors file: tensors `layers.0.weight` [inputs, outputs] and `layers.0.bias` [outputs], ... and
// metadata `architecture` ("784-128-10", for people), `activations` ("relu softmax") and `loss`.
extension Network where Scalar: SafetensorsElement {
  /// Writes the network to a safetensors file, whole or not at all; an existing file is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - metadata: further text to keep, such as the seed; the keys `architecture`, `activations` and `loss` are taken.
  /// - Throws: `TensorFileError` where the file cannot be written.
  public func save(to path: String, metadata: [String: String] = [:]) throws(TensorFileError) {
    try safetensors(metadata).write(to: path)
  }

  /// The bytes of the file that `save` writes.
  package func serialized(metadata: [String: String]) throws(TensorFileError) -> [UInt8] {
    try safetensors(metadata).serialized()
  }

  private func safetensors(_ text: [String: String]) throws(TensorFileError) -> Safetensors {
    var file = Safetensors(metadata: text.merging(metadata) { _, own in own })
    for (index, layer) in layers.enumerated() {
      try file.add("layers.\(index).weight", shape: [layer.inputs, layer.outputs], layer.weights.scalars())
      try file.add("layers.\(index).bias", shape: [layer.outputs], layer.bias.scalars())
    }
    return file
  }

  /// What a file says of the network besides its tensors.
  var metadata: [String: String] {
    let widths = [inputs] + layers.map(\.outputs)
    return [
      "architecture": widths.map(String.init).joined(separator: "-"),
      "activations": layers.map(\.activation.rawValue).joined(separator: " "),
      "loss": loss.rawValue,
    ]
  }

  /// Reads a network that `save` wrote, or that another program wrote in the same form.
  ///
  /// - Throws: `TensorFileError` where the file cannot be read, is torn, holds another scalar or other tensors, or its
  ///   layers do not fit together.
  public init(contentsOf path: String) throws(TensorFileError) {
    try self.init(Safetensors(contentsOf: path))
  }

  /// The network in a file that was read.
  ///
  /// - Throws: `TensorFileError` where it holds another scalar or other tensors, or its layers do not fit together.
  public init(_ file: Safetensors) throws(TensorFileError) {
    func foreign(_ problem: String) -> TensorFileError { TensorFileError(.mismatch, file: file.name, problem) }
    func metadata<T: RawRepresentable & CaseIterable>(_ key: String, _ text: some StringProtocol)
      throws(TensorFileError) -> T
    where T.RawValue == String {
      if let value = T(rawValue: String(text)) { return value }
      let allowed = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw foreign("'\(text)' in the metadata '\(key)', expected one of \(allowed)")
    }
    guard let activations = file.metadata["activations"], let lossName = file.metadata["loss"] else {
      throw foreign("not a network of this library: its metadata needs 'activations' and 'loss'")
    }
    let names = activations.split(separator: " ")
    guard file.tensors.count == 2 * names.count else {
      throw foreign("\(file.tensors.count) tensors for \(names.count) activations: a layer has a weight and a bias")
    }
    var layers = [Dense<Scalar>]()
    for (index, name) in names.enumerated() {
      let (weightName, biasName) = ("layers.\(index).weight", "layers.\(index).bias")
      let shape = try file.tensor(weightName).shape
      guard shape.count == 2, shape[0] >= 1, shape[1] >= 1 else {
        throw foreign("tensor '\(weightName)' has shape \(shape), expected [inputs, outputs], each at least 1")
      }
      layers.append(
        Dense(
          weights: try Matrix(rows: shape[0], columns: shape[1]) { span throws(TensorFileError) in
            try file.appendElements(of: weightName, to: &span)
          },
          bias: try Matrix(rows: 1, columns: shape[1]) { span throws(TensorFileError) in
            try file.appendElements(of: biasName, shape: [shape[1]], to: &span)
          },
          activation: try metadata("activations", name)))
    }
    let loss: Loss = try metadata("loss", lossName)
    if let problem = Self.problem(layers, loss) { throw foreign(problem) }
    self.init(layers: layers, loss: loss)
  }
}
