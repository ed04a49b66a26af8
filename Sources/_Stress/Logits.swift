import ArgumentParser
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// What a network makes of features before its loss's activation, for comparisons with other programs.
struct Logits: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The logits of a saved network, of features in an .npy file.")

  @Option(help: "A safetensors file, or a folder of scikit-learn's arrays.") var load: String
  @Option(help: "Rows of features, as NumPy saved them: float32.") var features: String
  @Option(help: "Where the logits go.") var output: String
  @Option(help: "A state dict's layout: pytorch or here.") var layout: String?
  @Option(help: "The activation of hidden layers that the file does not say.") var activation: String?

  func run() throws {
    let activation = activation.flatMap(Activation.init)
    let network =
      FileStatus(at: load) == .folder
      ? try Network<Float>(scikitLearn: load, activation: activation ?? .relu)
      : try Network<Float>(contentsOf: load, layout: layout.flatMap(WeightLayout.init), activation: activation)
    var layers = network.layers
    let last = layers.removeLast()
    layers.append(Dense(weights: last.weights, bias: last.bias, activation: .identity))
    var affine = Network(layers: layers, loss: .meanSquaredError)
    affine.standardizer = network.standardizer
    let x = try NPYArray(contentsOf: features)
    let rows = x.shape.first ?? 0
    let logits = affine.predict(try Matrix<Float>(x.elements(), rows: rows, columns: network.inputs))
    try NPYArray(logits.scalars(), shape: [rows, network.outputs]).write(to: output)
  }
}
