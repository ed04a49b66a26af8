import LinearAlgebra
import TensorFiles

// A network in a safetensors file: tensors `layers.0.kernel` [inputs, outputs] and `layers.0.bias` [outputs], ... and
// metadata `architecture` ("784-128-10", for readers), `activations` ("relu softmax") and `loss`; optionally
// `standardizer.mean` and `standardizer.scale` [inputs] and metadata `swift-dense.classNames`, a JSON array. Tensors
// with other names belong to other programs.
//
// In PyTorch a `weight` is [outputs, inputs], and it would silently load a square one that is transposed; so these are
// called kernels, as in Flax. Older files have `layers.0.weight` instead.

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
  /// The key in the metadata of a training run's checkpoint.
  static let checkpoint = "checkpoint"

  /// Traps if the text has one of the network's own keys.
  static func requireOthersKeys(_ metadata: [String: String]) {
    for key in keys {
      if let text = metadata[key] { trap("metadata '\(key)' with '\(text)': that key is the network's own") }
    }
  }
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

  /// The standardizer in a file; nil if there is none.
  func standardizer<Scalar: BLASScalar & SafetensorsElement>(
    of _: Scalar.Type
  ) throws(TensorFileError) -> Standardizer<Scalar>? {
    guard tensors.contains(where: { $0.isOf("standardizer.") }) else { return nil }
    let count = try tensor(NetworkFile.mean).count
    let (mean, scale): (Matrix<Scalar>, Matrix<Scalar>) = (
      try row(NetworkFile.mean, count: count), try row(NetworkFile.scale, count: count)
    )
    if let problem = Standardizer.problem(mean, scale) { throw mismatch(problem) }
    return Standardizer(mean: mean, scale: scale)
  }

  /// A tensor of two dimensions as weights, `inputs` x `outputs`.
  func weights<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, _ layout: WeightLayout
  ) throws(TensorFileError) -> Matrix<Scalar> {
    let matrix: Matrix<Scalar> = try matrix(name, shape: tensor(name).shape)
    switch layout {
    case .here: return matrix
    case .pyTorch: return matrix.transposed()
    }
  }

  /// A tensor of one dimension as a row.
  func row<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, count: Int
  ) throws(TensorFileError) -> Matrix<Scalar> { try matrix(name, shape: [count]) }

  /// A tensor of one or two dimensions as a matrix.
  func matrix<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, shape: [Int]
  ) throws(TensorFileError) -> Matrix<Scalar> {
    try Matrix(rows: shape.dropLast().first ?? 1, columns: shape.last ?? 1) { span throws(TensorFileError) in
      try appendElements(of: name, shape: shape, to: &span)
    }
  }

  /// Whether this is a checkpoint of a run: a network's own file has no sums of an epoch.
  var isTrainingRun: Bool { metadata[NetworkFile.checkpoint] != nil && tensors.contains { $0.name == "epoch" } }

  /// An error about what the file holds.
  func mismatch(_ problem: String) -> TensorFileError { TensorFileError(.mismatch, file: name, problem) }
}

extension Safetensors.Tensor {
  /// Whether its name is that of a tensor of this part of a network.
  func isOf(_ prefix: String) -> Bool { name.utf8.starts(with: prefix.utf8) }
}
