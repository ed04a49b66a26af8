import LinearAlgebra
import NeuralNetwork

/// The widths of a network, and what its passes cost.
struct NetworkShape: Equatable {
  let widths: [Int]

  init(_ widths: Int...) { self.widths = widths }

  /// The network of the original recipe.
  static let mnist = NetworkShape(784, 128, 10)

  var name: String { widths.map(String.init).joined(separator: "-") }
  var inputs: Int { widths.first ?? 0 }
  var outputs: Int { widths.last ?? 0 }

  /// Weights and biases.
  var parameterCount: Int { zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 } }

  /// Floating-point operations of a forward pass: a multiplication and an addition for each parameter and sample.
  func forwardFlops(samples: Int) -> Double { 2 * Double(samples) * Double(parameterCount) }

  /// Those of a training step: as many again for the gradients of the parameters and for those of the layers' inputs,
  /// but for the input of the network, which nobody needs.
  func stepFlops(samples: Int) -> Double {
    3 * forwardFlops(samples: samples) - 2 * Double(samples * widths[0] * widths[1])
  }

  /// The same network for every backend.
  func network() -> Network<Float> {
    var generator = SeededGenerator(seed: 42)
    return Network(inputs: inputs, hidden: Array(widths.dropFirst().dropLast()), outputs: outputs, using: &generator)
  }

  /// Samples of random bytes with random labels, the same in every run and for both scalars.
  func samples<Scalar: BLASScalar>(_ count: Int, of _: Scalar.Type = Float.self) -> Dataset<Scalar> {
    var generator = SeededGenerator(seed: 7)
    let bytes = (0..<count * inputs).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let labels = (0..<count).map { _ in Int.random(in: 0..<outputs, using: &generator) }
    return Dataset(bytes: bytes, inputs: inputs, labels: labels, classes: outputs)
  }

  func work(_ suite: String, _ name: String, batch: Int, threads: Int, flops: Double?) -> Work {
    Work(suite: suite, name: name, network: self.name, batch: batch, scalar: .float, threads: threads, flops: flops)
  }
}
