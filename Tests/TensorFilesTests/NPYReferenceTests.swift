import Foundation
import TensorFiles
import Testing

/// Against files of NumPy; Fixtures/npy_reference.py made them.
@Suite struct NPYReferenceTests {
  static func bytes(_ base64: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: base64))) }

  @Test(arguments: NPYReferenceFile.all)
  func readerTakesTheFileOfNumPy(_ reference: NPYReferenceFile) throws {
    let array = try NPYArray(parsing: NPYReferenceTests.bytes(reference.file))
    #expect(array.elementType == reference.elementType)
    #expect(array.shape == reference.shape)
    #expect(array.layout == reference.layout)
    let expected = try NPYArray(
      reference.elementType, shape: reference.shape, bytes: NPYReferenceTests.bytes(reference.rowMajor))
    #expect(array.count == expected.count)
    #expect(try array.rowMajorBytes() == expected.bytes)
  }

  @Test(arguments: NPYReferenceFile.all)
  func writerGivesTheBytesOfNumPy(_ reference: NPYReferenceFile) throws {
    var file = try NPYReferenceTests.bytes(reference.file)
    let array = try NPYArray(parsing: file)
    if reference.name.hasPrefix("version") {
      // Read, and written as the version that numpy.save chooses: two bytes less for the length.
      file = Array(file[..<6]) + [1, 0] + file[8..<10] + file[12...]
      let length = Int(file[8]) + Int(file[9]) << 8
      let written = array.serialized()
      #expect((10 + length + 2).isMultiple(of: 64) && written.count == file.count + 2)
      #expect(written.suffix(array.bytes.count) == file.suffix(array.bytes.count))
    } else {
      #expect(array.serialized() == file)
    }
  }

  @Test func everyElementTypeAndVersionIsAmongTheFiles() throws {
    #expect(Set(NPYReferenceFile.all.map(\.elementType)) == Set(NPYArray.ElementType.allCases))
    #expect(Set(try NPYReferenceFile.all.map { try NPYReferenceTests.bytes($0.file)[6] }) == [1, 2, 3])
  }

  @Test func elementsAreNumPysNumbers() throws {
    func array(_ name: String) throws -> NPYArray {
      let file = try #require(NPYReferenceFile.all.first { $0.name == name }).file
      return try NPYArray(parsing: NPYReferenceTests.bytes(file))
    }
    #expect(
      try array("float64").elements() == [0.1, -0.0, .leastNonzeroMagnitude, Double.greatestFiniteMagnitude, .infinity])
    #expect(try array("uint8").elements(shape: [1, 2, 3]) == [250, 251, 252, 253, 254, 255] as [UInt8])
    #expect(try array("int32").elements() == [0, 1, -1, 127, -128, .max, .min] as [Int32])
    #expect(
      try array("int64").elements() == [0, 1, -1, 127, -128, 1 << 31 - 1, -1 << 31, .max, .min] as [Int64])
    #expect(try array("three dimensions, column-major").elements() == Array(0..<24) as [Int32])
    #expect(try array("a single number").elements(shape: []) == [0.5] as [Float])
    #expect(try array("no elements, column-major").elements(shape: [4, 0, 3]) == [] as [Double])
  }

  @Test(arguments: NPYReferenceFile.others.indices)
  func typeThatIsNotReadIsNamed(index: Int) throws {
    let (type, file) = NPYReferenceFile.others[index]
    let error = try failure { _ = try NPYArray(parsing: NPYReferenceTests.bytes(file), name: "a.npy") }
    #expect(error.kind == .unsupported)
    // Behind the length, which takes two bytes more in version 3.0: Latin-1 has no alpha.
    let offset = (type.contains("\u{3b1}") ? 12 : 10) + "{'descr': ".count
    #expect(
      error.description
        == "a.npy, byte \(offset): has elements \(type), expected one of '<f4' '<f8' '|u1' '<i4' '<i8'")
  }
}

extension NPYArray {
  /// What NumPy's `tobytes` gives.
  func rowMajorBytes() throws(TensorFileError) -> [UInt8] {
    switch elementType {
    case .float32: try NPYArray(elements(as: Float.self), shape: shape).bytes
    case .float64: try NPYArray(elements(as: Double.self), shape: shape).bytes
    case .uint8: try elements(as: UInt8.self)
    case .int32: try NPYArray(elements(as: Int32.self), shape: shape).bytes
    case .int64: try NPYArray(elements(as: Int64.self), shape: shape).bytes
    }
  }
}
