import LinearAlgebra
import TensorFiles

/// The nodes and tensors of an ONNX graph that predicts as a network does. Each node reads the output of the one before;
/// tensors are named as in the network's safetensors file.
struct ONNXGraph<Scalar: BLASScalar> {
  private struct Node {
    let operation: String
    var inputs: [String]
    var output: String
    var attributes: [ProtobufMessage] = []
  }

  private var nodes: [Node] = []
  private var initializers: [ProtobufMessage] = []
  private let type: ONNXElementType = Scalar.self == Float.self ? .float : .double
  private let inputs: Int
  private let outputs: Int

  init(_ network: Network<Scalar>) {
    (inputs, outputs) = (network.inputs, network.outputs)
    if let standardizer = network.standardizer {
      append("Sub", with: [tensor(NetworkFile.mean, [inputs], standardizer.mean)], output: "standardizer.difference")
      append("Div", with: [tensor(NetworkFile.scale, [inputs], standardizer.scale)], output: "standardizer.quotient")
    }
    for (index, layer) in network.layers.enumerated() {
      let name = "layers.\(index)"
      let weights = tensor(NetworkFile.kernel(index), [layer.inputs, layer.outputs], layer.weights)
      let bias = tensor(NetworkFile.bias(index), [layer.outputs], layer.bias)
      let affine = "\(name).affine"
      // Up to 1.17, ONNX Runtime fuses a Gemm and the activation after it into a kernel that exists only for floats.
      if type == .float {
        append("Gemm", with: [weights, bias], output: affine)
      } else {
        append("MatMul", with: [weights], output: affine + ".product")
        append("Add", with: [bias], output: affine)
      }
      append(layer.activation, output: "\(name).output")
    }
    // The graph's output has the same name after any activation, or none.
    nodes[nodes.count - 1].output = network.loss == .meanSquaredError ? "values" : "probabilities"
  }

  /// `GraphProto`, from `features` [batch, inputs] to `probabilities` or `values` [batch, outputs].
  var message: ProtobufMessage {
    .graph(
      "network",
      nodes: nodes.map { .node($0.operation, $0.inputs, output: $0.output, attributes: $0.attributes) },
      initializers: initializers,
      input: .value(Self.features, type, columns: inputs),
      output: .value(nodes[nodes.count - 1].output, type, columns: outputs))
  }

  private static var features: String { "features" }

  /// Appends a node that reads the previous output, or the features, and then `others`.
  private mutating func append(
    _ operation: String, with others: [String] = [], output: String, attributes: [ProtobufMessage] = []
  ) {
    let input = nodes.last?.output ?? Self.features
    nodes.append(Node(operation: operation, inputs: [input] + others, output: output, attributes: attributes))
  }

  private mutating func append(_ activation: Activation, output: String) {
    switch activation {
    case .identity: break
    case .relu: append("Relu", output: output)
    case .leakyReLU: appendLeakyReLU(output: output)
    case .tanh: append("Tanh", output: output)
    case .sigmoid: append("Sigmoid", output: output)
    case .softmax: append("Softmax", output: output, attributes: [.attribute("axis", 1)])
    }
  }

  /// ONNX Runtime has `LeakyRelu` only for floats; the larger of Z and Z / 100 is the same.
  private mutating func appendLeakyReLU(output: String) {
    let slope: Scalar = Activation.leak()
    if type == .float { return append("LeakyRelu", output: output, attributes: [.attribute("alpha", Float(slope))]) }
    // One tensor for each layer: they are only eight bytes.
    let slopes = tensor(output + ".slope", [], Matrix(row: [slope]))
    append("Mul", with: [slopes], output: output + ".product")
    let product = nodes[nodes.count - 1]
    nodes.append(Node(operation: "Max", inputs: [product.inputs[0], product.output], output: output))
  }

  /// Adds a tensor; returns its name.
  private mutating func tensor(_ name: String, _ shape: [Int], _ matrix: Matrix<Scalar>) -> String {
    let size = matrix.rows * matrix.columns * MemoryLayout<Scalar>.size
    initializers.append(
      .tensor(name, type, shape: shape, byteCount: size) { littleEndianBytes(of: matrix.scalars()) })
    return name
  }
}
