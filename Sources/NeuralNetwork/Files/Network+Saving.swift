import LinearAlgebra
import TensorFiles

extension Network where Scalar: SafetensorsElement {
  /// Writes the network to a safetensors file, whole or not at all; an existing file is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - layout: `.here` for a file that this library reads back exactly; `.pyTorch` for a PyTorch module's, as
  ///     described in ``stateDict(metadata:)``, which records neither activations nor loss.
  ///   - metadata: further text to store, such as the seed.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`,
  ///   `swift-dense.classNames`.
  /// - Throws: `TensorFileError` where the file cannot be written; for `.here` also where a layer has no inputs or no outputs,
  ///   which `init(contentsOf:)` does not take.
  public func save(
    to path: String, layout: WeightLayout = .here, metadata: [String: String] = [:]
  ) throws(TensorFileError) {
    switch layout {
    case .here:
      if let layer = layers.firstIndex(where: { $0.inputs == 0 || $0.outputs == 0 }) {
        let shape = "\(layers[layer].inputs) inputs and \(layers[layer].outputs) outputs"
        throw TensorFileError(.mismatch, file: path, "layer \(layer) has \(shape), each must be at least 1")
      }
      try safetensors(metadata: metadata).write(to: path)
    case .pyTorch: try stateDict(metadata: metadata).write(to: path)
    }
  }

  /// The bytes of the file that `save` writes.
  package func serialized(metadata: [String: String]) throws(TensorFileError) -> [UInt8] {
    try safetensors(metadata: metadata).serialized()
  }

  /// The contents that `save` writes, to add other tensors beside the network's:
  ///
  /// ```swift
  /// var file = network.safetensors()
  /// try file.add("vocabulary.counts", shape: [counts.count], counts)
  /// try file.write(to: path)
  /// ```
  ///
  /// - Parameter metadata: further text to store.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`,
  ///   `swift-dense.classNames`.
  /// - Complexity: a copy of the parameters.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    var file = Safetensors(metadata: self.metadata(with: metadata))
    for (index, layer) in layers.enumerated() {
      file.add(NetworkFile.kernel(index), shape: [layer.inputs, layer.outputs], of: layer.weights)
      file.add(NetworkFile.bias(index), shape: [layer.outputs], of: layer.bias)
    }
    file.add(standardizer)
    return file
  }

  /// The metadata of the network, with further text.
  func metadata(with others: [String: String]) -> [String: String] {
    NetworkFile.requireOthersKeys(others)
    return others.merging(metadata) { $1 }
  }

  /// The metadata of the network.
  var metadata: [String: String] {
    var metadata = [
      "architecture": widths().map(String.init).joined(separator: "-"),
      "activations": layers.map(\.activation.rawValue).joined(separator: " "),
      "loss": loss.rawValue,
    ]
    metadata[NetworkFile.classNames] = classNames.map(jsonArray)
    return metadata
  }
}
