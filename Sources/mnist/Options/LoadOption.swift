import ArgumentParser
import NeuralNetwork
import TensorFiles

/// The saved network of a command.
struct LoadOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The network: a model.safetensors that 'mnist train' wrote, a state dict of PyTorch, or a folder with "
        + "scikit-learn's coefs_0.npy, intercepts_0.npy and so on.", valueName: "file"),
    completion: .network)
  var load: String

  @OptionGroup var unsaid: UnsaidOptions
}

/// The layout of the weights in another program's file.
struct LayoutOption: ParsableArguments {
  @Option(
    "name",
    "The layout of a state dict's weights if their shapes do not determine it: pytorch, [outputs, inputs], or here, "
      + "[inputs, outputs].", completion: .list(WeightLayout.allCases.map(\.rawValue)))
  var layout: String?
}

/// The parts of a network that another program's file does not record.
struct UnsaidOptions: ParsableArguments {
  @Option(
    "The activation of the hidden layers if the network's file does not record it",
    oneOf: Activation.allCases.map(\.rawValue), usual: "relu")
  var activation: String?

  @OptionGroup var layout: LayoutOption

  func parts(loss: String? = nil) throws -> ForeignParts {
    ForeignParts(
      activation: try value("activation", activation), layout: try value("layout", layout.layout),
      loss: try value("loss", loss))
  }
}

/// The parts of a network that another program's file does not record, as far as they are given.
struct ForeignParts {
  let activation: Activation?
  let layout: WeightLayout?
  /// Nil means cross-entropy, which digits need.
  let loss: Loss?
}

/// The case that an option names, if it is given.
func value<T: RawRepresentable<String> & CaseIterable>(_ option: String, _ name: String?) throws(CommandError) -> T? {
  guard let name else { return nil }
  if let value = T(rawValue: name) { return value }
  throw CommandError(
    "--\(option) \(printable(name)): it may be \(T.allCases.map(\.rawValue).joined(separator: ", "))")
}
