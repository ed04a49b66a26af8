// The messages of an ONNX model that a network needs. Field numbers, types and attribute types are those of onnx.proto;
// fields are in the order of their numbers, as protobuf's own writers put them.

/// ONNX's numbers for element types.
enum ONNXElementType: Int {
  case float = 1
  case double = 11
}

extension ProtobufMessage {
  /// `ModelProto`, as ONNX 1.8 of 2020 has it: IR version 7 and operator set 13.
  static func model(graph: ProtobufMessage, metadata: [String: String]) -> ProtobufMessage {
    let operators = ProtobufMessage([.integer(2, 13)])
    let entries = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return ProtobufMessage(
      [.integer(1, 7), .text(2, "swift-dense"), .text(3, packageVersion), .message(7, graph), .message(8, operators)]
        + entries.map { .message(14, ProtobufMessage([.text(1, $0.key), .text(2, $0.value)])) })
  }

  /// `GraphProto`.
  static func graph(
    _ name: String, nodes: [ProtobufMessage], initializers: [ProtobufMessage], input: ProtobufMessage,
    output: ProtobufMessage
  ) -> ProtobufMessage {
    ProtobufMessage(
      nodes.map { .message(1, $0) } + [.text(2, name)] + initializers.map { .message(5, $0) }
        + [.message(11, input), .message(12, output)])
  }

  /// `NodeProto`, with the name of its output.
  static func node(
    _ operation: String, _ inputs: [String], output: String, attributes: [ProtobufMessage]
  ) -> ProtobufMessage {
    ProtobufMessage(
      inputs.map { .text(1, $0) } + [.text(2, output), .text(3, output), .text(4, operation)]
        + attributes.map { .message(5, $0) })
  }

  /// `AttributeProto` of a float.
  static func attribute(_ name: String, _ value: Float) -> ProtobufMessage {
    ProtobufMessage([.text(1, name), .float(2, value), .integer(20, 1)])
  }

  /// `AttributeProto` of an integer.
  static func attribute(_ name: String, _ value: Int) -> ProtobufMessage {
    ProtobufMessage([.text(1, name), .integer(3, value), .integer(20, 2)])
  }

  /// `TensorProto` with `raw_data`: row-major and little-endian.
  static func tensor(
    _ name: String, _ type: ONNXElementType, shape: [Int], byteCount: Int, _ bytes: @escaping () -> [UInt8]
  ) -> ProtobufMessage {
    ProtobufMessage(
      shape.map { .integer(1, $0) } + [.integer(2, type.rawValue), .text(8, name), .bytes(9, count: byteCount, bytes)])
  }

  /// `ValueInfoProto`, with the `TypeProto` of a tensor and its `TensorShapeProto`: [batch, `columns`], where the name
  /// stands for any length, but the same wherever it is used.
  static func value(_ name: String, _ type: ONNXElementType, columns: Int) -> ProtobufMessage {
    let dimensions = [ProtobufMessage([.text(2, "batch")]), ProtobufMessage([.integer(1, columns)])]
    let shape = ProtobufMessage(dimensions.map { .message(1, $0) })
    let tensor = ProtobufMessage([.integer(1, type.rawValue), .message(2, shape)])
    return ProtobufMessage([.text(1, name), .message(2, ProtobufMessage([.message(1, tensor)]))])
  }
}
