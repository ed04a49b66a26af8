import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct ActivationTests {
  /// What the layer makes of one row.
  func row<Scalar: BLASScalar>(_ activation: Activation, _ z: [Scalar]) -> [Scalar] {
    let layer = Dense<Scalar>(
      weights: .identity(z.count), bias: .zeros(rows: 1, columns: z.count), activation: activation)
    return layer(Matrix(row: z), configuration: ComputeConfiguration(backend: .reference)).scalars()
  }

  /// The formulas of the documentation.
  func defined(_ activation: Activation, _ z: [Double]) -> [Double] {
    switch activation {
    case .identity: return z
    case .relu: return z.map { $0 > 0 ? $0 : 0 }
    case .leakyReLU: return z.map { $0 > 0 ? $0 : $0 / 100 }
    case .tanh: return z.map { Foundation.tanh($0) }
    case .sigmoid: return z.map { 1 / (1 + exp(-$0)) }
    case .softmax:
      let powers = z.map { exp($0) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
  }

  @Test(arguments: Activation.allCases) func aLayerAppliesItsFormula(activation: Activation) {
    let z = [-20, -1, -0.25, -0.0, 0, 0.5, 1, 3, 15, -700, 0.1, 0.2, 0.3, -0.7, 2, 4, -3, 0.01]
    for (got, wanted) in zip(row(activation, z), defined(activation, z)) {
      #expect(abs(got - wanted) <= 1e-15 * abs(wanted))
    }
    let narrow = z.map(Float.init)
    for (got, wanted) in zip(row(activation, narrow), defined(activation, narrow.map(Double.init))) {
      #expect(abs(Double(got) - wanted) <= 1e-6 * abs(wanted) + 1e-37)
    }
  }

  @Test(arguments: Activation.allCases) func notANumberStays(activation: Activation) {
    #expect(row(activation, [.nan, 1] as [Float])[0].isNaN)
  }

  @Test func largeInputsSaturate() {
    #expect(row(.tanh, [-1e30, 1e30] as [Float]) == [-1, 1] && row(.sigmoid, [-1e30, 1e30] as [Float]) == [0, 1])
  }

  /// PyTorch: 0.01 where the input is not above 0.
  @Test func theLeakyRectifierHasTheSlopesOfPyTorch() {
    let network = Network<Double>(
      layers: [Dense(weights: .identity(3), bias: .zeros(rows: 1, columns: 3), activation: .leakyReLU)],
      loss: .meanSquaredError)
    let data = Dataset<Double>(features: Matrix(row: [-2, 0, 2]), targets: Matrix(row: [-1.52, -1.5, 0.5]))
    // 2 (a - t) / 3 is 1 everywhere.
    let gradient = network.lossAndGradients(data).gradients.layers[0].bias
    #expect(gradient.isApproximatelyEqual(to: Matrix(row: [0.01, 0.01, 1]), absoluteTolerance: 1e-15))
  }

  @Test func theHiddenLayersOfANewNetworkApplyWhatIsChosen() {
    var generator = SeededGenerator(seed: 1)
    let network = Network<Float>(inputs: 5, hidden: [7, 4], outputs: 3, activation: .tanh, using: &generator)
    #expect(network.layers.map(\.activation) == [.tanh, .tanh, .softmax])
  }
}
