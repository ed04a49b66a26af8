import LinearAlgebra
import TensorFiles

extension Network where Scalar: SafetensorsElement {
  /// Reads a network that `save` wrote, or that another program wrote in the same form.
  ///
  /// - Throws: `TensorFileError` where the file cannot be read, is torn, holds another scalar or no network, or what it holds
  ///   does not fit together.
  public init(contentsOf path: String) throws(TensorFileError) {
    try self.init(Safetensors(contentsOf: path))
  }

  /// The network in a file that was read.
  ///
  /// Tensors whose names begin with neither `layers.` nor `standardizer.` are somebody else's, and not looked at.
  ///
  /// - Throws: `TensorFileError` where it holds another scalar or no network, or what it holds does not fit together.
  public init(_ file: Safetensors) throws(TensorFileError) {
    func metadata<T: RawRepresentable & CaseIterable>(_ key: String, _ text: some StringProtocol)
      throws(TensorFileError) -> T
    where T.RawValue == String {
      if let value = T(rawValue: String(text)) { return value }
      let allowed = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw file.mismatch("'\(text)' in the metadata '\(key)', expected one of \(allowed)")
    }
    guard let activations = file.metadata["activations"], let lossName = file.metadata["loss"] else {
      throw file.mismatch("not a network of this library: its metadata needs 'activations' and 'loss'")
    }
    if file.isTrainingRun {
      throw file.mismatch("a checkpoint of a training run: TrainingRun.resume(from:) goes on from it")
    }
    let names = activations.split(separator: " ")
    try file.requireTensors(layers: names.count)
    var layers = [Dense<Scalar>]()
    for (index, name) in names.enumerated() {
      let (weightName, biasName) = ("layers.\(index).weight", "layers.\(index).bias")
      let shape = try file.tensor(weightName).shape
      guard shape.count == 2, shape[0] >= 1, shape[1] >= 1 else {
        throw file.mismatch("tensor '\(weightName)' has shape \(shape), expected [inputs, outputs], each at least 1")
      }
      layers.append(
        Dense(
          weights: try Matrix(rows: shape[0], columns: shape[1]) { span throws(TensorFileError) in
            try file.appendElements(of: weightName, to: &span)
          },
          bias: try file.row(biasName, count: shape[1]), activation: try metadata("activations", name)))
    }
    let loss: Loss = try metadata("loss", lossName)
    if let problem = Self.problem(layers, loss) { throw file.mismatch(problem) }
    let (standardizer, classNames) = (try file.standardizer(of: Scalar.self), try file.classNames)
    if let problem = Self.problem(layers, loss, standardizer, classNames) { throw file.mismatch(problem) }
    self.init(layers: layers, loss: loss)
    (self.standardizer, self.classNames) = (standardizer, classNames)
  }
}

extension Safetensors {
  /// The standardizer in a file; nil where there is none.
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

  fileprivate var classNames: [String]? {
    get throws(TensorFileError) {
      guard let text = metadata[NetworkFile.classNames] else { return nil }
      if let names = strings(ofJSONArray: text) { return names }
      throw mismatch("'\(text)' in the metadata '\(NetworkFile.classNames)', expected a JSON array of strings")
    }
  }

  /// Refuses tensors that have the names of a network's and belong to none of its parts.
  fileprivate func requireTensors(layers: Int) throws(TensorFileError) {
    let parts = (0..<layers).flatMap { ["layers.\($0).weight", "layers.\($0).bias"] }
    let names = Set((parts + [NetworkFile.mean, NetworkFile.scale]).map { Array($0.utf8) })
    for tensor in tensors where tensor.isOf("layers.") || tensor.isOf("standardizer.") {
      if names.contains(Array(tensor.name.utf8)) { continue }
      throw mismatch("a tensor '\(tensor.name)' in a network of \(layers) layers, one for each of its activations")
    }
  }

  fileprivate func row<Scalar: BLASScalar & SafetensorsElement>(
    _ name: String, count: Int
  ) throws(TensorFileError) -> Matrix<Scalar> {
    try Matrix(rows: 1, columns: count) { span throws(TensorFileError) in
      try appendElements(of: name, shape: [count], to: &span)
    }
  }

  /// An error about what the file holds.
  func mismatch(_ problem: String) -> TensorFileError { TensorFileError(.mismatch, file: name, problem) }
}

extension Safetensors.Tensor {
  /// Whether it has the name of a tensor of one part of a network.
  fileprivate func isOf(_ prefix: String) -> Bool { name.utf8.starts(with: prefix.utf8) }
}
