import ArgumentParser
import NeuralNetwork

/// The saved network of a command.
struct LoadOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The network: a model.safetensors that 'mnist train' wrote, a state dict of PyTorch, or a folder with "
        + "scikit-learn's coefs_0.npy, intercepts_0.npy and so on.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String

  @OptionGroup var unsaid: UnsaidOptions
}

/// The layout of the weights in another program's file.
struct LayoutOption: ParsableArguments {
  @Option(
    name: .customLong("layout"),
    help: ArgumentHelp(
      "The layout of a state dict's weights if their shapes do not determine it: pytorch, [outputs, inputs], or here, "
        + "[inputs, outputs].", valueName: "name"),
    completion: .list(WeightLayout.allCases.map(\.rawValue)))
  var name: String?
}

/// The parts of a network that another program's file does not record.
struct UnsaidOptions: ParsableArguments {
  @Option(
    name: .customLong("activation"),
    help: ArgumentHelp(
      "The activation of the hidden layers if the network's file does not record it: "
        + "\(Activation.allCases.map(\.rawValue).joined(separator: ", ")). (default: relu)", valueName: "name"),
    completion: .list(Activation.allCases.map(\.rawValue)))
  var activationName: String?

  @OptionGroup var layout: LayoutOption

  var parts: ForeignParts {
    get throws { try ForeignParts(activation: activationName, layout: layout.name) }
  }
}

/// The parts of a network that another program's file does not record, as far as they are given.
struct ForeignParts {
  let activation: Activation?
  let layout: WeightLayout?
  /// Nil means cross-entropy, which digits need.
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
