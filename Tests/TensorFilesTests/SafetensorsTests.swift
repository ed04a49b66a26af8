import TensorFiles
import Testing

@Suite struct SafetensorsTests {
  static let floats: [Float] = [0, -0.0, 1, -1.5, .pi, .infinity, -.infinity, .leastNonzeroMagnitude]
  static let doubles: [Double] = [0, -0.0, 1, 0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude]

  static func example() throws -> Safetensors {
    var file = Safetensors(metadata: ["seed": "42", "architecture": "784-128-10", "é\u{0}\n\"\\/": "\u{1F600}"])
    try file.add("layers.0.weight", shape: [2, 4], floats)
    try file.add("layers.0.bias", shape: [6], doubles)
    try file.add("empty", shape: [0, 5], [] as [Float])
    try file.add("scalar", shape: [], [7] as [Float])
    try file.add("raw", .bfloat16, shape: [3], bytes: [1, 2, 3, 4, 5, 6])
    return file
  }

  @Test func whatIsWrittenIsRead() throws {
    let file = try SafetensorsTests.example()
    let folder = try TemporaryFolder()
    try file.write(to: folder("a"))
    let loaded = try Safetensors(contentsOf: folder("a"))
    #expect(loaded.metadata == file.metadata)
    #expect(loaded.tensors.map(\.name) == ["layers.0.bias", "empty", "layers.0.weight", "scalar", "raw"])
    for tensor in file.tensors { #expect(try loaded.tensor(tensor.name) == tensor) }
    let weights = try loaded.elements(of: "layers.0.weight", shape: [2, 4], as: Float.self)
    #expect(weights.map(\.bitPattern) == SafetensorsTests.floats.map(\.bitPattern))
    let bias = try loaded.elements(of: "layers.0.bias", as: Double.self)
    #expect(bias.map(\.bitPattern) == SafetensorsTests.doubles.map(\.bitPattern))
    #expect(try loaded.elements(of: "scalar", shape: []) == [7] as [Float])
    #expect(try folder.bytes(of: "a") == file.serialized())
    #expect(try Safetensors(parsing: file.serialized()) == loaded)
  }

  @Test func notANumberKeepsItsBits() throws {
    let patterns: [UInt32] = [0x7fc0_0000, 0xffc0_1234, 0x7fff_ffff]
    var file = Safetensors()
    try file.add("nan", shape: [3], patterns.map(Float.init(bitPattern:)))
    let loaded = try Safetensors(parsing: file.serialized())
    #expect(try loaded.elements(of: "nan", as: Float.self).map(\.bitPattern) == patterns)
  }

  @Test func sameTensorsGiveSameBytesInAnyOrder() throws {
    let file = try SafetensorsTests.example()
    let bytes = try file.serialized()
    for _ in 0..<20 {
      var other = Safetensors()
      for tensor in file.tensors.shuffled() {
        try other.add(tensor.name, tensor.elementType, shape: tensor.shape, bytes: tensor.bytes)
      }
      for pair in file.metadata.shuffled() { other.metadata[pair.key] = pair.value }
      #expect(try other.serialized() == bytes)
    }
    #expect(try Safetensors(parsing: bytes).serialized() == bytes)
  }

  @Test(arguments: 0..<9)
  func tensorsStartAtAMultipleOfEightBytes(nameLength: Int) throws {
    var file = Safetensors()
    try file.add(String(repeating: "n", count: nameLength), shape: [1], [1] as [Double])
    #expect((try file.serialized().count).isMultiple(of: 8))
    #expect(try Safetensors(parsing: file.serialized()) == file)
  }

  @Test func otherTypeNameOrShapeIsAMismatch() throws {
    let file = try SafetensorsTests.example()
    func problem(_ body: () throws -> Void) throws -> String {
      let error = try failure(of: body)
      #expect(error.kind == .mismatch)
      return error.problem
    }
    let type = try problem { _ = try file.elements(of: "layers.0.bias", as: Float.self) }
    #expect(type == "tensor 'layers.0.bias' has elements F64, expected F32")
    let shape = try problem { _ = try file.elements(of: "layers.0.weight", shape: [4, 2], as: Float.self) }
    #expect(shape == "tensor 'layers.0.weight' has shape [2, 4], expected [4, 2]")
    let name = try problem { _ = try file.tensor("w") }
    #expect(name == "no tensor 'w' among layers.0.weight, layers.0.bias, empty, scalar, raw")
    #expect(try problem { _ = try Safetensors().tensor("w") } == "no tensor 'w', nor any other")
  }

  /// Swift takes the composed letter and the one with a combining accent for one string.
  @Test func namesAreWhatTheirBytesAre() throws {
    let (composed, combining) = ("caf\u{e9}", "cafe\u{301}")
    #expect(composed == combining)
    var file = Safetensors()
    try file.add(composed, shape: [1], [1] as [Float])
    try file.add(combining, shape: [1], [2] as [Float])
    let loaded = try Safetensors(parsing: file.serialized())
    #expect(loaded.tensors.map(\.name.utf8.count).sorted() == [5, 6])
    #expect(try loaded.elements(of: composed) == [1] as [Float])
    #expect(try loaded.elements(of: combining) == [2] as [Float])
    var (one, other) = (Safetensors(), Safetensors())
    try one.add(composed, shape: [1], [1] as [Float])
    try other.add(combining, shape: [1], [1] as [Float])
    #expect(one != other)
    #expect(try failure { _ = try one.tensor(combining) }.kind == .mismatch)
    #expect(Safetensors(metadata: [composed: "1"]) != Safetensors(metadata: [combining: "1"]))
    #expect(Safetensors(metadata: ["k": composed]) != Safetensors(metadata: ["k": combining]))
    #expect(Safetensors(metadata: [composed: "1", "k": "2"]) == Safetensors(metadata: ["k": "2", composed: "1"]))
  }

  @Test func tensorThatCannotBeWrittenIsNotAdded() throws {
    var file = try SafetensorsTests.example()
    let before = file
    func kind(_ name: String, _ shape: [Int], _ values: [Float]) throws -> TensorFileError.Kind {
      try failure { try file.add(name, shape: shape, values) }.kind
    }
    #expect(try kind("raw", [1], [1]) == .mismatch)
    #expect(try kind("__metadata__", [1], [1]) == .mismatch)
    #expect(try kind("new", [2], [1]) == .mismatch)
    #expect(try kind("new", [-1, -1], [1]) == .mismatch)
    #expect(try kind("new", [Int.max, 2], [1]) == .mismatch)
    #expect(try kind("new", [1 << 62, 1], [1]) == .mismatch)
    #expect(file == before)
  }
}
