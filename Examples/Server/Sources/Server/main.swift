// 100 requests at once, some of them wrong: each gets an answer or an error, and the server goes on.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("Server/Sources/Server/main.swift", with: "data/")
let iris = try Dataset<Float>(CSVFile(contentsOf: folder + "iris.csv"), label: "species")
var generator = SeededGenerator(seed: 1)
var training = Network<Float>(inputs: 4, hidden: [16], outputs: 3, using: &generator)
training.standardizer = try Standardizer(fitting: iris.featureMatrix())
Trainer(epochs: 50, optimizer: .adam(learningRate: 0.01)).train(&training, on: iris)
let (network, flowers, answers) = (training, iris.featureMatrix(), training.classify(iris))

await withTaskGroup(of: (Int, Result<Int, SampleError>).self) { group in
  for i in 0..<100 {
    var request = flowers.row(i).scalars()
    if i % 10 == 0 { request[i / 10 % 4] = .nan } else if i % 10 == 1 { request.removeLast() }
    let sample = request
    group.addTask { (i, Result { () throws(SampleError) in try network.classify(validating: sample) }) }
  }
  for await (i, result) in group {
    print(i, result)
    if (try? result.get()) != (i % 10 < 2 ? nil : answers[i]) { fatalError("expected \(answers[i])") }
  }
}
