import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

@Suite struct CheckpointTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "checkpoint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Calls `body` with the path of a file that does not exist yet, and cleans up.
  func withPath(_ body: (String) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "model.safetensors").path)
  }

  func network<Scalar: BLASScalar>(_: Scalar.Type = Scalar.self) -> Network<Scalar> {
    var generator = SeededGenerator(seed: 11)
    return Network(inputs: 6, hidden: [5, 4], outputs: 3, using: &generator)
  }

  @Test func aSavedNetworkReadsBackEqual() throws {
    try withPath { path in
      try network(Float.self).save(to: path, metadata: ["seed": "11"])
      #expect(try Network<Float>(contentsOf: path) == network(Float.self))
      let file = try Safetensors(contentsOf: path)
      #expect(Set(file.tensors.map(\.name)) == Set((0..<3).flatMap { ["layers.\($0).kernel", "layers.\($0).bias"] }))
      #expect(try file.tensor("layers.0.kernel").shape == [6, 5] && file.tensor("layers.0.bias").shape == [5])
      #expect(
        file.metadata == [
          "seed": "11", "architecture": "6-5-4-3", "activations": "relu relu softmax", "loss": "cross-entropy",
        ])
    }
  }

  @Test(arguments: Activation.allCases) func everyActivationReadsBack(activation: Activation) throws {
    try withPath { path in
      var generator = SeededGenerator(seed: 12)
      let network = Network<Float>(
        inputs: 6, hidden: [5], outputs: 3, activation: activation, loss: .meanSquaredError, using: &generator)
      try network.save(to: path)
      #expect(try Network<Float>(contentsOf: path) == network)
      #expect(try Safetensors(contentsOf: path).metadata["activations"] == "\(activation.rawValue) identity")
    }
  }

  /// Looking each tensor up among all others took 8.5 s to save 20,000 layers and 15 s to read them: 25 times as much for
  /// these.
  @Test(.timeLimit(.minutes(15))) func aHundredThousandLayersAreSavedReadTrainedAndAsked() throws {
    var generator = SeededGenerator(seed: 13)
    var network = Network<Float>(
      inputs: 1, hidden: Array(repeating: 1, count: 99_999), outputs: 1, loss: .meanSquaredError, using: &generator)
    let x = Matrix<Float>(repeating: 0.5, rows: 2, columns: 1)
    Trainer(epochs: 1).train(&network, on: Dataset(features: x, targets: x))
    let read = try Network<Float>(Safetensors(parsing: network.serialized(metadata: [:])))
    #expect(read == network && read.predict(x).rows == 2)
  }

  @Test func doublePrecisionAndSquaredErrorReadBackToo() throws {
    try withPath { path in
      var generator = SeededGenerator(seed: 12)
      let network = Network<Double>(inputs: 2, hidden: [3], outputs: 1, loss: .meanSquaredError, using: &generator)
      try network.save(to: path)
      #expect(try Network<Double>(contentsOf: path) == network)
      #expect(throws: TensorFileError.self) { try Network<Float>(contentsOf: path) }
    }
  }

  @Test func filesWhoseLayersDoNotFitAreRefused() throws {
    func file(_ activations: String, _ loss: String, bias: [Float], weight: [Int] = [2, 2]) throws -> Safetensors {
      var file = Safetensors(metadata: ["activations": activations, "loss": loss])
      try file.add("layers.0.kernel", shape: weight, [Float](repeating: 1, count: weight.reduce(1, *)))
      try file.add("layers.0.bias", shape: [bias.count], bias)
      return file
    }
    #expect(throws: Never.self) { try Network<Float>(file("softmax", "cross-entropy", bias: [1, 2])) }
    try refuse(file("step", "cross-entropy", bias: [1, 2]), "'step' in the metadata 'activations'")
    try refuse(file("softmax", "hinge", bias: [1, 2]), "'hinge' in the metadata 'loss'")
    try refuse(file("softmax", "cross-entropy", bias: [1, 2, 3]), "has shape [3], expected [2]")
    try refuse(file("relu softmax", "cross-entropy", bias: [1, 2]), "no tensor 'layers.1.kernel'")
    try refuse(file("relu", "cross-entropy", bias: [1, 2]), "its last layer must be softmax")
    try refuse(file("", "cross-entropy", bias: [1, 2]), "a tensor 'layers.0.kernel' in a network of 0 layers")
    try refuse(file("softmax", "cross-entropy", bias: [], weight: [2, 0]), "each at least 1")
    try refuse(file("softmax", "cross-entropy", bias: [1, 2], weight: [2, 2, 1]), "expected [inputs, outputs]")
  }

  /// What could not be read back.
  @Test func aLayerWithoutInputsIsNotSaved() throws {
    let layer = Dense<Float>(weights: .zeros(rows: 0, columns: 1), bias: Matrix(row: [1]), activation: .identity)
    try withPath { path in
      let error = #expect(throws: TensorFileError.self) {
        try Network(layers: [layer], loss: .meanSquaredError).save(to: path)
      }
      #expect(error?.problem == "layer 0 has 0 inputs and 1 outputs, each must be at least 1")
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func preprocessingAndClassNamesReadBack() throws {
    try withPath { path in
      var network = network(Float.self)
      network.standardizer = try Standardizer(fitting: Matrix(rows: [[0, 1, 2, 3, 4, 5], [9, 7, 5, 3, 1, 0.1]]))
      network.classNames = ["ein \"Hund\"", "\u{0}\n\\ \u{1F408}, [x]", ""]
      try network.save(to: path)
      #expect(try Network<Float>(contentsOf: path) == network)
      let file = try Safetensors(contentsOf: path)
      #expect(try file.elements(of: "standardizer.mean", shape: [6]) == network.standardizer?.mean.scalars())
      #expect(try file.elements(of: "standardizer.scale", shape: [6]) == network.standardizer?.scale.scalars())
      #expect(
        try JSONDecoder().decode([String].self, from: Data((file.metadata["swift-dense.classNames"] ?? "").utf8))
          == network.classNames)
    }
  }

  @Test func tensorsOfOnesOwnStandBesideTheNetworks() throws {
    try withPath { path in
      let network = network(Float.self)
      var file = network.safetensors(metadata: ["seed": "11"])
      try file.add("vocabulary", .uint8, shape: [3], bytes: [1, 2, 3])
      try file.add("layersOfPaint", shape: [1], [2] as [Double])
      try file.write(to: path)
      #expect(try Network<Float>(contentsOf: path) == network)
      #expect(try Safetensors(contentsOf: path).tensor("vocabulary").bytes == [1, 2, 3])
    }
  }

  @Test(arguments: ["layers.3.kernel", "layers.0.scale", "standardizer.median", "layers.00.bias"])
  func tensorsThatTheNetworkDoesNotKnowAreRefused(name: String) throws {
    var file = network(Float.self).safetensors()
    try file.add(name, shape: [1], [2] as [Float])
    try refuse(file, name == "standardizer.median" ? "'\(name)'" : "a tensor '\(name)' in a network of 3 layers")
  }

  @Test func brokenPreprocessingIsRefused() throws {
    func file(_ mean: [Float]?, _ scale: [Float]?, names: String? = nil) throws -> Safetensors {
      var file = network(Float.self).safetensors()
      if let mean { try file.add("standardizer.mean", shape: [mean.count], mean) }
      if let scale { try file.add("standardizer.scale", shape: [scale.count], scale) }
      file.metadata["swift-dense.classNames"] = names
      return file
    }
    let ones = [Float](repeating: 1, count: 6)
    #expect(throws: Never.self) { try Network<Float>(file(ones, ones, names: #"["a", "b" , "c"]"#)) }
    try refuse(file(ones, nil), "no tensor 'standardizer.scale'")
    try refuse(file(nil, ones), "no tensor 'standardizer.mean'")
    try refuse(file(ones, [1, 1]), "tensor 'standardizer.scale' has shape [2], expected [6]")
    try refuse(file([1, 1], [1, 1]), "a standardizer of 2 features for a network of 6 inputs")
    try refuse(file(ones, [1, 1, 1, 0, 1, 1]), "a scale of 0.0 of feature 3")
    try refuse(file([1, 1, .nan, 1, 1, 1], ones), "a mean of nan of feature 2")
    try refuse(file(nil, nil, names: #"["a", "b"]"#), "2 class names for a network of 3 classes")
    for names in ["a,b,c", #"["a", "b", "c""#, #"["a", "b", 3]"#, #"["a", "b", "c"] "d""#] {
      try refuse(
        file(nil, nil, names: names), "in the metadata 'swift-dense.classNames', expected a JSON array of strings")
    }
  }

  @Test func metadataOfTheNetworksOwnIsTheCallersMistake() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CheckpointTests.small.safetensors(metadata: ["loss": "mine"])
    }
    #expect(result?.message.contains("metadata 'loss' with 'mine': that key is the network's own") == true)
  }

  static var small: Network<Float> {
    var generator = SeededGenerator(seed: 11)
    return Network(inputs: 2, hidden: [], outputs: 2, using: &generator)
  }

  func refuse(_ file: Safetensors, _ reason: String) throws {
    let error = #expect(throws: TensorFileError.self) { try Network<Float>(file) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }

  /// It has all that a network's file has, of weights in the middle of training.
  @Test func aCheckpointOfATrainingRunIsNoNetwork() throws {
    let run: TrainingRun<Float> = RunFixture.run(Trainer(epochs: 1, batchSize: 20))
    try refuse(run.checkpoint(), "a checkpoint of a training run: TrainingRun.resume(from:) reads it")
  }

  @Test func aTornFileIsRefused() throws {
    try withPath { path in
      try network(Float.self).save(to: path)
      let whole = try Data(contentsOf: URL(filePath: path))
      for length in [0, 7, 8, 100, whole.count - 1] {
        try whole.prefix(length).write(to: URL(filePath: path))
        #expect(throws: TensorFileError.self, "\(length) bytes") { try Network<Float>(contentsOf: path) }
      }
    }
  }
}
