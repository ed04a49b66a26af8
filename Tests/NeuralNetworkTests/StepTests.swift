import LinearAlgebra
import NeuralNetwork
import Testing
import _TestSupport

/// One step of training against the same step in NumPy, in double precision.
@Suite struct StepTests {
  static let configurations = (fastBackends + [.reference]).flatMap { backend in
    [1, 2].map { ComputeConfiguration(backend: backend, threads: $0) }
  }

  @Test(arguments: configurations) func floatStepAgreesWithNumPy(configuration: ComputeConfiguration) throws {
    try check(Float.self, configuration, tolerance: 1e-5)
  }

  @Test(arguments: configurations) func doubleStepAgreesWithNumPy(configuration: ComputeConfiguration) throws {
    try check(Double.self, configuration, tolerance: 1e-13)
  }

  func check<Scalar: BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration, tolerance: Double) throws {
    let fixture = try StepFixture()
    var network: Network<Scalar> = try fixture.network("before")
    let data: Dataset<Scalar> = try fixture.dataset()

    let probabilities = network.predict(try fixture.matrix("x"), configuration: configuration)
    #expect(agrees(probabilities, try fixture.matrix("probabilities"), within: tolerance))

    let (loss, gradients) = network.lossAndGradients(data, configuration: configuration)
    #expect(abs(loss - (try fixture.matrix("loss", of: Double.self))[0, 0]) <= tolerance)
    for (index, layer) in gradients.layers.enumerated() {
      #expect(agrees(layer.weights, try fixture.matrix("gradient.\(index).weight"), within: tolerance), "dW\(index)")
      #expect(agrees(layer.bias, try fixture.matrix("gradient.\(index).bias"), within: tolerance), "db\(index)")
    }

    let trainer = Trainer(
      epochs: 1, batchSize: 6, optimizer: .sgd(learningRate: 0.1), shuffles: false, configuration: configuration)
    #expect(trainer.train(&network, on: data).steps == 1)
    for (index, layer) in network.layers.enumerated() {
      #expect(agrees(layer.weights, try fixture.matrix("after.\(index).weight"), within: tolerance), "W\(index)")
      #expect(agrees(layer.bias, try fixture.matrix("after.\(index).bias"), within: tolerance), "b\(index)")
    }
  }

  /// The comparison can fail: the parameters before the step are not those after it.
  @Test func theStepChangesTheParameters() throws {
    let fixture = try StepFixture()
    let before: Network<Double> = try fixture.network("before")
    #expect(!agrees(before.layers[0].weights, try fixture.matrix("after.0.weight")))
    #expect(!agrees(before.layers[1].bias, try fixture.matrix("after.1.bias")))
  }
}
