import TensorFiles
import Testing

/// One rule for shapes in every format.
@Suite struct ShapeTests {
  /// Whether an array of bytes without elements can be made, written and read in this shape, in each of the formats.
  private func isShape(_ shape: [Int]) throws -> [Bool] {
    func succeeds(_ body: () throws -> Void) throws -> Bool {
      do { try body() } catch let error as TensorFileError where error.kind == .mismatch { return false }
      return true
    }
    return [
      try succeeds {
        var file = Safetensors()
        try file.add("a", .uint8, shape: shape, bytes: [])
        #expect(try Safetensors(parsing: file.serialized()) == file)
      },
      try succeeds {
        let array = try NPYArray(.uint8, shape: shape, bytes: [])
        #expect(try NPYArray(parsing: array.serialized()) == array)
      },
      try succeeds {
        let array = try IDXArray(shape: shape, bytes: [])
        #expect(try IDXArray(parsing: array.serialized()) == array)
      },
    ]
  }

  @Test func theOrderOfDimensionsDoesNotMatter() throws {
    for (large, isShape) in [(3_037_000_499, true), (3_037_000_500, false), (Int(UInt32.max), false)] {
      for shape in [
        [0, large, large], [large, 0, large], [large, large, 0], [large, large, 0, 0], [0, large, large, 1],
      ] {
        #expect(try self.isShape(shape) == Array(repeating: isShape, count: 3), "\(shape)")
      }
    }
  }

  @Test func theSizeOfAnElementCounts() {
    #expect(byteCount([1 << 60, 0], size: 4) == 0 && byteCount([0, 1 << 60], size: 4) == 0)
    #expect(byteCount([1 << 61, 0], size: 4) == nil && byteCount([0, 1 << 61], size: 4) == nil)
    #expect(byteCount([Int.max]) == Int.max && byteCount([Int.max], size: 2) == nil)
    #expect(byteCount([], size: 8) == 8 && byteCount([3, 2], size: 8) == 48)
    #expect(byteCount([-1]) == nil && byteCount([0, -1]) == nil && byteCount([-1, -1]) == nil)
  }
}
