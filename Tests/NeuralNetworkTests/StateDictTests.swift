import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// A safetensors file of given tensors, each filled with numbers of its own.
private func dict(_ tensors: [(String, [Int])], metadata: [String: String] = [:]) throws -> Safetensors {
  var file = Safetensors(metadata: metadata)
  for (index, (name, shape)) in tensors.enumerated() {
    let count = shape.reduce(1, *)
    try file.add(name, shape: shape, (0..<count).map { Float(index) + Float($0) / Float(max(count, 1)) })
  }
  return file
}

private func refuse(
  _ file: Safetensors, layout: WeightLayout? = nil, activation: Activation? = nil, loss: Loss? = nil, _ reason: String
) {
  let error = #expect(throws: TensorFileError.self) {
    try Network<Float>(file, layout: layout, activation: activation, loss: loss)
  }
  #expect(error?.kind == .mismatch && error?.description.contains(reason) == true, "\(error?.description ?? "")")
}

@Suite struct StateDictTests {
  static let mlp = [("0.weight", [3, 2]), ("0.bias", [3]), ("2.weight", [4, 3]), ("2.bias", [4])]

  @Test func weightsOfPyTorchAreTransposed() throws {
    let file = try dict(Self.mlp)
    let network = try Network<Float>(file)
    #expect(network.description.hasPrefix("2-3-4, relu softmax, cross-entropy"))
    for (layer, name) in zip(network.layers, ["0", "2"]) {
      let weights: [Float] = try file.elements(of: "\(name).weight")
      #expect(layer.weights == Matrix(weights, rows: layer.outputs, columns: layer.inputs).transposed())
      #expect(try layer.bias.scalars() == file.elements(of: "\(name).bias"))
    }
    // What another program notes there is its own.
    let noted = try Network<Float>(dict(Self.mlp, metadata: ["loss": "0.1", "activations": "many"]))
    #expect(noted == network)
    let other = try Network<Float>(file, activation: .tanh, loss: .meanSquaredError)
    #expect(
      other.layers.map(\.activation) == [.tanh, .identity] && other.layers[0].weights == network.layers[0].weights)
  }

  @Test func whatIsReadIsSavedAsItStood() throws {
    for tensors in [Self.mlp, [("0.weight", [5, 5]), ("0.bias", [5])]] {
      // The reference implementation writes tensors sorted by name, and no metadata.
      let file = try dict(tensors)
      let network = try Network<Float>(file, layout: .pyTorch)
      #expect(try network.stateDict().serialized() == file.serialized())
      let again = try Network<Float>(network.stateDict(metadata: ["format": "pt"]), layout: .pyTorch)
      #expect(again == network)
    }
  }

  @Test func aSavedStateDictReadsBackEqual() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "dict-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var generator = SeededGenerator(seed: 3)
    let network = Network<Double>(
      inputs: 4, hidden: [4, 4], outputs: 4, activation: .sigmoid, loss: .binaryCrossEntropy, using: &generator)
    try network.save(to: path, layout: .pyTorch)
    #expect(
      try Network<Double>(contentsOf: path, layout: .pyTorch, activation: .sigmoid, loss: .binaryCrossEntropy)
        == network)
    #expect(try Safetensors(contentsOf: path).metadata.isEmpty)
  }

  @Test func layersComeInTheOrderOfNumbersInTheirNames() throws {
    let shuffled = [
      ("fc10.bias", [2]), ("fc10.weight", [2, 5]), ("fc9.weight", [5, 3]), ("fc9.bias", [5]), ("fc1.weight", [3, 7]),
      ("fc1.bias", [3]),
    ]
    #expect(try Network<Float>(dict(shuffled)).description.hasPrefix("7-3-5-2"))
    let deep = (0..<12).flatMap { [("net.\($0).l.weight", [$0 + 2, $0 + 1]), ("net.\($0).l.bias", [$0 + 2])] }
    #expect(try Network<Float>(dict(deep)).layers.map(\.inputs) == Array(1...12))
    let large = ["99999999999999999999999", "100000000000000000000000"].enumerated().flatMap {
      [("\($1).weight", [$0 + 3, $0 + 2]), ("\($1).bias", [$0 + 3])]
    }
    #expect(try Network<Float>(dict(large)).layers.map(\.inputs) == [2, 3])
  }

  @Test func kernelsAreTheOtherWayRound() throws {
    for separator in [".", "/"] {
      let flax = [
        ("Dense_0\(separator)kernel", [2, 3]), ("Dense_0\(separator)bias", [3]), ("Dense_1\(separator)kernel", [3, 3]),
        ("Dense_1\(separator)bias", [3]),
      ]
      let network = try Network<Float>(dict(flax))
      #expect(network.description.hasPrefix("2-3-3"))
      #expect(try network.layers[1].weights.scalars() == dict(flax).elements(of: flax[2].0))
    }
    // Square, and told by its name.
    let square = try dict([("kernel", [2, 2]), ("bias", [2])])
    #expect(try Network<Float>(square).layers[0].weights.scalars() == square.elements(of: "kernel"))
  }

  @Test func theLayoutIsToldByTheShapesOrAskedFor() throws {
    let here = [("a.weight", [2, 3]), ("a.bias", [3]), ("b.weight", [3, 3]), ("b.bias", [3])]
    #expect(try Network<Float>(dict(here)).description.hasPrefix("2-3-3"))
    refuse(try dict(here), layout: .pyTorch, "do not follow one another in the layout 'pytorch' ([outputs, inputs])")
    let square = try dict([("0.weight", [3, 3]), ("0.bias", [3]), ("2.weight", [3, 3]), ("2.bias", [3])])
    refuse(
      square,
      "all its layers are square, so that their shapes leave the layout open: say whether it is 'pytorch' ([outputs, "
        + "inputs]) or 'here' ([inputs, outputs])")
    let (first, second) = (
      try Network<Float>(square, layout: .pyTorch), try Network<Float>(square, layout: .here)
    )
    #expect(first.layers[1].weights == second.layers[1].weights.transposed() && first != second)
  }

  @Test func tensorsThatMakeNoChainAreRefused() throws {
    func refused(_ tensors: [(String, [Int])], _ reason: String) throws { refuse(try dict(tensors), reason) }
    try refused([], "no tensors, and so no network")
    try refused([("0.weight", [3, 2])], "'0.weight', a weight, without a bias: only layers with both are read")
    try refused([("0.bias", [3])], "'0.bias', a bias, without a weight: only layers with both are read")
    try refused(
      [("0.weight", [3, 2]), ("0.kernel", [2, 3]), ("0.bias", [3])], "'0.kernel' beside '0.weight'")
    try refused(Self.mlp + [("2/bias", [4])], "'2/bias' beside '2.bias': one of them too many")
    try refused(
      [("0/weight", [3, 2]), ("0.weight", [3, 2]), ("0.bias", [3])], "'0.weight' beside '0/weight'")
    try refused([("0.weight", [3]), ("0.bias", [3])], "a tensor '0.weight' of shape [3]: only dense layers are read")
    try refused([("0.weight", [3, 0]), ("0.bias", [3])], "a tensor '0.weight' of shape [3, 0]")
    try refused(
      [("conv.weight", [8, 1, 3, 3]), ("conv.bias", [8])], "of shape [8, 1, 3, 3]: only dense layers are read")
    try refused(Self.mlp + [("1.running_mean", [3])], "'1.running_mean', which is neither the weight nor the bias")
    try refused([("0.weight", [3, 2]), ("0.bias", [4])], "'0.weight' [3, 2] and bias [4]")
    try refused([("0.weight", [3, 2]), ("0.bias", [3, 1])], "do not follow one another")
    try refused(
      [("in.weight", [3, 2]), ("in.bias", [3]), ("hidden.weight", [4, 3]), ("hidden.bias", [4])],
      "in the order of their names its layers do not follow one another")
    var own = CheckpointTests.small.safetensors()
    own.metadata["loss"] = nil
    refuse(own, "one of 'activations' and 'loss' in the metadata")
    let half = try {
      var half = Safetensors()
      try half.add("0.weight", .float16, shape: [3, 2], bytes: Array(repeating: 0, count: 12))
      try half.add("0.bias", .float16, shape: [3], bytes: Array(repeating: 0, count: 6))
      return half
    }()
    refuse(half, "has elements F16, expected F32")
  }

  @Test func namesOfMegabytesAndManyTensorsAreRead() throws {
    let prefix = String(repeating: "é", count: 500_000)
    let long = [
      (prefix + "2.weight", [1, 3]), (prefix + "2.bias", [1]), (prefix + "1.weight", [3, 2]), (prefix + "1.bias", [3]),
    ]
    #expect(try Network<Float>(dict(long), loss: .meanSquaredError).description.hasPrefix("2-3-1"))
    let error = #expect(throws: TensorFileError.self) { try Network<Float>(dict(Array(long.dropLast()))) }
    #expect((error?.description.count ?? 0) < 1_000)
    let many = try dict((0..<20_000).flatMap { [("\($0).weight", [1, 1]), ("\($0).bias", [1])] })
    refuse(many, "all its layers are square")
    #expect(try Network<Float>(many, layout: .here, loss: .meanSquaredError).layers.count == 20_000)
  }

  @Test func aSingleOutputLeavesTheLossOpen() throws {
    let single = try dict([("0.weight", [1, 2]), ("0.bias", [1])])
    refuse(
      single,
      "a network of one output: say its loss, binary-cross-entropy for two classes or mean-squared-error for a value")
    #expect(try Network<Float>(single, loss: .binaryCrossEntropy).layers[0].activation == .sigmoid)
  }

  @Test func aStandardizerBecomesPartOfTheFirstLayer() throws {
    var generator = SeededGenerator(seed: 5)
    var network = Network<Float>(inputs: 3, hidden: [4], outputs: 2, using: &generator)
    let x = Matrix<Float>(rows: [[100, -3, 0.001], [140, 5, 0.003], [90, 0, 0.002]])
    network.standardizer = try Standardizer(fitting: x)
    let read = try Network<Float>(network.stateDict())
    #expect(read.standardizer == nil)
    #expect(read.predict(x).isApproximatelyEqual(to: network.predict(x), absoluteTolerance: 1e-5))
    network.standardizer = Standardizer(
      mean: .zeros(rows: 1, columns: 3), scale: Matrix(rows: [[1, 1, .leastNonzeroMagnitude]]))
    let error = #expect(throws: TensorFileError.self) { try network.stateDict() }
    #expect(error?.description.contains("the standardizer in it has parameters that are not finite") == true)
  }

  @Test func aFileOfThisLibrarySaysItselfWhatItIs() throws {
    let own = CheckpointTests.small.safetensors()
    #expect(try Network<Float>(own, layout: .here, loss: .crossEntropy) == CheckpointTests.small)
    refuse(own, layout: .pyTorch, "which says its layout itself: 'here', not 'pytorch'")
    refuse(own, loss: .meanSquaredError, "which says its loss itself: 'cross-entropy', not 'mean-squared-error'")
    var generator = SeededGenerator(seed: 6)
    let deep = Network<Float>(inputs: 2, hidden: [3], outputs: 2, activation: .tanh, using: &generator).safetensors()
    refuse(deep, activation: .relu, "which says its activations itself: 'tanh', not 'relu'")
    #expect(try Network<Float>(deep, activation: .tanh).layers[0].activation == .tanh)
  }

  /// PyTorch loads what has the names and shapes of a module's tensors, whichever way round a square one is.
  @Test func noTensorOfThisLibrarysFilesIsAWeight() throws {
    var generator = SeededGenerator(seed: 7)
    let file = Network<Float>(inputs: 4, hidden: [4], outputs: 4, using: &generator).safetensors()
    #expect(
      Set(file.tensors.map(\.name)) == ["layers.0.kernel", "layers.0.bias", "layers.1.kernel", "layers.1.bias"])
  }

  @Test func aFileThatHasLostItsFirstLayerIsNoStateDict() throws {
    var generator = SeededGenerator(seed: 9)
    let own = Network<Float>(inputs: 4, hidden: [5, 6], outputs: 3, using: &generator).safetensors()
    var torn = Safetensors(metadata: own.metadata)
    for tensor in own.tensors where !tensor.name.hasPrefix("layers.0.") {
      try torn.add(tensor.name, tensor.elementType, shape: tensor.shape, bytes: tensor.bytes)
    }
    refuse(torn, "no tensor 'layers.0.kernel'")
  }

  @Test func filesOfBeforeAreRead() throws {
    var generator = SeededGenerator(seed: 8)
    let network = Network<Float>(inputs: 4, hidden: [4], outputs: 4, activation: .tanh, using: &generator)
    let own = network.safetensors()
    var older = Safetensors(metadata: own.metadata)
    for tensor in own.tensors {
      let name = tensor.name.replacing("kernel", with: "weight")
      try older.add(name, tensor.elementType, shape: tensor.shape, bytes: tensor.bytes)
    }
    #expect(try Network<Float>(older) == network)
    try older.add("layers.0.kernel", shape: [4, 4], network.layers[0].weights.scalars())
    refuse(older, "a tensor 'layers.0.kernel' in a network of 2 layers")
  }
}
