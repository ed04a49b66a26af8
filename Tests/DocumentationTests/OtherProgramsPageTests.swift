import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// The example of the page on other programs.
@Suite struct OtherProgramsPageTests {
  @Test func theExampleReadsAndWritesEachForm() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let (path, copy, model, folder) = (
      place.appending(path: "a.safetensors").path, place.appending(path: "b.safetensors").path,
      place.appending(path: "c.onnx").path, place.path
    )
    var generator = SeededGenerator(seed: 1)
    let original = Network<Float>(inputs: 4, hidden: [16], outputs: 3, activation: .tanh, using: &generator)
    try original.stateDict().write(to: path)
    for (index, layer) in original.layers.enumerated() {
      try NPYArray(layer.weights.scalars(), shape: [layer.inputs, layer.outputs])
        .write(to: "\(folder)/coefs_\(index).npy")
      try NPYArray(layer.bias.scalars(), shape: [layer.outputs]).write(to: "\(folder)/intercepts_\(index).npy")
    }

    // example: other-programs
    // nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 3)), trained with CrossEntropyLoss
    let network = try Network<Float>(contentsOf: path, activation: .tanh)
    try network.save(to: copy, layout: .pyTorch)  // the same bytes again
    try network.saveONNX(to: model)

    // An MLPClassifier's coefs_ and intercepts_, in a folder of .npy files
    let classifier = try Network<Float>(scikitLearn: folder, activation: .sigmoid)
    // end of example

    #expect(network == original && classifier.layers.map(\.weights) == original.layers.map(\.weights))
    #expect(try Data(contentsOf: URL(filePath: copy)) == Data(contentsOf: URL(filePath: path)))
    #expect(classifier.layers[0].activation == .sigmoid)
    #expect(try Data(contentsOf: URL(filePath: model)).count > 4 * network.parameterCount)
  }
}
