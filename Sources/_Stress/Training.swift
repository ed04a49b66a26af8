import ArgumentParser
import LinearAlgebra
import NeuralNetwork
import Synchronization
import _TestSupport

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
    try report("training", 3 * backends.count * counts.count, "runs", problems.withLock { $0 })
  }
}
