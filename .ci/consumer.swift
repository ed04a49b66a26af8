// The program of the package that .ci/consumer makes: a product, a prediction, and what computed them.
import LinearAlgebra
import NeuralNetwork

let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
let b = Matrix<Float>(rows: [[5, 6], [7, 8]])
let c = a * b
let layer = Dense(weights: c, bias: .zeros(rows: 1, columns: 2), activation: .softmax)
let classes = Network(layers: [layer]).classify(Matrix(rows: [[1, 0], [3, -1.5]]))
print(c[0, 0], c[0, 1], c[1, 0], c[1, 1], classes)
print(ComputeConfiguration.current)
