import LinearAlgebra
import NeuralNetwork

/// An ONNX model as it was read, and what it computes: in Double, by the definitions of its operators.
struct ONNXModel {
  struct Node {
    let operation: String
    let inputs: [String]
    let output: String
    let attributes: [String: Double]
  }

  struct Tensor {
    /// 1 for FLOAT, 11 for DOUBLE.
    let type: Int
    let shape: [Int]
    let elements: [Double]
  }

  /// The name of an input or output, its type, and its shape: numbers, or a name in quotes.
  struct Value: Equatable {
    let name: String
    let type: Int
    let shape: [String]
  }

  let model: ProtobufFields
  let nodes: [Node]
  var tensors: [String: Tensor] = [:]
  let input: Value
  let output: Value
  var metadata: [String: String] = [:]

  init(_ bytes: [UInt8]) throws {
    model = try ProtobufFields(bytes)
    let graph = try model.message(7)
    nodes = try graph.messages(1).map { node in
      let attributes = try node.messages(5).map { attribute in
        // The type says which field holds the value.
        let isFloat = try attribute.integer(20) == 1
        return (try attribute.text(1), isFloat ? Double(try attribute.float(2)) : Double(try attribute.integer(3)))
      }
      return Node(
        operation: try node.text(4), inputs: try node.texts(1), output: try node.text(2),
        attributes: Dictionary(uniqueKeysWithValues: attributes))
    }
    for tensor in try graph.messages(5) {
      let (name, type, data) = (try tensor.text(8), try tensor.integer(2), try tensor.bytes(9)[0])
      guard tensors[name] == nil else { throw ProtobufFields.Malformed(problem: "two tensors '\(name)'") }
      tensors[name] = Tensor(
        type: type, shape: try tensor.integers(1), elements: Self.elements(of: data, size: type == 1 ? 4 : 8))
    }
    (input, output) = (try Self.value(graph.message(11)), try Self.value(graph.message(12)))
    for entry in try model.messages(14) { metadata[try entry.text(1)] = try entry.text(2) }
  }

  private static func value(_ value: ProtobufFields) throws -> Value {
    let tensor = try value.message(2).message(1)
    let shape = try tensor.message(2).messages(1).map { length in
      try length.numbers == [1] ? "\(length.integer(1))" : "'\(length.text(2))'"
    }
    return Value(name: try value.text(1), type: try tensor.integer(1), shape: shape)
  }

  private static func elements(of data: [UInt8], size: Int) -> [Double] {
    stride(from: 0, to: data.count, by: size).map { start in
      let bits = (0..<size).reduce(UInt64(0)) { $0 | UInt64(data[start + $1]) << (8 * $1) }
      return size == 4 ? Double(Float(bitPattern: UInt32(bits))) : Double(bitPattern: bits)
    }
  }

  /// What the graph makes of `features`. A node that reads what no node before it made is an error.
  func run(_ features: Matrix<Double>) throws -> Matrix<Double> {
    var values = [input.name: features]
    for (name, tensor) in tensors {
      let columns = tensor.shape.last ?? 1
      values[name] = Matrix(tensor.elements, rows: tensor.elements.count / columns, columns: columns)
    }
    func value(_ name: String) throws -> Matrix<Double> {
      guard let value = values[name] else { throw ProtobufFields.Malformed(problem: "no '\(name)' before it is read") }
      return value
    }
    for node in nodes {
      guard values[node.output] == nil else { throw ProtobufFields.Malformed(problem: "two times '\(node.output)'") }
      values[node.output] = try node.result(try node.inputs.map(value))
    }
    return try value(output.name)
  }
}

extension ONNXModel.Node {
  fileprivate func result(_ inputs: [Matrix<Double>]) throws -> Matrix<Double> {
    let x = inputs[0]
    func map(_ function: (Double) -> Double) -> Matrix<Double> {
      Matrix(rows: x.rows, columns: x.columns) { function(x[$0, $1]) }
    }
    switch operation {
    case "Gemm": return x * inputs[1] + inputs[2]
    case "MatMul": return x * inputs[1]
    case "Add": return x + inputs[1]
    case "Sub": return x - inputs[1]
    case "Div": return x ./ inputs[1]
    case "Mul": return x * inputs[1][0, 0]
    case "Max": return Matrix(rows: x.rows, columns: x.columns) { max(x[$0, $1], inputs[1][$0, $1]) }
    case "Relu": return map { max($0, 0) }
    case "LeakyRelu": return map { $0 < 0 ? $0 * (attributes["alpha"] ?? .nan) : $0 }
    case "Tanh": return tanh(x)
    case "Sigmoid": return sigmoid(x)
    case "Softmax" where attributes["axis"] == 1:
      let shifted = exp(x - x.rowMaxima())
      return shifted ./ shifted.rowSums()
    default: throw ProtobufFields.Malformed(problem: "an operator '\(operation)'")
    }
  }
}
