import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing
import _TestSupport

/// 20 steps by each optimizer and schedule against PyTorch in double precision (Fixtures/make-runs.py).
@Suite struct OptimizerReferenceTests {
  static let optimizers: [(name: String, optimizer: Optimizer)] = [
    ("sgd", .sgd(learningRate: 0.3)),
    ("sgd-decay", .sgd(learningRate: 0.3, weightDecay: 0.02)),
    ("momentum", .sgd(learningRate: 0.1, momentum: 0.9)),
    ("momentum-decay", .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 0.02)),
    ("nesterov", .sgd(learningRate: 0.1, momentum: 0.8, nesterov: true, weightDecay: 0.02)),
    ("adam", .adam(learningRate: 0.02)),
    ("adam-decay", .adam(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1e-4, weightDecay: 0.02)),
    ("adamw", .adamW(learningRate: 0.02, weightDecay: 0.05)),
  ]

  /// Names as in the fixture.
  static let settings: [(name: String, schedule: Schedule, clipping: GradientClipping?)] = [
    ("constant none", .constant, nil),
    ("step none", .step(every: 7, by: 0.4), nil),
    ("cosine none", .cosine(to: 0.1), nil),
    ("warm-up-cosine none", .warmUp(steps: 6, from: 0.25).then(.cosine()), nil),
    ("constant norm", .constant, .norm(0.5)),
    ("constant value", .constant, .value(0.08)),
  ]

  private let file: Safetensors

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try Safetensors(contentsOf: folder.appending(path: "Fixtures/runs.safetensors").path)
  }

  @Test(arguments: optimizers.map(\.name)) func doubleRunsAgreeWithPyTorch(name: String) throws {
    try check(Double.self, name, tolerance: 1e-12)
  }

  @Test(arguments: optimizers.map(\.name)) func floatRunsAgreeWithPyTorch(name: String) throws {
    try check(Float.self, name, tolerance: 1e-5)
  }

  private func check<Scalar: BLASScalar>(_: Scalar.Type, _ name: String, tolerance: Double) throws {
    let optimizer = try #require(Self.optimizers.first { $0.name == name }).optimizer
    let data = Dataset<Scalar>(features: try matrix("x", rows: 22), targets: try matrix("y", rows: 22))
    for backend in fastBackends {
      for (setting, schedule, clipping) in Self.settings {
        var network: Network<Scalar> = network(try file.elements(of: "before"))
        let trainer = Trainer(
          epochs: 5, batchSize: 6, optimizer: optimizer, schedule: schedule, clipping: clipping, shuffles: false,
          configuration: ComputeConfiguration(backend: backend, threads: 1))
        #expect(trainer.train(&network, on: data).steps == 20)
        let expected: Network<Double> = self.network(try file.elements(of: "\(name) \(setting)"))
        for (index, (layer, reference)) in zip(network.layers, expected.layers).enumerated() {
          #expect(agrees(layer.weights, reference.weights, within: tolerance), "\(setting) \(backend): W\(index)")
          #expect(agrees(layer.bias, reference.bias, within: tolerance), "\(setting) \(backend): b\(index)")
        }
      }
    }
  }

  private func matrix<Scalar: BLASScalar>(_ name: String, rows: Int) throws -> Matrix<Scalar> {
    let values: [Double] = try file.elements(of: name)
    return Matrix(values.map { Scalar($0) }, rows: rows, columns: values.count / rows)
  }

  /// The network of 5-4-3 whose parameters are `values`, layer after layer, biases after weights.
  private func network<Scalar: BLASScalar>(_ values: [Double]) -> Network<Scalar> {
    var rest = values.map { Scalar($0) }[...]
    func matrix(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
      defer { rest = rest.dropFirst(rows * columns) }
      return Matrix(Array(rest.prefix(rows * columns)), rows: rows, columns: columns)
    }
    return Network(layers: [
      Dense(weights: matrix(5, 4), bias: matrix(1, 4), activation: .relu),
      Dense(weights: matrix(4, 3), bias: matrix(1, 3), activation: .softmax),
    ])
  }
}
