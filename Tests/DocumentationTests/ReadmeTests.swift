import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// The examples of README.md.
@Suite struct ReadmeTests {
  @Test func theMatricesAreRight() {
    // example: matrices
    let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
    let x = Matrix<Float>(column: [5, 6])
    let y = a * x  // the matrix product, 2x1
    let gram = a.t * a  // the transpose is read in place: nothing is copied
    let b = a .* a + 0.5  // element by element
    let firstRow = b[0..<1, ...]  // a slice is a value

    // c := 2 a gram, then c := a a + c by the Swift kernels on one thread; neither call allocates.
    var c = Matrix<Float>.zeros(rows: 2, columns: 2)
    multiply(a, gram, into: &c, alpha: 2)
    multiply(a, a, into: &c, beta: 1, configuration: ComputeConfiguration(backend: .swift, threads: 1))

    print(ComputeConfiguration.current)  // the backend, its version, threads, instruction set and build
    // end of example
    #expect(y == Matrix(column: [17, 39]))
    #expect(gram == Matrix(rows: [[10, 14], [14, 20]]))
    #expect(firstRow == Matrix(row: [1.5, 4.5]))
    #expect(c == Matrix(rows: [[83, 118], [187, 266]]))
  }

  @Test func theNetworkLearnsAndReadsBack() throws {
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
