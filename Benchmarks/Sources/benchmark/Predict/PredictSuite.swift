import LinearAlgebra
import NeuralNetwork

/// Predictions by 784-128-10: one image, a mini-batch, a test set.
struct PredictSuite {
  static let batches = [1, 64, 10_000]

  let session: Session
  /// Every instruction set, or the best one alone.
  var allSets = true

  static func work(batch: Int, threads: Int) -> Work {
    let flops = NetworkShape.mnist.forwardFlops(samples: batch)
    return NetworkShape.mnist.work("predict", "predict", batch: batch, threads: threads, flops: flops)
  }

  func measure(batches: [Int]) throws {
    let network = NetworkShape.mnist.network()
    for threads in session.options.threadCounts {
      for batch in batches {
        let features = NetworkShape.mnist.samples(batch).featureMatrix()
        let work = Self.work(batch: batch, threads: threads)
        let reference = WideReference(network, flops: work.flops ?? 0)
        let configurations = Contender.configurations(threads: threads, naive: batch <= 64, allSets: allSets)
        var contenders = try configurations.map { configuration in
          var output = Matrix<Float>.zeros(rows: batch, columns: network.outputs)
          network.predict(features, into: &output, configuration: configuration)
          if !reference.accepts(output, for: features) {
            throw WrongAnswer(description: "\(configuration) computes \(work.label) wrongly")
          }
          return Contender(
            backend: configuration.backend,
            body: InterleavedTimer.timed { network.predict(features, into: &output, configuration: configuration) })
        }
        let streams = batch == 1 && threads == 1
        if streams { contenders.append(try stream()) }
        let rows = session.measure(work, by: contenders)
        session.show(rows.filter { $0.work == work })
        if streams { printLimit(rows) }
      }
    }
  }

  /// The time that one image cannot fall below: to read W1.
  private func stream() throws -> Contender {
    let stream = WeightStream(784 * 128)
    try stream.check()
    let work = NetworkShape(784, 128).work("predict", "read W1", batch: 1, threads: 1, flops: nil)
    return Contender(backend: .swift, work: work, body: InterleavedTimer.timed { _ = stream.read() })
  }

  private func printLimit(_ rows: [Row]) {
    guard let read = rows.first(where: { $0.work.name == "read W1" }) else { return }
    let one = rows.last { $0.backend == "swift" && $0.work.name == "predict" }
    print(
      "  reading W1 (401 kB) from the cache that holds it takes \(duration(read.seconds)); "
        + "one image by \(one?.contender ?? "") \(decimal(one.map { $0.seconds / read.seconds }, digits: 2)) times that"
    )
  }
}
