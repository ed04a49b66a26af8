import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

extension Peer {
  /// Trains for one epoch in a new order; returns its seconds, shuffling and gathering included.
  mutating func trainEpoch() -> Double {
    epochs += 1
    let trainer = Trainer(epochs: 1, seed: epochs, configuration: configuration)
    let start = ContinuousClock.now
    // The evaluation that ends an epoch is not asked for.
    trainer.train(&network, on: training) { $0.samples == $0.samplesPerEpoch ? .stop : .proceed }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The median seconds of a call that predicts `rows` images; one image is predicted on one thread.
  func timePrediction(of rows: Int) -> PeerAnswer {
    let features = samples(rows)
    let configuration = rows == 1 ? ComputeConfiguration(backend: configuration.backend, threads: 1) : configuration
    var output = Matrix<Float>.zeros(rows: rows, columns: network.outputs)
    func call() { network.predict(features, into: &output, configuration: configuration) }
    _ = Self.timed(for: .milliseconds(50), call)
    let seconds = Self.timed(for: .milliseconds(200), call)
    return PeerAnswer(seconds: Samples(seconds).median, calls: seconds.count)
  }

  /// The seconds of each of the calls made within `duration`.
  static func timed(for duration: Duration, atLeast count: Int = 3, _ call: () throws -> Void) rethrows -> [Double] {
    var seconds = [Double]()
    let end = ContinuousClock.now + duration
    var last = ContinuousClock.now
    while last < end || seconds.count < count {
      try call()
      let now = ContinuousClock.now
      seconds.append((now - last) / .seconds(1))
      last = .now
    }
    return seconds
  }

  /// The first test images, over again where there are too few.
  func samples(_ rows: Int) -> Matrix<Float> {
    let all = testing.featureMatrix()
    return all.rows(at: (0..<rows).map { $0 % all.rows })
  }

  /// Writes the images as the four IDX files of a folder.
  func export(to folder: String) throws(TensorFileError) {
    let names = MNIST.fileNames
    for (part, names) in zip([images.training, images.testing], [names[0...1], names[2...3]]) {
      let pixels = try IDXArray(shape: [part.count, part.rows, part.columns], bytes: part.pixels)
      try pixels.write(to: "\(folder)/\(names[names.startIndex])")
      try IDXArray(shape: [part.count], bytes: part.labels).write(to: "\(folder)/\(names[names.startIndex + 1])")
    }
  }
}
