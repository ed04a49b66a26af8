import TensorFiles
import Testing

@Suite struct IDXArrayTests {
  @Test(arguments: [[0], [1], [7], [2, 3], [0, 28, 28], [3, 0, 5], [2, 3, 4], [1, 1, 1, 1, 5]])
  func whatIsWrittenIsRead(dimensions: [Int]) throws {
    let count = dimensions.reduce(1, *)
    let array = try IDXArray(
      shape: dimensions, bytes: (0..<count).map { UInt8(truncatingIfNeeded: 17 * $0 + 200) })
    let folder = try TemporaryFolder()
    try array.write(to: folder("a"))
    #expect(try IDXArray(contentsOf: folder("a")) == array)
    #expect(try IDXArray(parsing: array.serialized()) == array)
    #expect(try folder.bytes(of: "a") == array.serialized())
    #expect(try folder.names == ["a"])
  }

  @Test func rank255IsReadAndWritten() throws {
    let array = try IDXArray(shape: Array(repeating: 1, count: 254) + [3], bytes: [1, 2, 3])
    #expect(array.serialized().count == 4 + 4 * 255 + 3)
    let folder = try TemporaryFolder()
    try array.write(to: folder("a"))
    #expect(try IDXArray(contentsOf: folder("a")) == array)
  }

  @Test func headerIsBigEndian() throws {
    let bytes = try IDXArray(shape: [1, 258], bytes: Array(repeating: 9, count: 258)).serialized()
    #expect(bytes.prefix(13) == [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 1, 2, 9])
  }

  @Test func manyBlocksAreReadInOrder() throws {
    // More than a pipe or page cache block: 3 MB with a period that no block size divides.
    let bytes = (0..<3_000_017).map { UInt8(truncatingIfNeeded: $0 % 251) }
    let folder = try TemporaryFolder()
    let array = try IDXArray(shape: [bytes.count], bytes: bytes)
    try array.write(to: folder("a"))
    #expect(try IDXArray(contentsOf: folder("a")).bytes == bytes)
  }

  @Test(arguments: [
    ([], [1]), ([2], [1]), ([-1], []), ([1 << 32], []), ([Int.max, Int.max], []),
    ([0, 4_294_967_296], []), ([4_294_967_296, 0], []), (Array(repeating: 1, count: 256), [1]),
  ])
  func dimensionsThatDoNotFitAreRefused(dimensions: [Int], bytes: [UInt8]) throws {
    #expect(try failure { _ = try IDXArray(shape: dimensions, bytes: bytes) }.kind == .mismatch)
  }
}
