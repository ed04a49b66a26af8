import ArgumentParser
import Foundation
import LinearAlgebra
import NeuralNetwork
import Synchronization
import _TestSupport

/// Training, prediction and products from many threads at once, each as it is alone.
struct Mixed: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Training, prediction and products from many threads at once: the same bits as alone.")

  @Option(help: "Threads that call.") var callers = 8
  @Option(help: "How long, in seconds.") var seconds = 60
  @Option(help: "The seed of what each does. By default it is drawn.") var seed: UInt64?

  func run() throws {
    let (callers, seed, seconds) = (callers, seed ?? .random(in: 0..<1_000_000_000), seconds)
    print("mixed: \(callers) threads for \(seconds) s, from seed \(seed)")
    let work = Work()
    let calls = Atomic<Int>(0)
    let ended = Atomic<Int>(0)
    let problems = Mutex([String]())
    onThreads(callers + 1) { caller in
      if caller == callers { return watch(calls, of: "mixed") { ended.load(ordering: .relaxed) == callers } }
      var generator = SeededGenerator(seed: seed &+ UInt64(caller))
      let product = repeatedProduct(seed: generator.next(), sizes: ProductSizes(m: 64, n: 128, k: 784))
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end {
        let configuration = ComputeConfiguration(backend: .swift, threads: Int.random(in: 1...4, using: &generator))
        let problem: String? =
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: work.trained(configuration) == work.network ? nil : "another network"
          case 1: work.predictionProblem(row: Int.random(in: 0..<300, using: &generator), configuration)
          default: product.problem(on: configuration)
          }
        calls.add(1, ordering: .relaxed)
        if let problem { problems.withLock { $0.append("caller \(caller), \(configuration): \(problem)") } }
      }
      ended.add(1, ordering: .relaxed)
    }
    try report(
      "mixed", calls.load(ordering: .relaxed), "trainings, predictions and products", problems.withLock { $0 })
  }
}

/// What all threads share, and what one thread alone makes of it.
private struct Work: Sendable {
  private let data: Dataset<Float>
  private let start: Network<Float>
  private let features: Matrix<Float>
  private(set) var network: Network<Float>
  private let predictions: Matrix<Float>

  init() {
    var generator = SeededGenerator(seed: 31)
    let bytes = (0..<300 * 100).map { _ in UInt8.random(in: 0...255, using: &generator) }
    data = Dataset(bytes: bytes, inputs: 100, labels: (0..<300).map { $0 % 10 }, classes: 10)
    start = Network(inputs: 100, hidden: [128], outputs: 10, using: &generator)
    (features, network) = (data.featureMatrix(), start)
    let alone = ComputeConfiguration(backend: .swift, threads: 1)
    predictions = start.predict(features, configuration: alone)
    network = trained(alone)
  }

  func trained(_ configuration: ComputeConfiguration) -> Network<Float> {
    var network = start
    Trainer(epochs: 1, optimizer: .adam(), configuration: configuration).train(&network, on: data)
    return network
  }

  func predictionProblem(row: Int, _ configuration: ComputeConfiguration) -> String? {
    if start.predict(features, configuration: configuration) != predictions { return "other outputs of the batch" }
    let sample = start.predict(features.row(row).scalars(), configuration: configuration)
    return sample == predictions.row(row).scalars() ? nil : "other outputs of sample \(row)"
  }
}
