import Foundation
import TensorFiles
import Testing

/// Against files of the reference implementation; Fixtures/reference.py made them.
@Suite struct SafetensorsReferenceTests {
  /// The tensors of the script, in its order.
  static func everyType() throws -> Safetensors {
    var file = Safetensors(metadata: ["seed": "4\u{b2}\n"])
    try file.add("a", .bool, shape: [3], bytes: [1, 0, 1])
    try file.add("b", .uint8, shape: [0, 4], bytes: [])
    try file.add("c", .int8, shape: [2], bytes: [255, 1])
    try file.add("d", .int16, shape: [1], bytes: [0, 1])
    try file.add("e", .uint16, shape: [1], bytes: [0, 1])
    try file.add("f", .float16, shape: [1, 1], bytes: [0, 1])
    try file.add("g", .bfloat16, shape: [2], bytes: [0, 1, 2, 3])
    try file.add("h", .int32, shape: [1], bytes: [0, 1, 2, 3])
    try file.add("i", .uint32, shape: [1], bytes: [0, 1, 2, 3])
    try file.add("j/\u{e9}\"\\\n\t\u{1}\u{7f}", shape: [2, 2], [1, -2, Float(bitPattern: 0x7fc0_0000), -.infinity])
    try file.add("J", shape: [], [0.5] as [Float])
    try file.add("k", shape: [1], [0.1] as [Double])
    try file.add("l", .int64, shape: [1], bytes: Array(0..<8))
    try file.add("m", .uint64, shape: [1], bytes: Array(0..<8))
    return file
  }

  static func bytes(_ base64: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: base64))) }

  @Test func writerGivesTheBytesOfTheReference() throws {
    #expect(
      try SafetensorsReferenceTests.everyType().serialized() == SafetensorsReferenceTests.bytes(ReferenceFile.everyType)
    )
    #expect(try Safetensors().serialized() == SafetensorsReferenceTests.bytes(ReferenceFile.empty))
  }

  @Test func readerTakesTheFileOfTheReference() throws {
    let expected = try SafetensorsReferenceTests.everyType()
    let file = try Safetensors(parsing: SafetensorsReferenceTests.bytes(ReferenceFile.everyType))
    #expect(file.metadata == expected.metadata)
    #expect(Set(file.tensors.map(\.elementType)) == Set(Safetensors.ElementType.allCases))
    #expect(file.tensors.count == expected.tensors.count)
    for tensor in expected.tensors { #expect(try file.tensor(tensor.name) == tensor) }
    #expect(try file.elements(of: "k") == [0.1] as [Double])
    #expect(try Safetensors(parsing: SafetensorsReferenceTests.bytes(ReferenceFile.empty)) == Safetensors())
  }
}
