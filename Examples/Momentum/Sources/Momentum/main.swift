// A rule of update written by hand: 100 steps with momentum, beside the same in NumPy.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("Momentum/Sources/Momentum/main.swift", with: "data/")
let iris = try Dataset<Double>(CSVFile(contentsOf: folder + "iris.csv"), label: "species")
var network = Network<Double>(
  layers: [Dense(weights: .zeros(rows: 4, columns: 3), bias: .zeros(rows: 1, columns: 3), activation: .softmax)])
var velocity = network.layers
for _ in 0..<100 {
  let (_, gradients) = network.lossAndGradients(iris)
  for (i, gradient) in gradients.layers.enumerated() {
    velocity[i].weights = 0.9 * velocity[i].weights + gradient.weights
    velocity[i].bias = 0.9 * velocity[i].bias + gradient.bias
    network.layers[i].weights -= 0.1 * velocity[i].weights
    network.layers[i].bias -= 0.1 * velocity[i].bias
  }
}
let expected = try Matrix<Double>(CSVFile(contentsOf: folder + "momentum-figures.csv"))[0, 0]
print("loss: \(network.evaluate(iris).loss), NumPy \(expected)")
if !((network.evaluate(iris).loss - expected).magnitude <= 1e-12) { fatalError("expected \(expected)") }
