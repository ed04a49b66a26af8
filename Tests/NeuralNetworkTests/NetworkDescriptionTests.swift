import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct NetworkDescriptionTests {
  func network<Scalar: BLASScalar>(_ hidden: [Int], _: Scalar.Type = Scalar.self) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 1)
    return Network(inputs: 784, hidden: hidden, outputs: 10, using: &generator)
  }

  @Test func aNetworkIsPrintedInALineWithoutItsParameters() {
    let network: Network<Float> = network([128])
    #expect("\(network)" == "784-128-10, relu softmax, cross-entropy, 101770 parameters")
    #expect("\(network.layers[0])" == "784x128 relu")
    let deep: Network<Float> = self.network([Int](repeating: 1, count: 20))
    #expect("\(deep)".hasPrefix("784-1-1-1-1-1-...-1-1-10, relu relu relu relu relu relu ... relu relu softmax, "))
  }

  @Test func theSummaryHasARowForEachLayer() {
    let expected = """
      layer  inputs  outputs  activation  parameters
          0     784      128  relu            100480
          1     128       10  softmax           1290
      total                                   101770
      """
    var network: Network<Float> = network([128])
    #expect(network.summary() == expected)
    network.standardizer = Standardizer(
      mean: .zeros(rows: 1, columns: 784), scale: Matrix(repeating: 1, rows: 1, columns: 784))
    network.classNames = (0..<9).map { "c\($0)" } + ["a\nb"]
    #expect(
      network.summary() == expected + """

        a standardizer of 784 features
        classes: c0, c1, c2, c3, c4, c5, c6, c7, c8, a\\nb
        """)
    #expect("\(network)".hasSuffix("101770 parameters, with a standardizer"))
  }

  @Test func aNetworkBecomesOneOfTheOtherScalarAndBack() {
    let narrow: Network<Float> = network([7])
    let wide = Network<Double>(narrow)
    #expect(wide.layers[0].weights[3, 4] == Double(narrow.layers[0].weights[3, 4]))
    #expect(wide.layers.map(\.activation) == narrow.layers.map(\.activation) && wide.loss == narrow.loss)
    #expect(Network<Float>(wide) == narrow)
    let x = Matrix<Float>(repeating: 0.5, rows: 2, columns: 784)
    #expect(Matrix<Float>(wide.predict(Matrix(x))).isApproximatelyEqual(to: narrow.predict(x), absoluteTolerance: 1e-6))
  }

  @Test func parametersAreRoundedToTheNearest() {
    var network: Network<Double> = network([7])
    network.layers[0].bias[0, 0] = 0.1
    #expect(Network<Float>(network).layers[0].bias[0, 0] == 0.1)
  }
}
