#if DEBUG
  import LinearAlgebra
  import NeuralNetwork
  import Testing

  @testable import mnist

  @Suite struct QuantizedNetworkTests {
    static let least = Float.leastNonzeroMagnitude

    /// What a script makes of the text: a number for each character.
    static func decoded(_ text: [UInt8]) -> [Int8] {
      String(decoding: text, as: UTF8.self).unicodeScalars.map { scalar in
        let code = Int(scalar.value)
        if code < 0x7F { return Int8(code - 0x21 - 46 - (code > 0x3C ? 1 : 0)) }
        return Int8(code - 0xA1 < 81 ? code - 0xA1 - 127 : code - 0xA1 - 81 + 47)
      }
    }

    @Test func everyNumberSurvivesItsCharacter() {
      let numbers = (-127...127).map(Int8.init)
      #expect(Self.decoded(WeightText.encode(numbers)) == numbers)
      #expect(WeightText.character(-128) == nil && WeightText.character(128) == nil)
    }

    @Test func noCharacterIsATagASpaceOrAControl() {
      let characters = (-127...127).compactMap(WeightText.character)
      #expect(Set(characters).count == 255)
      for character in characters {
        #expect(
          character != "<" && !character.properties.isWhitespace && character.properties.generalCategory != .control)
      }
      #expect((-46...46).allSatisfy { WeightText.character($0)?.isASCII == true })
    }

    @Test(arguments: [(1, 1), (1, 7), (7, 1), (784, 10), (33, 65)])
    func aRoundedWeightIsOffByHalfAStepAtMost(inputs: Int, outputs: Int) {
      var generator = SeededGenerator(seed: 5)
      let weights = Matrix<Float>.normal(rows: inputs, columns: outputs, using: &generator)
      let bias = Matrix<Float>.normal(rows: 1, columns: outputs, using: &generator)
      let layer = QuantizedLayer(Dense(weights: weights, bias: bias, activation: .tanh))
      let rounded = layer.dequantized()
      #expect(rounded.bias == bias && rounded.activation == .tanh && layer.numbers.allSatisfy { abs(Int($0)) <= 127 })
      for column in 0..<outputs {
        let original = weights[..., column..<column + 1].scalars()
        let largest = original.map(abs).max() ?? 0
        let square = original.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(inputs)
        let scale = max(Double(largest) / 127, square.squareRoot() / 18)
        #expect(abs(Double(layer.scales[column]) - scale) <= 1e-6 * scale)
        for row in 0..<inputs {
          #expect(abs(rounded.weights[row, column] - weights[row, column]) <= layer.scales[column] * 0.500_01)
        }
      }
    }

    @Test func normalWeightsTakeLittleMoreThanAByteEach() {
      var generator = SeededGenerator(seed: 6)
      let network = Network<Float>(inputs: 784, hidden: [64], outputs: 10, using: &generator)
      let quantized = QuantizedNetwork(network)
      let text = quantized.weights
      #expect(Self.decoded(text) == quantized.layers.flatMap(\.numbers))
      // 1% of a normal distribution are beyond 46.5 / 18.
      #expect(text.count < 64 * 794 * 1015 / 1000, "\(text.count)")
    }

    @Test(
      arguments: [
        [0, 0, 0], [1, 0, -1], [3.4e38, -3.4e38, 1], [least, -least, 0], [185 * least, 0, -70 * least],
        [1e30, 1e-30, 0],
      ] as [[Float]]) func extremeWeightsStayFinite(weights: [Float])
    {
      let layer = QuantizedLayer(
        Dense(weights: Matrix(column: weights), bias: .zeros(rows: 1, columns: 1), activation: .relu))
      #expect(layer.scales[0] > 0 && layer.scales[0].isFinite)
      let largest = weights.map(abs).max() ?? 0
      let rounded = layer.dequantized().weights.scalars()
      for (weight, rounded) in zip(weights, rounded) {
        #expect(
          abs(Double(rounded) - Double(weight)) <= max(Double(largest) / 39, Double(70 * Self.least)), "\(rounded)")
      }
    }

    @Test(arguments: Activation.allCases) func theNetworkStandsForTheSameFunction(activation: Activation) {
      var generator = SeededGenerator(seed: 7)
      var network = Network<Float>(
        inputs: 30, hidden: [20, 15], outputs: 10, activation: activation, using: &generator)
      network.standardizer = Standardizer(
        mean: .uniform(rows: 1, columns: 30, in: 0..<1, using: &generator),
        scale: Matrix(repeating: 2, rows: 1, columns: 30))
      let rounded = QuantizedNetwork(network).dequantized()
      #expect(
        rounded.standardizer == network.standardizer
          && rounded.layers.map(\.activation) == network.layers.map(\.activation))
      let samples = Matrix<Float>.uniform(rows: 50, columns: 30, in: 0..<1, using: &generator)
      let distance = (rounded.predict(samples) - network.predict(samples)).norm(.max)
      #expect(distance > 0 && distance < 0.05, "\(distance)")
    }
  }
#endif
