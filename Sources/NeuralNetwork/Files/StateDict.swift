import TensorFiles

/// The dense layers of a safetensors file that describes a network only by the names and shapes of its tensors, such as
/// a PyTorch module's `state_dict()`: `0.weight`, `fc1.bias`, `net/Dense_0/kernel`.
struct StateDict {
  /// A layer, by the names of its tensors.
  struct Layer {
    let weight: Safetensors.Tensor
    let bias: Safetensors.Tensor

    func fits(_ layout: WeightLayout) -> Bool { [layout.widths(weight.shape).outputs] == bias.shape }
  }

  /// In the order of their names.
  let layers: [Layer]
  let layout: WeightLayout

  /// Throws if the tensors are not a chain of dense layers, or, with nil for it, their shapes do not determine the layout.
  init(_ file: Safetensors, layout: WeightLayout?) throws(TensorFileError) {
    var parts = [Part]()
    for tensor in file.tensors {
      let part = Part(tensor)
      switch part.role {
      case .weight where tensor.shape.count != 2 || tensor.count == 0:
        throw file.mismatch(
          "a tensor '\(tensor.name)' of shape \(tensor.shape): only dense layers are read, whose weights are a matrix")
      case .weight, .bias: parts.append(part)
      case nil:
        throw file.mismatch(
          "a tensor '\(tensor.name)', which is neither the weight nor the bias of a dense layer: only those are read")
      }
    }
    if parts.isEmpty { throw file.mismatch("no tensors, and so no network") }
    parts.sort()
    layers = try StateDict.paired(parts, in: file)
    self.layout = try StateDict.layout(of: layers, asked: layout, in: file)
  }

  /// The layers, from sorted parts.
  private static func paired(_ parts: [Part], in file: Safetensors) throws(TensorFileError) -> [Layer] {
    for (part, next) in zip(parts, parts.dropFirst()) where part.layer == next.layer && part.role == next.role {
      throw file.mismatch("a tensor '\(next.tensor.name)' beside '\(part.tensor.name)': one of them too many")
    }
    var layers = [Layer]()
    var index = 0
    while index < parts.count {
      let part = parts[index]
      guard index + 1 < parts.count, parts[index + 1].layer == part.layer else {
        let (found, missing) = part.role == .bias ? ("bias", "weight") : ("weight", "bias")
        throw file.mismatch("'\(part.tensor.name)', a \(found), without a \(missing): only layers with both are read")
      }
      layers.append(Layer(weight: part.tensor, bias: parts[index + 1].tensor))
      index += 2
    }
    return layers
  }

  /// The layout in which each layer fits the next.
  private static func layout(
    of layers: [Layer], asked: WeightLayout?, in file: Safetensors
  ) throws(TensorFileError) -> WeightLayout {
    // A tensor named `kernel` is [inputs, outputs].
    let isNamed = layers.allSatisfy { $0.weight.name.utf8.suffix(6).elementsEqual("kernel".utf8) }
    let possible = asked.map { [$0] } ?? (isNamed ? [.here] : WeightLayout.allCases)
    let fitting = possible.filter { isChain(layers, $0) }
    if fitting.count == 1 { return fitting[0] }
    if fitting.isEmpty {
      let shapes = layers.prefix(8).map { "'\($0.weight.name)' \($0.weight.shape) and bias \($0.bias.shape)" }
      throw file.mismatch(
        "in the order of their names its layers do not follow one another in the layout "
          + "\(possible.map(\.text).joined(separator: " or ")): \(shapes.joined(separator: ", "))"
          + (layers.count > 8 ? ", ..." : ""))
    }
    throw file.mismatch(
      "all its layers are square, so that their shapes leave the layout open: say whether it is "
        + WeightLayout.allCases.reversed().map(\.text).joined(separator: " or "))
  }

  private static func isChain(_ layers: [Layer], _ layout: WeightLayout) -> Bool {
    layers.allSatisfy { $0.fits(layout) }
      && zip(layers, layers.dropFirst()).allSatisfy {
        layout.widths($0.weight.shape).outputs == layout.widths($1.weight.shape).inputs
      }
  }
}

/// A tensor, with the layer that it belongs to and its role there, by its name.
private struct Part: Comparable {
  enum Role { case weight, bias }

  let tensor: Safetensors.Tensor
  /// The name of its layer.
  let layer: [UInt8]
  /// Nil if a dense layer has no such tensor.
  let role: Role?

  init(_ tensor: Safetensors.Tensor) {
    let name = Array(tensor.name.utf8)
    let dot = name.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    let end = name[(dot.map { $0 + 1 } ?? 0)...]
    self.tensor = tensor
    layer = Array(name[..<(dot ?? 0)])
    role =
      end.elementsEqual("weight".utf8) || end.elementsEqual("kernel".utf8)
      ? .weight : end.elementsEqual("bias".utf8) ? .bias : nil
  }

  /// In the order of layers, the weight first.
  static func < (a: Part, b: Part) -> Bool {
    a.layer == b.layer ? a.role == .weight && b.role == .bias : precedesWithNumbers(a.layer, b.layer)
  }
}

/// Whether a name sorts before another, with numbers in names compared as numbers: `fc2` before `fc10`.
func precedesWithNumbers(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  var (i, j) = (0, 0)
  while i < a.count && j < b.count {
    if isDigit(a[i]) && isDigit(b[j]) {
      // Without leading zeros, the longer number is larger.
      let (number, other) = (a[i...].prefix(while: isDigit), b[j...].prefix(while: isDigit))
      let (digits, otherDigits) = (number.drop { $0 == UInt8(ascii: "0") }, other.drop { $0 == UInt8(ascii: "0") })
      if digits.count != otherDigits.count { return digits.count < otherDigits.count }
      if !digits.elementsEqual(otherDigits) { return digits.lexicographicallyPrecedes(otherDigits) }
      (i, j) = (number.endIndex, other.endIndex)
    } else {
      if a[i] != b[j] { return a[i] < b[j] }
      (i, j) = (i + 1, j + 1)
    }
  }
  let (aEnds, bEnds) = (i == a.count, j == b.count)
  // `fc01` and `fc1` are equal so far.
  return aEnds && bEnds ? a.lexicographicallyPrecedes(b) : aEnds
}

private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
