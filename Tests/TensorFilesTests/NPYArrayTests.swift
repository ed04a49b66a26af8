import TensorFiles
import Testing

@Suite struct NPYArrayTests {
  @Test(arguments: [[], [0], [1], [7], [2, 3], [0, 28, 28], [3, 0, 5], [2, 3, 4], [1, 1, 1, 1, 5]])
  func whatIsWrittenIsRead(shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let floats = (0..<count).map { Float($0) - 2.5 }
    let array = try NPYArray(floats, shape: shape)
    let folder = try TemporaryFolder()
    try array.write(to: folder("a"))
    let loaded = try NPYArray(contentsOf: folder("a"))
    #expect(loaded == array)
    #expect(loaded.name == folder("a"))
    #expect(try loaded.elements(shape: shape) == floats)
    #expect(try NPYArray(parsing: array.serialized()) == array)
    #expect(try folder.bytes(of: "a") == array.serialized())
    #expect(try folder.names == ["a"])
  }

  @Test func everyElementTypeKeepsItsBits() throws {
    func check<Element: NPYElement & Equatable>(_ values: [Element], _ bytes: [UInt8]) throws {
      let array = try NPYArray(values, shape: [values.count])
      #expect(array.bytes == bytes)
      #expect(try NPYArray(parsing: array.serialized()).elements() == values)
    }
    try check([1, -2] as [Float], [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])
    try check([-2] as [Double], [0, 0, 0, 0, 0, 0, 0, 0xc0])
    try check([1, 255] as [UInt8], [1, 255])
    try check([258, -2] as [Int32], [2, 1, 0, 0, 0xfe, 0xff, 0xff, 0xff])
    try check([258] as [Int64], [2, 1, 0, 0, 0, 0, 0, 0])
    let patterns: [UInt32] = [0x7fc0_0000, 0xffc0_1234, 0x7fff_ffff]
    let nan = try NPYArray(patterns.map(Float.init(bitPattern:)), shape: [3])
    #expect(try nan.elements(as: Float.self).map(\.bitPattern) == patterns)
  }

  @Test func headerIsThatOfNumPy() throws {
    let bytes = try NPYArray(Array(repeating: 0 as Float, count: 12), shape: [3, 4]).serialized()
    #expect(bytes.prefix(10) == [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0])
    let text = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }   "))
    #expect(text.hasSuffix(" \n"))
    #expect(bytes.count == 128 + 48)
  }

  /// NumPy leaves 21 places for the dimension along which a file can grow: the last one of a column-major array, the first
  /// one of a row-major array. The first one has fewer digits here, and more spaces after it: 64 bytes more.
  @Test func headerHasRoomForTheDimensionThatMayGrow() throws {
    let shape = [2] + Array(repeating: 1, count: 12) + [1000]
    func count(_ layout: NPYArray.Layout) throws -> Int {
      try NPYArray(.uint8, shape: shape, layout: layout, bytes: Array(repeating: 0, count: 2000)).serialized().count
    }
    #expect(try count(.columnMajor) == 128 + 2000)
    #expect(try count(.rowMajor) == 192 + 2000)
  }

  /// (i, j, k) holds 100 i + 10 j + k, whatever the order in the file.
  @Test(arguments: [[2, 3], [3, 2, 4], [1, 3, 2], [2, 1, 3], [2, 3, 1], [4, 1, 1, 3]])
  func elementsOfColumnMajorArrayAreRowMajor(shape: [Int]) throws {
    func digits(_ place: Int, lastFirst: Bool) -> Int64 {
      var rest = place
      var indexes = Array(repeating: 0, count: shape.count)
      for axis in lastFirst ? Array(shape.indices.reversed()) : Array(shape.indices) {
        indexes[axis] = rest % shape[axis]
        rest /= shape[axis]
      }
      return indexes.reduce(0) { 10 * $0 + Int64($1) }
    }
    let count = shape.reduce(1, *)
    let inFile = try NPYArray((0..<count).map { digits($0, lastFirst: false) }, shape: [count]).bytes
    let array = try NPYArray(.int64, shape: shape, layout: .columnMajor, bytes: inFile)
    #expect(array.layout == .columnMajor)
    #expect(try array.elements() == (0..<count).map { digits($0, lastFirst: true) })
    let loaded = try NPYArray(parsing: array.serialized())
    #expect(loaded == array)
    #expect(loaded.serialized() == array.serialized())
  }

  @Test(arguments: [[], [3], [0, 2], [1, 3], [3, 1], [1, 3, 1]])
  func orderThatMakesNoDifferenceIsRowMajor(shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let array = try NPYArray(.uint8, shape: shape, layout: .columnMajor, bytes: Array(repeating: 7, count: count))
    #expect(array.layout == .rowMajor)
    #expect(array.serialized().contains(Array("'fortran_order': False".utf8)))
  }

  @Test func manyElementsAreReadInOrder() throws {
    let doubles = (0..<400_003).map(Double.init)
    let folder = try TemporaryFolder()
    try NPYArray(doubles, shape: [doubles.count]).write(to: folder("a"))
    #expect(try NPYArray(contentsOf: folder("a")).elements() == doubles)
  }

  @Test func otherTypeOrShapeIsAMismatch() throws {
    let array = try NPYArray([1, 2, 3, 4, 5, 6] as [Double], shape: [2, 3])
    let type = try failure { _ = try array.elements(as: Float.self) }
    #expect(type == TensorFileError(.mismatch, file: ".npy array", "has elements '<f8', expected '<f4'"))
    let shape = try failure { _ = try array.elements(shape: [3, 2], as: Double.self) }
    #expect(shape == TensorFileError(.mismatch, file: ".npy array", "has shape [2, 3], expected [3, 2]"))
  }

  /// A type of somebody else.
  private struct Pair: NPYElement, SafetensorsElement {
    var (first, second) = (0 as Float, 0 as Float)
  }

  @Test func elementsOfATypeThatIsNotKnownAreAMismatch() throws {
    let written = try failure { _ = try NPYArray([Pair(), Pair()], shape: [2]) }
    let problem = "elements of Pair, expected Float, Double, UInt8, Int32 or Int64"
    #expect(written == TensorFileError(.mismatch, file: ".npy array", problem))
    let array = try NPYArray([1, 2] as [Float], shape: [2])
    #expect(try failure { _ = try array.elements(as: Pair.self) }.problem == problem)
    var file = Safetensors()
    #expect(
      try failure { try file.add("a", shape: [1], [Pair()]) }.problem == "elements of Pair, expected Float or Double")
    try file.add("a", shape: [2], [1, 2] as [Float])
    #expect(try failure { _ = try file.elements(of: "a", as: Pair.self) }.kind == .mismatch)
  }

  @Test(arguments: [
    ([], 0), ([2], 1), ([-1], 0), ([-1, -1], 1), ([Int.max, 2], 1), ([1 << 62, 4, 0], 0), ([0, 1 << 62, 4], 0),
    (Array(repeating: 1, count: 65), 1),
  ])
  func shapeThatDoesNotFitIsRefused(shape: [Int], count: Int) throws {
    let bytes = Array(repeating: 1 as UInt8, count: count)
    #expect(try failure { _ = try NPYArray(bytes, shape: shape) }.kind == .mismatch)
    #expect(try failure { _ = try NPYArray(.uint8, shape: shape, bytes: bytes) }.kind == .mismatch)
  }
}
