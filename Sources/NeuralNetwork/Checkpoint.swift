import LinearAlgebra
import TensorFiles

// A network in a safetensors file: tensors `layers.0.weight` [inputs, outputs] and `layers.0.bias` [outputs], ... and
// metadata `architecture` ("784-128-10", for people), `activations` ("relu softmax") and `loss`; where it has them,
// `standardizer.mean` and `standardizer.scale` [inputs] and metadata `swift-dense.classNames`, a JSON array. Tensors by other names are
// somebody else's.
extension Network where Scalar: SafetensorsElement {
  /// Writes the network to a safetensors file, whole or not at all; an existing file is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - metadata: further text to keep, such as the seed.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`, `classNames`.
  /// - Throws: `TensorFileError` where the file cannot be written.
  public func save(to path: String, metadata: [String: String] = [:]) throws(TensorFileError) {
    try safetensors(metadata: metadata).write(to: path)
  }

  /// The bytes of the file that `save` writes.
  package func serialized(metadata: [String: String]) throws(TensorFileError) -> [UInt8] {
    try safetensors(metadata: metadata).serialized()
  }

  /// What `save` writes, for tensors of one's own beside the network's:
  ///
  /// ```swift
  /// var file = network.safetensors()
  /// try file.add("vocabulary.counts", shape: [counts.count], counts)
  /// try file.write(to: path)
  /// ```
  ///
  /// - Parameter metadata: further text to keep.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`, `classNames`.
  /// - Complexity: a copy of the parameters.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    for key in NetworkFile.keys {
      if let text = metadata[key] { trap("metadata '\(key)' with '\(text)': that key is the network's own") }
    }
    var file = Safetensors(metadata: metadata.merging(self.metadata) { $1 })
    for (index, layer) in layers.enumerated() {
      file.add("layers.\(index).weight", shape: [layer.inputs, layer.outputs], of: layer.weights)
      file.add("layers.\(index).bias", shape: [layer.outputs], of: layer.bias)
    }
    file.add(standardizer)
    return file
  }

  /// What a file says of the network besides its tensors.
  var metadata: [String: String] {
    let widths = [inputs] + layers.map(\.outputs)
    var metadata = [
      "architecture": widths.map(String.init).joined(separator: "-"),
      "activations": layers.map(\.activation.rawValue).joined(separator: " "),
      "loss": loss.rawValue,
    ]
    metadata[NetworkFile.classNames] = classNames.map(jsonArray)
    return metadata
  }
}

/// The names in a network's file.
enum NetworkFile {
  static let classNames = "swift-dense.classNames"
  /// The metadata.
  static let keys = ["architecture", "activations", "loss", classNames]
  static let (mean, scale) = ("standardizer.mean", "standardizer.scale")
}

extension Safetensors {
  /// Adds the tensors of a standardizer, if there is one.
  mutating func add<Scalar: BLASScalar & SafetensorsElement>(_ standardizer: Standardizer<Scalar>?) {
    guard let standardizer else { return }
    add(NetworkFile.mean, shape: [standardizer.inputs], of: standardizer.mean)
    add(NetworkFile.scale, shape: [standardizer.inputs], of: standardizer.scale)
  }

  /// Adds the elements of a matrix under a name that is not taken, in a shape of as many.
  mutating func add<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, shape: [Int], of matrix: Matrix<Scalar>
  ) {
    do { try add(name, shape: shape, matrix.scalars()) } catch { trap(error.description) }
  }
}
