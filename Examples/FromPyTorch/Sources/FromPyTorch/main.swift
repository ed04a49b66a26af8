// A network that PyTorch trained: its weights are transposed, [outputs, inputs], and its answers are the same.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("FromPyTorch/Sources/FromPyTorch/main.swift", with: "data/")
let file = try Safetensors(contentsOf: folder + "iris-pytorch.safetensors")
func layer(_ name: String, _ inputs: Int, _ outputs: Int, _ activation: Activation) throws -> Dense<Float> {
  let weights = Matrix<Float>(
    try file.elements(of: name + ".weight", shape: [outputs, inputs]), rows: outputs, columns: inputs)
  return Dense(
    weights: weights.transposed(), bias: Matrix(row: try file.elements(of: name + ".bias")), activation: activation)
}
let network = Network(layers: [try layer("0", 4, 16, .relu), try layer("2", 16, 3, .softmax)])
print(network.summary())

let iris = try Dataset<Float>(CSVFile(contentsOf: folder + "iris.csv"), label: "species")
let expected = try Matrix<Float>(CSVFile(contentsOf: folder + "pytorch-figures.csv"))
print(network.evaluate(iris))
if !network.predict(iris).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6) { fatalError("another answer") }
