import Foundation
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles
import Testing

/// The examples of README.md and Libraries.md.
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
    let labels = (points .* points).rowSums().scalars().map { $0 < 0.5 ? 1 : 0 }
    let data = Dataset(features: points, labels: labels, classes: 2)

    var network = Network<Float>(inputs: 2, hidden: [16], outputs: 2, using: &generator)
    let trainer = Trainer(epochs: 60, batchSize: 16, optimizer: .sgd(learningRate: 0.3))
    let history = trainer.train(&network, on: data)
    let probabilities = network.predict(Matrix(rows: [[0, 0], [0.9, 0.9]]))  // a row for each point
    try network.save(to: path)
    // end of example
    #expect((history.epochs.last?.trainAccuracy ?? 0) > 0.95)
    #expect(probabilities[0, 1] > 0.9 && probabilities[1, 0] > 0.9)
    #expect(try Network<Float>(contentsOf: path) == network)
    // example: network-progress
    var same = try Network<Float>(contentsOf: path)
    trainer.train(&same, on: data) { progress in
      if let epoch = progress.result { print(epoch.epoch, epoch.trainLoss) }
      return .proceed  // or .stop
    }
    // end of example
    #expect(same != network && same.evaluate(data).accuracy > 0.95)
  }

  @Test func aTableBecomesANetwork() throws {
    let table = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: table) }
    let rows = (0..<90).map {
      "\(4 + Double($0) / 30),\(3 - Double($0 * 7 % 10) / 10),\($0 < 45 ? "setosa" : "virginica")"
    }
    try (["length,width,species"] + rows).joined(separator: "\n").write(
      toFile: table, atomically: true, encoding: .utf8)
    // example: tables
    let flowers = try Dataset<Double>(CSVFile(contentsOf: table), label: "species")  // features, labels, names
    let parts = flowers.split([0.8, 0.2], seed: 1, stratified: true)

    var generator = SeededGenerator(seed: 1)
    var network = Network<Double>(inputs: flowers.inputs, hidden: [16], outputs: flowers.outputs, using: &generator)
    network.standardizer = try Standardizer(fitting: parts[0].featureMatrix())  // kept in the network's file
    network.classNames = flowers.classNames
    Trainer(epochs: 50, batchSize: 16, optimizer: .adam(learningRate: 0.01)).train(&network, on: parts[0])
    print(network.evaluate(parts[1]))  // loss and accuracy

    // A request may be wrong: its size, or a number that is not finite, is an error and not a trap.
    let species = try network.classify(validating: [5.1, 3.5])
    // end of example
    #expect(flowers.classNames == ["setosa", "virginica"] && parts.map(\.count) == [72, 18])
    #expect(network.evaluate(parts[1]).accuracy > 0.9 && species == 0)
    #expect(throws: SampleError.featureCount(found: 3, expected: 2)) { try network.classify(validating: [1, 2, 3]) }
  }

  @Test func aServerPredictsSamplesAndBatches() {
    // Class 0 where the first feature is large.
    let weights = Matrix<Float>(rows: [[4, -4], [0, 0]])
    let network = Network<Float>(
      layers: [Dense(weights: weights, bias: .zeros(rows: 1, columns: 2), activation: .softmax)])
    let points = Matrix<Float>(rows: [[0.9, 0.9], [-1, 0]])
    // example: serving
    // One sample: its probabilities, or the class alone.
    let sample: [Float] = [0.9, 0.9]
    let outside = network.predict(sample)[0]  // near 1
    let label = network.classify(sample)  // 0

    // Into memory that is there: nothing is allocated. Any number of threads may do this with one network.
    var output = [Float](repeating: 0, count: network.outputs)
    var span = output.mutableSpan
    network.predict(sample.span, into: &span)
    var outputs = Matrix<Float>.zeros(rows: points.rows, columns: network.outputs)
    network.predict(points, into: &outputs)  // a batch is shared by all CPUs
    // end of example
    #expect(outside > 0.99 && outside < 1 && label == 0)
    #expect(output[0] == outside && outputs.row(0).scalars() == output && outputs[1, 1] > 0.99)
  }

  @Test func theRidgeFindsTheWeights() throws {
    // example: ridge
    // Each row of x a sample, y its value; the last column of x is constant.
    var generator = SeededGenerator(seed: 7)
    var x = Matrix<Double>.normal(rows: 200, columns: 4, using: &generator)
    x[..., 3...] = Matrix(repeating: 1, rows: 200, columns: 1)
    let noise = Matrix<Double>.normal(rows: 200, columns: 1, standardDeviation: 0.1, using: &generator)
    let y = x * Matrix(column: [2, -1, 0.5, 3]) + noise

    let ridge = x.t * x + Matrix.identity(4) * 0.1
    let weights = try Cholesky(ridge).solve(x.t * y)  // near 2, -1, 0.5, 3
    // end of example
    #expect(weights.isApproximatelyEqual(to: Matrix(column: [2, -1, 0.5, 3]), absoluteTolerance: 0.05))
  }

  @Test func thePrincipalComponentsAreDrawn() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pgm").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    // example: pca
    let images = try MNIST.embedded().training.dataset().featureMatrix()[..<1000, ...]  // 1000 x 784
    let svd = try SVD(images - images.columnMeans())
    let squares = svd.values.map { $0 * $0 }
    let share = squares.prefix(8).reduce(0, +) / squares.reduce(0, +)  // of the variance: 0.45

    // Eight components side by side, 28 x 224: grey is 0.
    let components = (0..<8).map { svd.vt.row($0) / svd.vt.row($0).norm(.max) * 127 + 128 }
    let picture = Matrix(rows: 28, columns: 8 * 28) { i, j in components[j / 28][0, i * 28 + j % 28] }
    try PGMImage(width: 224, height: 28, samples: picture.scalars().map { UInt16($0) }).write(to: path)
    // end of example
    #expect((share - 0.45457).magnitude < 1e-4)
    #expect(try PGMImage(contentsOf: path).samples == picture.scalars().map { UInt16($0) })
    // The values are those of the eigenvalues of the covariance.
    let centred = images - images.columnMeans()
    let variances = try (centred.t * centred).symmetricEigenvalues().reversed().prefix(8)
    for (a, b) in zip(squares, variances) { #expect((a - b).magnitude < 1e-3 * squares[0]) }
  }
}
