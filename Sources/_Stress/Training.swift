import ArgumentParser
import LinearAlgebra
import NeuralNetwork
import Synchronization
import _TestSupport

/// Training runs with more and fewer threads than CPUs, alone and two at once.
struct Training: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Training with 1, 2, 4 and 8 threads, alone and at once.")

  @Option(help: "Passes over 300 samples.") var epochs = 3

  func run() throws {
    // 64 x 128 x 100 and more: products that are shared. The last batch of an epoch has 44 samples.
    var generator = SeededGenerator(seed: 12)
    let bytes = (0..<300 * 100).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let data = Dataset<Float>(bytes: bytes, inputs: 100, labels: (0..<300).map { $0 % 10 }, classes: 10)
    let start = Network<Float>(inputs: 100, hidden: [256, 272, 128], outputs: 10, using: &generator)
    let epochs = epochs
    @Sendable func trained(_ backend: GEMMBackend, _ threads: Int) -> Network<Float> {
      var network = start
      let configuration = ComputeConfiguration(backend: backend, threads: threads)
      let deformation = ImageDeformation(rows: 10, columns: 10, rotation: 20, shift: 2, elasticity: 1, smoothness: 2)
      let history = Trainer(epochs: epochs, augmentation: deformation, configuration: configuration)
        .train(&network, on: data, testing: data)
      return history.outcome == .completed ? network : start
    }

    let problems = Mutex([String]())
    let (backends, counts) = ([GEMMBackend.automatic, .swift], [1, 2, 4, 8, 2])
    for backend in backends {
      var alone = start
      // Two once more, in a process whose team has grown.
      for threads in counts {
        let clock = ContinuousClock.now
        let first = trained(backend, threads)
        let milliseconds = (ContinuousClock.now - clock) / .milliseconds(1)
        print("training: \(backend), \(threads) threads: \(Int(milliseconds.rounded())) ms")
        // The Swift kernels promise the same model for any number of threads, OpenBLAS for the same number.
        if threads == 1 || backend == .openBLAS { alone = first }
        let expected = alone
        onThreads(2) { _ in
          let again = trained(backend, threads)
          if again != expected || first != expected || again == start {
            problems.withLock { $0.append("\(backend), \(threads) threads: another model") }
          }
        }
      }
    }
    problems.withLock { $0 += predictionProblems(start) }
    try report(
      "training", 3 * backends.count * counts.count, "runs, and predictions of 8 threads",
      problems.withLock { $0 })
  }

  /// What eight threads find wrong that predict with one network, samples and batches.
  private func predictionProblems(_ network: Network<Float>) -> [String] {
    var generator = SeededGenerator(seed: 13)
    let x = Matrix<Float>.uniform(rows: 600, columns: network.inputs, in: 0..<1, using: &generator)
    let problems = Mutex([String]())
    let configuration = ComputeConfiguration(backend: .swift, threads: 2)
    let expected = network.predict(x, configuration: configuration)
    onThreads(8) { caller in
      var batch = Matrix<Float>.zeros(rows: 600, columns: network.outputs)
      for turn in 0..<50 {
        network.predict(x, into: &batch, configuration: configuration)
        let sample = network.predict(x.row(turn).scalars(), configuration: configuration)
        if batch != expected || sample != expected.row(turn).scalars() {
          problems.withLock { $0.append("prediction \(turn) of caller \(caller): other outputs than alone") }
        }
      }
    }
    return problems.withLock { $0 }
  }
}
