import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// Who takes part in `make compare`. `Peers/README.md` has the requests, one line each.
protocol Participant {
  mutating func answer(to request: String) throws -> PeerAnswer
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
    products = ProductPeer(configuration.backend)
    training = images.training.dataset()
    testing = images.testing.dataset()
    network = NetworkShape.mnist.network()
  }

  mutating func answer(to request: String) throws -> PeerAnswer {
    let words = request.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1] : nil
    switch (words.first, argument, argument.flatMap { Int($0) }) {
    case ("hello", nil, _): return greeting
    case ("export", let folder?, _): try export(to: folder)
    case ("save", let file?, _): try network.save(to: file)
    case ("load", let file?, _): network = try Network(contentsOf: file)
    case ("epoch", nil, _): return PeerAnswer(seconds: trainEpoch())
    case ("accuracy", nil, _):
      return PeerAnswer(accuracy: network.evaluate(testing, configuration: configuration).accuracy)
    case ("predict", _, let rows?) where rows >= 1: return timePrediction(of: rows)
    case ("outputs", _, let rows?) where rows >= 1:
      return PeerAnswer(
        outputs: network.predict(samples(rows), configuration: configuration).scalars().map(Double.init))
    case ("systems", let folder?, _): systems = folder
    case ("decompose", let task?, _): return try decompose(task, isTimed: true)
    case ("decomposed", let task?, _): return try decompose(task, isTimed: false)
    case ("product", let product?, _): return try products.time(product)
    default: throw Refusal("no such request: '\(request)'")
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
