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
        let contenders = try configurations.map { configuration in
          var output = Matrix<Float>.zeros(rows: batch, columns: network.outputs)
          network.predict(features, into: &output, configuration: configuration)
          if !reference.accepts(output, for: features) {
            throw WrongAnswer(description: "\(configuration) computes \(work.label) wrongly")
          }
          return Contender(
            backend: configuration.backend,
            body: InterleavedTimer.timed { network.predict(features, into: &output, configuration: configuration) })
        }
        session.show(session.measure(work, by: contenders))
      }
    }
  }
}
