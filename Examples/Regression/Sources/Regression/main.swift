// The alcohol of a wine by a network: R squared over 20 splits, beside scikit-learn's.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("Regression/Sources/Regression/main.swift", with: "data/")
let file = try CSVFile(contentsOf: folder + "wine.csv")
let x = try Dataset<Double>(file, label: "cultivar").featureMatrix()[..., 1...]
let alcohol = try Matrix<Double>(file, columns: ["alcohol"])
let tests = try Matrix<Double>(CSVFile(contentsOf: folder + "wine-splits.csv"))
let expected = try Matrix<Double>(CSVFile(contentsOf: folder + "regression-figures.csv"))[0, 0]
var sum = 0.0
for split in 0..<tests.columns {
  let rows = (0..<x.rows).filter { tests[$0, split] == 0 }
  let data = Dataset(features: x, targets: try Standardizer(fitting: alcohol.rows(at: rows)).apply(alcohol))
  var generator = SeededGenerator(seed: UInt64(split))
  var network = Network<Double>(inputs: 12, hidden: [4], outputs: 1, loss: .meanSquaredError, using: &generator)
  network.standardizer = try Standardizer(fitting: x.rows(at: rows))
  Trainer(epochs: 150, batchSize: 64, optimizer: .adam(learningRate: 0.01)).train(&network, on: data[rows])
  sum += network.evaluate(data[(0..<x.rows).filter { tests[$0, split] == 1 }]).rSquared
}
let mean = sum / Double(tests.columns)
print("R squared: \(mean), scikit-learn \(expected)")
if !((mean - expected).magnitude <= 0.05) { fatalError("expected \(expected)") }
