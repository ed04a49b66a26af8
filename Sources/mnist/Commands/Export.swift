import ArgumentParser
import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles

/// `mnist export`: writes a saved network for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a saved network for PyTorch or an ONNX runtime.",
    discussion: """
      Pixels are divided by 255 before they go into the network; a state dict is of a module that gives logits, an ONNX \
      model gives probabilities. A network for these images is evaluated on the test images, and the ONNX file records \
      the results.

        mnist export --load runs/latest/model.safetensors --pytorch mlp.safetensors --onnx mlp.onnx
      """)

  @OptionGroup var network: LoadOption

  @Option(
    "file", "Write a state dict for an nn.Sequential of nn.Linear and activations, as safetensors.",
    completion: .network)
  var pytorch: String?

  @Option("file", "Write an ONNX model.", completion: .file(extensions: ["onnx"]))
  var onnx: String?

  @Option(
    "The loss if the network's file does not record it", oneOf: Loss.allCases.map(\.rawValue), usual: "cross-entropy")
  var loss: String?

  @Flag(help: "Replace existing files.")
  var overwrite = false

  @OptionGroup var images: DataOptions
  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let configuration = try compute.configuration
    guard pytorch != nil || onnx != nil else {
      throw CommandError("for whom? Give --pytorch FILE, --onnx FILE or both")
    }
    let parts = try network.unsaid.parts(loss: loss)
    try requireFiles()
    let saved = try SavedNetwork.read(network.load, parts)
    guard saved.isFinite() else {
      throw CommandError("--load \(network.load): its parameters are not all finite numbers")
    }
    let facts = try facts(of: saved, configuration)
    var (files, lines) = ([(path: String, chunks: [[UInt8]])](), [String]())
    do {
      if let pytorch {
        files.append((pytorch, [try saved.stateDict().serialized()]))
        lines.append("\(printable(pytorch)): a state dict for \(module(saved))")
      }
      if let onnx {
        files.append((onnx, [try saved.onnx(metadata: facts)]))
        lines.append("\(printable(onnx)): an ONNX model, \(saved)")
      }
    } catch {
      throw CommandError("--load \(network.load): \(error.problem)")
    }
    try writeAtomically(files)
    for line in lines { Output.print(line) }
  }

  /// Throws if a file cannot be written, or would replace another one.
  private func requireFiles() throws {
    var taken = [(option: "--load", path: network.load)]
    for case (let option, let path?) in [("--pytorch", pytorch), ("--onnx", onnx)] {
      try OutputFile.require(option, path, overwrite: overwrite)
      let place = OutputFile.place(path)
      // For a folder, these are the arrays in it, by their names.
      if let other = taken.first(where: { (file: (option: String, path: String)) -> Bool in
        let others = OutputFile.place(file.path)
        if others == place { return true }
        return FileStatus(at: others) == .folder && place.hasPrefix(others + "/") && place.hasSuffix(".npy")
      }) {
        throw CommandError("\(other.option) and \(option) \(printable(path)): one would replace the other")
      }
      taken.append((option, path))
    }
  }

  /// The network's results on the test images, if it is one for them.
  private func facts(of network: Network<Float>, _ configuration: ComputeConfiguration) throws -> [String: String] {
    let choice = try DataChoice(images.source)
    let testing = choice.images.testing
    guard SavedNetwork.fits(network, pixels: testing.pixelsPerImage), network.loss == .crossEntropy else { return [:] }
    let result = network.evaluate(testing.dataset(), configuration: configuration)
    guard let accuracy = result.confusionMatrix?.accuracy, result.loss.isFinite else {
      throw CommandError("--load \(self.network.load): the loss on the test images is not finite")
    }
    Output.print("\(choice.summary)\nTest accuracy \(accuracy.percent), loss \(result.loss.decimals(4)).")
    return ["accuracy": "\(accuracy)", "testImages": "\(testing.count)"]
  }

  /// The PyTorch module for the state dict.
  private func module(_ network: Network<Float>) -> String {
    var modules = [String]()
    for (index, layer) in network.layers.enumerated() {
      modules.append("Linear(\(layer.inputs), \(layer.outputs))")
      let isLast = index == network.layers.count - 1
      // The activation that the loss applies is not part of the module, which gives logits.
      let isSaid = isLast ? network.loss == .meanSquaredError && layer.activation != .identity : true
      if isSaid { modules.append(layer.activation.module) }
    }
    return "nn.Sequential(\(modules.joined(separator: ", ")))"
  }
}

extension Activation {
  /// Its name in PyTorch.
  fileprivate var module: String {
    switch self {
    case .identity: "Identity()"
    case .relu: "ReLU()"
    case .leakyReLU: "LeakyReLU(\(Activation.leak() as Float))"
    case .tanh: "Tanh()"
    case .sigmoid: "Sigmoid()"
    case .softmax: "Softmax(1)"
    }
  }
}
