import ArgumentParser
import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// ONNX models, inputs and the network's own outputs, for `.ci/onnx` to compare with ONNX Runtime's.
struct ONNXModels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onnx", abstract: "Writes ONNX models, and what their networks predict, into a folder.")

  @Argument(help: "A folder, which is made: each model gets one inside.") var folder: String

  func run() throws {
    let count = try write(Float.self) + write(Double.self)
    print("onnx: \(count) models in \(folder)")
  }

  /// Every activation and loss, with and without hidden layers and a standardizer; then 784-128-10.
  private func write<Scalar: BLASScalar & SafetensorsElement & NPYElement>(_: Scalar.Type) throws -> Int {
    var generator = SeededGenerator(seed: 31)
    var count = 0
    for (activation, loss) in Activation.allCases.flatMap({ a in Loss.allCases.map { (a, $0) } }) {
      for (hidden, standardized) in [([], false), ([], true), ([16, 12], false), ([16, 12], true)] {
        // One output of a sigmoid tells two classes apart.
        let outputs = loss == .binaryCrossEntropy && hidden.isEmpty ? 1 : 5
        let network = Network<Scalar>(
          widths: [20] + hidden + [outputs], activation, loss, standardized: standardized, using: &generator)
        let name = "\(Scalar.self)-\(activation)-\(loss)-\(hidden.count)-\(standardized ? "standardized" : "plain")"
        try write(network, name: name, using: &generator)
        count += 1
      }
    }
    let network = Network<Scalar>(
      widths: [784, 128, 10], .relu, .crossEntropy, standardized: false, using: &generator)
    try write(network, name: "\(Scalar.self)-784-128-10", using: &generator)
    return count + 1
  }

  private func write<Scalar: BLASScalar & SafetensorsElement & NPYElement>(
    _ network: Network<Scalar>, name: String, using generator: inout SeededGenerator
  ) throws {
    let folder = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try network.saveONNX(to: "\(folder)/model.onnx", metadata: ["name": name])
    try network.save(to: "\(folder)/model.safetensors")
    for batch in [0, 1, 64] {
      let features = Matrix<Scalar>.uniform(rows: batch, columns: network.inputs, in: -1..<1, using: &generator)
      try features.write(to: "\(folder)/features-\(batch).npy")
      try network.predict(features).write(to: "\(folder)/predictions-\(batch).npy")
    }
  }
}

extension Matrix where Scalar: NPYElement {
  fileprivate func write(to path: String) throws {
    try NPYArray(scalars(), shape: [rows, columns]).write(to: path)
  }
}

extension Network {
  /// A network with biases that are not zero, and names of its classes where it tells any apart.
  fileprivate init(
    widths: [Int], _ activation: Activation, _ loss: Loss, standardized: Bool, using generator: inout SeededGenerator
  ) {
    let last: Activation =
      switch loss {
      case .crossEntropy: .softmax
      case .binaryCrossEntropy: .sigmoid
      case .meanSquaredError: activation
      }
    let layers = zip(widths, widths.dropFirst()).enumerated().map { index, shape in
      Dense<Scalar>(
        weights: Initializer.lecunNormal.weights(fanIn: shape.0, fanOut: shape.1, using: &generator),
        bias: .normal(rows: 1, columns: shape.1, using: &generator),
        activation: index == widths.count - 2 ? last : activation)
    }
    self.init(layers: layers, loss: loss)
    if standardized {
      standardizer = Standardizer(
        mean: .normal(rows: 1, columns: inputs, using: &generator),
        scale: .uniform(rows: 1, columns: inputs, in: 0.5..<2, using: &generator))
    }
    if loss == .crossEntropy { classNames = (0..<outputs).map { "class \"\($0)\"" } }
  }
}
