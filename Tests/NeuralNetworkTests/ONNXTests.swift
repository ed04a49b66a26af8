import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// What an ONNX file says, read field by field. `.ci/onnx` has ONNX's own checker and ONNX Runtime read the like.
@Suite struct ONNXTests {
  /// A network of 6 features whose biases are not zero; the last layer has what the loss asks for, or `activation`.
  static func network<Scalar: BLASScalar>(
    _ activation: Activation, _ loss: Loss = .crossEntropy, hidden: [Int] = [5, 4], outputs: Int = 3,
    standardized: Bool = false, as _: Scalar.Type = Scalar.self
  ) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 21)
    let widths = [6] + hidden + [outputs]
    let layers = widths.indices.dropLast().map { index in
      let last: Activation =
        switch loss {
        case .crossEntropy: .softmax
        case .binaryCrossEntropy: .sigmoid
        case .meanSquaredError: activation
        }
      return Dense<Scalar>(
        weights: .normal(rows: widths[index], columns: widths[index + 1], using: &generator),
        bias: .normal(rows: 1, columns: widths[index + 1], using: &generator),
        activation: index == hidden.count ? last : activation)
    }
    var network = Network(layers: layers, loss: loss)
    if standardized {
      network.standardizer = Standardizer(
        mean: .normal(rows: 1, columns: 6, using: &generator),
        scale: .uniform(rows: 1, columns: 6, in: 0.5..<2, using: &generator))
    }
    return network
  }

  @Test func aModelHasTheVersionsNamesAndShapesThatItIsAskedBy() throws {
    let network: Network<Float> = Self.network(.relu)
    let file = try ONNXModel(network.onnx())
    #expect(file.model.numbers == [1, 2, 3, 7, 8, 14, 14, 14])
    #expect(try file.model.integer(1) == 7)
    #expect(try file.model.text(2) == "swift-dense" && file.model.text(3) == packageVersion)
    #expect(try file.model.message(8).numbers == [2] && file.model.message(8).integer(2) == 13)
    #expect(try file.model.message(7).text(2) == "network")
    #expect(file.input == .init(name: "features", type: 1, shape: ["'batch'", "6"]))
    #expect(file.output == .init(name: "probabilities", type: 1, shape: ["'batch'", "3"]))
    #expect(
      file.metadata == ["architecture": "6-5-4-3", "activations": "relu relu softmax", "loss": "cross-entropy"])
    #expect(file.nodes.map(\.operation) == ["Gemm", "Relu", "Gemm", "Relu", "Gemm", "Softmax"])
    #expect(file.nodes[0].inputs == ["features", "layers.0.kernel", "layers.0.bias"])
    #expect(file.nodes[5].attributes == ["axis": 1])
  }

  @Test(
    arguments: [
      (Activation.identity, []), (.relu, ["Relu"]), (.leakyReLU, ["LeakyRelu"]), (.tanh, ["Tanh"]),
      (.sigmoid, ["Sigmoid"]), (.softmax, ["Softmax"]),
    ] as [(Activation, [String])])
  func everyActivationHasItsNodes(activation: Activation, operations: [String]) throws {
    for hidden in [[], [5, 4]] {
      let layers = [[String]](repeating: ["Gemm"] + operations, count: hidden.count + 1)
      let network: Network<Float> = Self.network(activation, .meanSquaredError, hidden: hidden)
      let file = try ONNXModel(network.onnx())
      #expect(file.nodes.map(\.operation) == layers.flatMap { $0 })
      #expect(file.output == .init(name: "values", type: 1, shape: ["'batch'", "3"]))
      #expect(file.nodes.last?.output == "values")
      // ONNX Runtime has a LeakyRelu, and up to 1.17 a Gemm before an activation, of floats alone.
      let pairs = ["Gemm": ["MatMul", "Add"], "LeakyRelu": ["Mul", "Max"]]
      let wide = try ONNXModel(Network<Double>(network).onnx())
      #expect(wide.nodes.map(\.operation) == layers.flatMap { $0.flatMap { pairs[$0] ?? [$0] } })
      #expect(wide.input.type == 11 && wide.output == .init(name: "values", type: 11, shape: ["'batch'", "3"]))
    }
  }

  @Test(arguments: Activation.allCases, Loss.allCases)
  func theGraphPredictsAsTheNetworkDoes(activation: Activation, loss: Loss) throws {
    for standardized in [false, true] {
      for hidden in [[], [5, 4]] {
        try check(Self.network(activation, loss, hidden: hidden, standardized: standardized, as: Float.self), 1e-5)
        try check(Self.network(activation, loss, hidden: hidden, standardized: standardized, as: Double.self), 1e-13)
      }
    }
  }

  private func check<Scalar: BLASScalar & SafetensorsElement>(_ network: Network<Scalar>, _ tolerance: Double) throws {
    var generator = SeededGenerator(seed: 22)
    let x = Matrix<Scalar>.normal(rows: 20, columns: 6, using: &generator)
    let file = try ONNXModel(network.onnx())
    #expect((file.nodes.first?.operation == "Sub") == (network.standardizer != nil))
    let outputs = try file.run(Matrix(x))
    #expect(outputs.isApproximatelyEqual(to: Matrix(network.predict(x)), relativeTolerance: tolerance))
  }

  @Test func tensorsHaveTheElementsShapesAndNamesOfTheSafetensorsFile() throws {
    try checkTensors(Self.network(.tanh, standardized: true, as: Float.self), type: 1)
    try checkTensors(Self.network(.tanh, standardized: true, as: Double.self), type: 11)
  }

  private func checkTensors<Scalar: BLASScalar & SafetensorsElement>(_ network: Network<Scalar>, type: Int) throws {
    let (file, other) = (try ONNXModel(network.onnx()), network.safetensors())
    #expect(Set(file.tensors.keys) == Set(other.tensors.map(\.name)))
    for tensor in other.tensors {
      let elements: [Scalar] = try other.elements(of: tensor.name)
      #expect(file.tensors[tensor.name]?.type == type && file.tensors[tensor.name]?.shape == tensor.shape)
      #expect(file.tensors[tensor.name]?.elements == elements.map { Double($0) })
    }
  }

  @Test func theSameNetworkGivesTheSameBytes() throws {
    let metadata = Dictionary(uniqueKeysWithValues: (0..<20).map { ("key \($0)", "\($0)") })
    let bytes = try Self.network(.relu, standardized: true, as: Float.self).onnx(metadata: metadata)
    #expect(try Self.network(.relu, standardized: true, as: Float.self).onnx(metadata: metadata) == bytes)
    let reversed = Dictionary(uniqueKeysWithValues: metadata.sorted { $0.key > $1.key })
    #expect(try Self.network(.relu, standardized: true, as: Float.self).onnx(metadata: reversed) == bytes)
  }

  @Test func classNamesAndTheCallersMetadataAreKept() throws {
    var network: Network<Float> = Self.network(.relu, .binaryCrossEntropy, hidden: [], outputs: 1)
    network.classNames = ["ein \"Hund\"", "\u{0}\n\u{1F408}"]
    let file = try ONNXModel(network.onnx(metadata: ["accuracy": "0.9", "": ""]))
    #expect(file.metadata["accuracy"] == "0.9" && file.metadata[""] == "" && file.metadata.count == 6)
    #expect(file.metadata["loss"] == "binary-cross-entropy" && file.output.name == "probabilities")
    let names = file.metadata["swift-dense.classNames"] ?? ""
    #expect(try JSONDecoder().decode([String].self, from: Data(names.utf8)) == network.classNames)
  }

  @Test(arguments: ["architecture", "activations", "loss", "swift-dense.classNames"])
  func metadataOfTheNetworksOwnIsTheCallersMistake(key: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [key = key as String] in
      _ = try ONNXTests.network(.relu, as: Float.self).onnx(metadata: [key: "mine"])
    }
    #expect(result?.message.contains("metadata '\(key)' with 'mine': that key is the network's own") == true)
  }

  /// Lengths of fields straddle 127, 128, 16,383 and 16,384 bytes, where a varint grows.
  @Test(arguments: [1, 31, 32, 4095, 4096, 100_000]) func largeLayersAreReadBack(width: Int) throws {
    var generator = SeededGenerator(seed: 23)
    let network = Network<Float>(inputs: 1, hidden: [], outputs: width, loss: .meanSquaredError, using: &generator)
    let tensors = try ONNXModel(network.onnx()).tensors
    #expect(tensors["layers.0.kernel"]?.shape == [1, width])
    #expect(tensors["layers.0.kernel"]?.elements == network.layers[0].weights.scalars().map { Double($0) })
  }

  /// The limit is 2^31 - 1 bytes; a network of that size takes 2 GB.
  @Test func aModelBeyondTheLimitIsASentence() throws {
    let network: Network<Double> = Self.network(.leakyReLU, standardized: true)
    let bytes = try network.onnx()
    #expect(try network.onnx(metadata: [:], longest: bytes.count) == bytes)
    let error = #expect(throws: TensorFileError.self) {
      try network.onnx(metadata: [:], longest: bytes.count - 1)
    }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "ONNX model: an ONNX model of \(bytes.count) bytes, expected at most \(bytes.count - 1), as "
        + "protobuf allows")
  }

  @Test func aFileIsWrittenWholeOrNotAtAll() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "onnx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let network: Network<Float> = Self.network(.relu)
    let path = folder.appending(path: "model.onnx").path
    try Data([1, 2, 3]).write(to: URL(filePath: path))
    try network.saveONNX(to: path, metadata: ["seed": "21"])
    #expect(try Array(Data(contentsOf: URL(filePath: path))) == network.onnx(metadata: ["seed": "21"]))
    for path in [folder.path, folder.appending(path: "missing/model.onnx").path] {
      let error = #expect(throws: TensorFileError.self) { try network.saveONNX(to: path) }
      #expect(error?.kind == .unwritable && error?.file == path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.onnx"])
  }
}
