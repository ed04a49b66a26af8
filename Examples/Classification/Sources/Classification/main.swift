// Iris and wine by a network and by logistic regression: the mean accuracy over 20 splits, beside scikit-learn's.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("Classification/Sources/Classification/main.swift", with: "data/")
for (name, label) in [("iris", "species"), ("wine", "cultivar")] {
  let data = try Dataset<Double>(CSVFile(contentsOf: folder + name + ".csv"), label: .named(label))
  let tests = try Matrix<Double>(CSVFile(contentsOf: folder + name + "-splits.csv"))
  let their = try Matrix<Double>(CSVFile(contentsOf: folder + name + "-figures.csv"))
  for (model, hidden, rate, expected) in [("network", [16], 0.01, their[0, 0]), ("logistic", [], 0.03, their[0, 1])] {
    var mean = 0.0
    for split in 0..<tests.columns {
      let training = data[(0..<data.count).filter { tests[$0, split] == 0 }]
      var generator = SeededGenerator(seed: UInt64(split))
      var network = Network<Double>(inputs: data.inputs, hidden: hidden, outputs: data.outputs, using: &generator)
      network.standardizer = try Standardizer(fitting: training.featureMatrix())
      let trainer = Trainer(epochs: 300, batchSize: 150, optimizer: .adam(learningRate: rate, weightDecay: 0.01))
      trainer.train(&network, on: training)
      mean += network.evaluate(data[(0..<data.count).filter { tests[$0, split] == 1 }]).accuracy / Double(tests.columns)
    }
    print("\(name), \(model): \(mean), scikit-learn \(expected)")
    if !((mean - expected).magnitude <= 0.01) { fatalError("expected \(expected)") }
  }
}
