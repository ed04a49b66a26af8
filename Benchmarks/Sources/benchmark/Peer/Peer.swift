import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// Who takes part in `make compare`.
protocol Participant {
  mutating func answer(to request: PeerRequest) throws -> PeerAnswer
}

/// A network that learns and predicts on request.
struct Peer: Participant {
  let images: MNIST
  let configuration: ComputeConfiguration
  let training: Dataset<Float>
  let testing: Dataset<Float>
  var network: Network<Float>
  var epochs: UInt64 = 0
  /// The folder of the matrices to decompose.
  var systems = ""
  private var products: ProductPeer

  init(images: MNIST, configuration: ComputeConfiguration) {
    self.images = images
    self.configuration = configuration
    products = ProductPeer(.backend(configuration.backend))
    training = images.training.dataset()
    testing = images.testing.dataset()
    var generator = SeededGenerator(seed: 42)
    network = Network(inputs: training.inputs, hidden: [128], outputs: training.outputs, using: &generator)
  }

  mutating func answer(to request: PeerRequest) throws -> PeerAnswer {
    switch request {
    case .hello: return greeting
    case .export(let folder): try export(to: folder)
    case .save(let file): try network.save(to: file)
    case .load(let file): network = try Network(contentsOf: file)
    case .epoch: return PeerAnswer(seconds: trainEpoch())
    case .accuracy:
      return PeerAnswer(accuracy: network.evaluate(testing, configuration: configuration).accuracy)
    case .predict(let rows): return timePrediction(of: rows)
    case .outputs(let rows):
      return PeerAnswer(
        outputs: network.predict(samples(rows), configuration: configuration).scalars().map(Double.init))
    case .systems(let folder): systems = folder
    case .decompose(let task): return try time(task)
    case .decomposed(let task): return try decompose(task)
    case .product(let shape): return try products.time(shape)
    }
    return PeerAnswer()
  }

  private var greeting: PeerAnswer {
    var versions = ["Swift": "\(_SwiftStdlibVersion.current)", "kernels": "\(configuration.instructionSet)"]
    if configuration.backend == .openBLAS, let library = OpenBLASLibrary.loaded {
      versions["OpenBLAS"] = "\(library.version) (\(library.core))"
    }
    return PeerAnswer(
      name: "swift-dense", versions: versions, threads: configuration.threads, images: training.count,
      testImages: testing.count)
  }
}
