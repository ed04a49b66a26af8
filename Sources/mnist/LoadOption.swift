import ArgumentParser
import NeuralNetwork

/// Which saved network a command looks at.
struct LoadOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The network: a model.safetensors that 'mnist train' wrote, a state dict of PyTorch, or a folder with "
        + "scikit-learn's coefs_0.npy, intercepts_0.npy and so on.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String

  @OptionGroup var unsaid: UnsaidOptions
}

/// Which way round the file of another program holds weights.
struct LayoutOption: ParsableArguments {
  @Option(
    name: .customLong("layout"),
    help: ArgumentHelp(
      "How a state dict holds weights where their shapes do not tell: pytorch, [outputs, inputs], or here, "
        + "[inputs, outputs].", valueName: "name"),
    completion: .list(WeightLayout.allCases.map(\.rawValue)))
  var name: String?
}

/// What the file of another program does not say of its network.
struct UnsaidOptions: ParsableArguments {
  @Option(
    name: .customLong("activation"),
    help: ArgumentHelp(
      "What the hidden layers apply of a network whose file does not say it: "
        + "\(Activation.allCases.map(\.rawValue).joined(separator: ", ")). (default: relu)", valueName: "name"),
    completion: .list(Activation.allCases.map(\.rawValue)))
  var activationName: String?

  @OptionGroup var layout: LayoutOption

  /// What was named.
  var parts: ForeignParts {
    get throws { try ForeignParts(activation: activationName, layout: layout.name) }
  }
}

/// What the file of another program does not say of its network, where it is given.
struct ForeignParts {
  let activation: Activation?
  let layout: WeightLayout?
  /// Nil takes cross-entropy, which digits need.
  let loss: Loss?

  init(activation: String?, layout: String?, loss: String? = nil) throws {
    func value<T: RawRepresentable & CaseIterable>(_ option: String, _ name: String?) throws -> T?
    where T.RawValue == String {
      guard let name else { return nil }
      if let value = T(rawValue: name) { return value }
      throw CommandError(
        "--\(option) \(name): it may be \(T.allCases.map { $0.rawValue }.joined(separator: ", "))")
    }
    self.activation = try value("activation", activation)
    self.layout = try value("layout", layout)
    self.loss = try value("loss", loss)
  }
}
