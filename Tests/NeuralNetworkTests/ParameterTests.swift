import LinearAlgebra
import NeuralNetwork
import Testing

/// Parameters that their owner writes.
@Suite struct ParameterTests {
  func network(seed: UInt64 = 1) -> Network<Float> {
    var generator = SeededGenerator(seed: seed)
    return Network(inputs: 5, hidden: [7], outputs: 3, using: &generator)
  }

  func places(_ network: Network<Float>) -> [UInt] {
    network.layers.flatMap { layer in
      [layer.weights, layer.bias].map { $0.withView { unsafe UInt(bitPattern: $0.base) } }
    }
  }

  @Test func parametersOfANetworkAreWrittenWhereTheyAre() {
    var network = network()
    let (before, start) = (network, places(network))
    // The copy `before` shares what is written first; from there on the network has its own.
    for i in network.layers.indices {
      network.layers[i].weights[0, 1] = 2
      network.layers[i].bias[0, 1] = 3
    }
    let own = places(network)
    #expect(zip(start, own).allSatisfy { $0 != $1 })
    for i in network.layers.indices {
      network.layers[i].weights -= 0.5 * before.layers[i].weights
      network.layers[i].bias += 1
      network.layers[i].weights[0, 0] = 7
    }
    #expect(places(network) == own)
    for (layer, old) in zip(network.layers, before.layers) {
      #expect(layer.weights[1, 1] == 0.5 * old.weights[1, 1] && layer.weights[0, 0] == 7)
      #expect(layer.bias.scalars() == [1, 4] + [Float](repeating: 1, count: layer.outputs - 2))
    }
  }

  @Test func writtenParametersAreThosePredictedWith() {
    var (network, other) = (network(), network(seed: 2))
    #expect(network != other)
    for i in network.layers.indices {
      network.layers[i].weights = other.layers[i].weights
      network.layers[i].bias = other.layers[i].bias
    }
    #expect(network == other)
    other.layers[1] = Dense(weights: .identity(7), bias: .zeros(rows: 1, columns: 7), activation: .softmax)
    #expect(other.outputs == 7 && other.predict(.zeros(rows: 2, columns: 5)).columns == 7)
  }

  // MARK: - The caller's mistakes

  @Test func weightsThatDoNotFitTheirBiasTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 5, hidden: [7], outputs: 3, using: &generator)
      network.layers[1].weights = .zeros(rows: 7, columns: 4)
    }
    #expect(result?.message.contains("a layer with weights of 7x4 and bias of 1x3: the bias must be 1x4") == true)
  }

  @Test func aBiasThatDoesNotFitItsWeightsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var layer = Dense<Float>(weights: .identity(3), bias: .zeros(rows: 1, columns: 3), activation: .relu)
      layer.bias = .zeros(rows: 3, columns: 1)
    }
    #expect(result?.message.contains("a layer with weights of 3x3 and bias of 3x1: the bias must be 1x3") == true)
  }

  @Test func weightsThatDoNotFitTheLayerBelowTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 5, hidden: [7], outputs: 3, using: &generator)
      network.layers[1].weights = .zeros(rows: 6, columns: 3)
    }
    #expect(result?.message.contains("layer 0 makes 7 features and layer 1 reads 6") == true)
  }

  @Test func takingTheLastLayerAwayTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 5, hidden: [7], outputs: 3, using: &generator)
      network.layers.removeLast()
    }
    #expect(result?.message.contains("ends in relu: its last layer must be softmax") == true)
  }
}
