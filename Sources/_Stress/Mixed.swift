import ArgumentParser
import LinearAlgebra
import NeuralNetwork
import _TestSupport

struct Mixed: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Training, prediction and products from many threads at once: the same bits as alone.")

  @OptionGroup var options: CallOptions

  func run() throws {
    let work = Work()
    let (calls, problems) = options.run("mixed") { generator in
      let product = repeatedProduct(seed: generator.next(), sizes: ProductSizes(m: 64, n: 128, k: 784))
      return { generator in
        let configuration = ComputeConfiguration(backend: .swift, threads: Int.random(in: 1...4, using: &generator))
        let problem: String? =
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: work.trained(configuration) == work.network ? nil : "another network"
          case 1: work.predictionProblem(row: Int.random(in: 0..<300, using: &generator), configuration)
          default: product(configuration)
          }
        return problem.map { "\(configuration): \($0)" }
      }
    }
    try report("mixed", calls, "trainings, predictions and products", problems)
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
    var outputs = Matrix<Float>.zeros(rows: features.rows, columns: start.outputs)
    start.predict(features, into: &outputs, configuration: configuration)
    if outputs != predictions { return "other outputs of the batch" }
    let sample = start.predict(features.row(row).scalars(), configuration: configuration)
    return sample == predictions.row(row).scalars() ? nil : "other outputs of sample \(row)"
  }
}
