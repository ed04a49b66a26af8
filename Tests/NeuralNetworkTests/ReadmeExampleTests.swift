import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing
import _TestSupport

@Suite struct ReadmeExampleTests {
  @Test func theNetworkOfTheReadmeIsWhatThisFileCompiles() throws {
    let example = try ReadmeExample("network")
    #expect(!example.compiled.isEmpty)
    #expect(example.documented == example.compiled)
  }

  @Test func theNetworkOfTheReadmeLearnsAndReadsBack() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    // example: network
    // Points in a square; the class is 1 inside a circle.
    var generator = SeededGenerator(seed: 1)
    let points = Matrix<Float>.uniform(rows: 1000, columns: 2, in: -1..<1, using: &generator)
    let labels = (points .* points).rowSums().scalars.map { $0 < 0.5 ? 1 : 0 }
    let data = Dataset(features: points, labels: labels, classes: 2)

    var network = Network<Float>(inputs: 2, hidden: [16], outputs: 2, using: &generator)
    let trainer = Trainer(epochs: 60, batchSize: 16, optimizer: SGD(learningRate: 0.3))
    let history = trainer.train(&network, on: data) { progress in
      if let epoch = progress.result { print(epoch.epoch, epoch.trainLoss) }
      return .proceed  // or .stop
    }

    // A row for each point, a column for each class.
    let probabilities = network.predict(Matrix(rows: [[0, 0], [0.9, 0.9]]))
    try network.save(to: path)
    let same = try Network<Float>(contentsOf: path)
    // end of example
    #expect((history.epochs.last?.trainAccuracy ?? 0) > 0.95)
    #expect(probabilities[0, 1] > 0.9 && probabilities[1, 0] > 0.9)
    #expect(same == network)
  }
}
