import TensorFiles

extension Dense: CustomStringConvertible {
  /// The layer in a line, without its parameters: `784x128 relu`.
  public var description: String { "\(inputs)x\(outputs) \(activation.rawValue)" }
}

extension Network: CustomStringConvertible {
  /// The network in a line, without its parameters: `784-128-10, relu softmax, cross-entropy, 101770 parameters`.
  public var description: String {
    let (widths, activations) = (widths(), layers.map(\.activation.rawValue))
    return "\(Self.line(widths.map(String.init), "-")), \(Self.line(activations, " ")), \(loss.rawValue), "
      + "\(parameterCount) parameters" + (standardizer == nil ? "" : ", with a standardizer")
  }

  /// A table of the layers: shape, activation and parameters of each.
  ///
  /// ```
  /// layer  inputs  outputs  activation  parameters
  ///     0     784      128  relu            100480
  ///     1     128       10  softmax           1290
  /// total                                   101770
  /// ```
  ///
  /// A standardizer and the names of the classes are in a line below it.
  public func summary() -> String {
    let rows = layers.enumerated().map { index, layer in
      [
        "\(index)", "\(layer.inputs)", "\(layer.outputs)", layer.activation.rawValue,
        "\((layer.inputs + 1) * layer.outputs)",
      ]
    }
    let table = textTable(
      [["layer", "inputs", "outputs", "activation", "parameters"]] + rows
        + [["total", "", "", "", "\(parameterCount)"]], leading: [3])
    return table + (standardizer == nil ? "" : "\na standardizer of \(inputs) features")
      + (classNames.map { "\nclasses: \(Self.line($0.map(printable), ", "))" } ?? "")
  }

  /// The words, without those in the middle if there are many.
  private static func line(_ words: [String], _ separator: String) -> String {
    (words.count <= 10 ? words : words[..<6] + ["..."] + words[(words.count - 3)...]).joined(separator: separator)
  }
}
