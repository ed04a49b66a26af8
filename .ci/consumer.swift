// The program of the package that .ci/consumer makes: products and a prediction, and what computed them.
import LinearAlgebra
import NeuralNetwork

let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
let b = Matrix<Float>(rows: [[5, 6], [7, 8]])
let c = a * b
let layer = Dense(weights: c, bias: .zeros(rows: 1, columns: 2), activation: .softmax)
let classes = Network(layers: [layer]).classify(Matrix(rows: [[1, 0], [3, -1.5]]))
print(c[0, 0], c[0, 1], c[1, 0], c[1, 1], classes)

// Small integers, so that every backend must be exact: an edge of each tile, vectors, panels that are packed.
func wrongProducts<Scalar: BLASScalar>(_: Scalar.Type, _ m: Int, _ n: Int, _ k: Int) -> Int {
  var wrong = 0
  let a = Matrix<Scalar>(rows: m, columns: k) { i, p in Scalar((i &* 7 &+ p &* 3) % 5 - 2) }
  let b = Matrix<Scalar>(rows: k, columns: n) { p, j in Scalar((p &* 5 &+ j) % 7 - 3) }
  let (aT, bT) = (a.transposed(), b.transposed())
  let expected = a.multiplied(by: b, configuration: ComputeConfiguration(backend: .reference, threads: 1))
  for backend in [ComputeConfiguration.current.backend] + InstructionSet.available.map({ GEMMBackend.swift($0) }) {
    for threads in [1, 2] {
      let configuration = ComputeConfiguration(backend: backend, threads: threads)
      for product in [
        a.multiplied(by: b, configuration: configuration), aT.t.multiplied(by: b, configuration: configuration),
        a.multiplied(by: bT.t, configuration: configuration), aT.t.multiplied(by: bT.t, configuration: configuration),
      ] where product != expected { wrong += 1 }
    }
  }
  return wrong
}
var wrong = 0
for (m, n, k) in [(1, 1, 1), (9, 33, 17), (64, 10, 40), (1, 70, 50), (50, 1, 70), (64, 48, 100), (40, 300, 450)] {
  wrong += wrongProducts(Float.self, m, n, k) + wrongProducts(Double.self, m, n, k)
}

// A few steps run what else is compiled for an instruction set: gathering, activations, losses.
var generator = SeededGenerator(seed: 1)
let bytes = (0..<90 * 30).map { _ in UInt8.random(in: 0...255, using: &generator) }
let data = Dataset<Float>(bytes: bytes, inputs: 30, labels: (0..<90).map { $0 % 3 }, classes: 3)
var network = Network<Float>(inputs: 30, hidden: [20], outputs: 3, using: &generator)
let history = Trainer(epochs: 3).train(&network, on: data, testing: data)
if !(history.epochs.last.map { $0.trainLoss < 2 } ?? false) { wrong += 1 }

print(wrong == 0 ? "right" : "\(wrong) wrong", "on", InstructionSet.available.map(\.rawValue).joined(separator: " "))
print("best", InstructionSet.best)
print(ComputeConfiguration.current)
