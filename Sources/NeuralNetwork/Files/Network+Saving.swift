import LinearAlgebra
import TensorFiles

// A network in a safetensors file: tensors `layers.0.kernel` [inputs, outputs] and `layers.0.bias` [outputs], ... and
// metadata `architecture` ("784-128-10", for readers), `activations` ("relu softmax") and `loss`; optionally
// `standardizer.mean` and `standardizer.scale` [inputs] and metadata `swift-dense.classNames`, a JSON array. Tensors
// with other names belong to other programs.
//
// In PyTorch a `weight` is [outputs, inputs], and it would silently load a square one that is transposed; so these are
// called kernels, as in Flax. Older files have `layers.0.weight` instead.
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
  /// - Throws: `TensorFileError` where the file cannot be written.
  public func save(
    to path: String, layout: WeightLayout = .here, metadata: [String: String] = [:]
  ) throws(TensorFileError) {
    switch layout {
    case .here: try safetensors(metadata: metadata).write(to: path)
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

  /// Traps if the text has one of the network's own keys.
  func requireOthersKeys(_ metadata: [String: String]) {
    for key in NetworkFile.keys {
      if let text = metadata[key] { trap("metadata '\(key)' with '\(text)': that key is the network's own") }
    }
  }

  /// The metadata of the network, with further text.
  func metadata(with others: [String: String]) -> [String: String] {
    requireOthersKeys(others)
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

/// The names in a network's file.
enum NetworkFile {
  static let classNames = "swift-dense.classNames"
  /// The metadata.
  static let keys = ["architecture", "activations", "loss", classNames]
  static func kernel(_ layer: Int) -> String { "layers.\(layer).kernel" }
  static func bias(_ layer: Int) -> String { "layers.\(layer).bias" }
  /// The older name of `kernel`.
  static func olderKernel(_ layer: Int) -> String { "layers.\(layer).weight" }
  static let (mean, scale) = ("standardizer.mean", "standardizer.scale")
}

extension Safetensors {
  /// Adds the tensors of a standardizer, if there is one.
  mutating func add<Scalar: BLASScalar & SafetensorsElement>(_ standardizer: Standardizer<Scalar>?) {
    guard let standardizer else { return }
    add(NetworkFile.mean, shape: [standardizer.inputs], of: standardizer.mean)
    add(NetworkFile.scale, shape: [standardizer.inputs], of: standardizer.scale)
  }

  /// Adds the elements of a matrix under an unused name, in a shape with as many elements.
  mutating func add<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, shape: [Int], of matrix: Matrix<Scalar>
  ) {
    do { try add(name, shape: shape, matrix.scalars()) } catch { trap(error.description) }
  }
}
