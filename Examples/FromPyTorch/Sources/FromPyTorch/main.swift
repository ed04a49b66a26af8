// A network that PyTorch trained, from the state dict of its module; its answers are the same.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("FromPyTorch/Sources/FromPyTorch/main.swift", with: "data/")
// Which activations the module has is no part of it: ReLU and cross-entropy are what is taken where nothing is said.
let network = try Network<Float>(contentsOf: folder + "iris-pytorch.safetensors")
print(network.summary())

let iris = try Dataset<Float>(CSVFile(contentsOf: folder + "iris.csv"), label: "species")
let expected = try Matrix<Float>(CSVFile(contentsOf: folder + "pytorch-figures.csv"))
print(network.evaluate(iris))
if !network.predict(iris).isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6) { fatalError("another answer") }

// And back: the bytes of the file that PyTorch wrote.
let file = try Safetensors(contentsOf: folder + "iris-pytorch.safetensors")
if try network.stateDict().serialized() != file.serialized() { fatalError("another state dict") }
