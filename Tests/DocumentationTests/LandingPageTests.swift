import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles
import Testing

/// The examples on the pages of the libraries.
@Suite struct LandingPageTests {
  @Test func theMatricesOfLinearAlgebra() {
    // example: linear-algebra-page
    let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
    let x = Matrix<Float>(column: [5, 6])
    let y = a * x  // the matrix product, 2x1
    let gram = a.t * a  // the transpose is read in place
    // end of example
    #expect(y == Matrix(column: [17, 39]))
    #expect(gram == Matrix(rows: [[10, 14], [14, 20]]))
  }

  /// Compiled, not run: the 20 epochs are those of `mnist train`.
  func theTrainingOfNeuralNetwork(data: Dataset<Float>) throws {
    // example: neural-network-page
    var generator = SeededGenerator(seed: 1)
    var network = Network<Float>(
      inputs: 784, hidden: [128], outputs: 10, using: &generator)
    let trainer = Trainer(
      epochs: 20, batchSize: 64, optimizer: .sgd(learningRate: 0.01))
    let history = trainer.train(&network, on: data)
    try network.save(to: "model.safetensors")
    // end of example
    _ = history
  }

  /// Compiled, not run: the file is not in the repository.
  func theImagesOfTensorFiles() throws {
    // example: tensor-files-page
    let images = try IDXArray(contentsOf: "data/mnist/train-images-idx3-ubyte")
    print(images.shape)  // [60000, 28, 28]
    // end of example
  }

  /// Compiled, not run: it would write where the tests are run.
  func theArraysOfTensorFiles(elements: [Float]) throws {
    // example: npy-page
    try NPYArray(elements, shape: [3, 4]).write(to: "weights.npy")
    let weights: [Float] = try NPYArray(contentsOf: "weights.npy").elements(shape: [3, 4])
    // end of example
    _ = weights
  }

  /// Compiled, not run: the files are not in the repository.
  func theDigitsOfMNISTData(trainer: Trainer, network: inout Network<Float>) throws {
    // example: mnist-data-page
    let digits = try MNIST.load(from: "data/mnist")  // or MNIST.embedded()
    let history = trainer.train(
      &network, on: digits.training.dataset(), testing: digits.testing.dataset())
    // end of example
    _ = history
  }
}
