import TensorFiles
import Testing

/// A `.npy` file with this header and this many bytes of elements.
func npyFile(_ header: String, version: UInt8 = 1, data: Int = 0) -> [UInt8] {
  let text = Array(header.utf8)
  let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
  return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + Array(repeating: 1, count: data)
}

/// A file that is no sound `.npy` file, and what is told.
struct NPYDefect: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let kind: TensorFileError.Kind
  let offset: Int?
  let words: String
  var testDescription: String { words }

  init(_ bytes: [UInt8], _ kind: TensorFileError.Kind, at offset: Int?, _ words: String) {
    self.bytes = bytes
    self.kind = kind
    self.offset = offset
    self.words = words
  }

  /// A file of version 1.0 with this header.
  init(
    _ header: String, data: Int = 0, _ kind: TensorFileError.Kind = .malformed, at offset: Int?, _ words: String
  ) {
    self.init(npyFile(header, data: data), kind, at: offset, words)
  }

  /// A file of such a shape, written by Python, and bytes of elements.
  init(shape: String, data: Int = 0, _ kind: TensorFileError.Kind = .malformed, at offset: Int?, _ words: String) {
    self.init(
      "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }\n", data: data, kind, at: offset, words)
  }
}

@Suite struct NPYDefectTests {
  static let sound = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n"

  static let prefixes: [NPYDefect] = [
    .init([], .wrongSize, at: 0, "ends inside its first 8 bytes"),
    .init([0x1f, 0x8b, 8, 8, 0, 0], .compressed, at: nil, "unpack it with gunzip first"),
    .init(Array("PK\u{3}\u{4}rest".utf8), .unsupported, at: nil, "is a zip archive, as .npz files are"),
    .init(Array("<html><body>".utf8), .malformed, at: 0, "starts with 0x3c 0x68 0x74 0x6d 0x6c 0x3e, expected 0x93"),
    .init([0x93] + Array("NUMPX".utf8) + [1, 0, 0, 0], .malformed, at: 0, "expected 0x93 NUMPY"),
    .init(Array(npyFile(sound, data: 6).prefix(7)), .wrongSize, at: 7, "ends inside its first 8 bytes"),
    .init(
      Array(npyFile(sound, data: 6).prefix(9)), .wrongSize, at: 9, "inside the length of its header, up to byte 10"),
    .init(Array(npyFile(sound, version: 2).prefix(11)), .wrongSize, at: 11, "length of its header, up to byte 12"),
    .init(npyFile(sound, version: 0, data: 6), .unsupported, at: 6, "format version 0.0, expected 1.0, 2.0 or 3.0"),
    .init(npyFile(sound, version: 4, data: 6), .unsupported, at: 6, "format version 4.0"),
    .init([0x93] + Array("NUMPY".utf8) + [1, 1, 0, 0], .unsupported, at: 6, "format version 1.1"),
    .init(
      [0x93] + Array("NUMPY".utf8) + [1, 0, 255, 255, 1], .wrongSize, at: 11, "its header, which takes 65535 bytes"),
    .init(
      [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255, 1], .wrongSize, at: 13, "which takes 4294967295 bytes"),
  ]

  static let syntax: [NPYDefect] = [
    .init("", at: 10, "found the end of the header, expected '{'"),
    .init("   \n", at: 14, "found the end of the header, expected '{'"),
    .init("[]\n", at: 10, "found 0x5b, expected '{'"),
    .init("{}\n", at: 10, "lacks its descr, fortran_order or shape"),
    .init("{,}\n", at: 11, "found 0x2c, expected a string in quotes"),
    .init("{'descr'", at: 18, "found the end of the header, expected ':'"),
    .init("{'descr: ", at: 19, "found the end of the header, expected a closing quote"),
    .init("{'descr\": '<f4'}\n", at: 21, "found 0x3c, expected ':'"),
    .init("{'de\\x73cr': '<f4'}\n", at: 14, "found 0x5c, expected a printable ASCII character"),
    .init("{'descr\n': '<f4'}\n", at: 17, "found 0x0a, expected a printable ASCII character"),
    .init("{'descr\u{e9}': '<f4'}\n", at: 17, "found 0xc3, expected a printable ASCII character"),
    .init("{u'descr': '<f4'}\n", at: 11, "found 0x75, expected a string in quotes"),
    .init("{'\(String(repeating: "x", count: 301))': 1}\n", at: 312, "expected the end of a long string"),
    .init("{'descr': '<f4' 'shape': ()}\n", at: 26, "found 0x27, expected ','"),
    .init("{'descr': '<f' '4'}\n", .unsupported, at: 20, "has elements '<f', expected one of"),
    .init("{'descr': '<f4',, 'shape': ()}\n", at: 26, "expected a string in quotes"),
    .init("{'descr': <f4}\n", at: 20, "found 0x3c, expected a string in quotes"),
    .init("{'descr': None}\n", at: 20, "found 0x4e, expected a string in quotes"),
    .init("{'fortran_order': false}\n", at: 28, "found 0x66, expected True or False"),
    .init("{'fortran_order': 0}\n", at: 28, "found 0x30, expected True or False"),
    .init("{'fortran_order': Truer}\n", at: 32, "found 0x72, expected ','"),
    .init("{'shape': [2]}\n", at: 20, "found 0x5b, expected '('"),
    .init("{'shape': 2}\n", at: 20, "found 0x32, expected '('"),
    .init(shape: "(2)", data: 2, at: 62, "found ')', expected ','"),
    .init(shape: "(2,,)", data: 2, at: 63, "found 0x2c, expected a whole number"),
    .init(shape: "(,)", data: 1, at: 61, "found 0x2c, expected a whole number"),
    .init(shape: "(2, 3", data: 6, at: 67, "found 0x7d, expected a whole number"),
    .init(shape: "(-1,)", at: 61, "found 0x2d, expected a whole number"),
    .init(shape: "(+1,)", data: 1, at: 61, "found 0x2b, expected a whole number"),
    .init(shape: "(1.0,)", data: 1, at: 62, "found 0x2e, expected ','"),
    .init(shape: "(1_0,)", data: 10, at: 62, "found 0x5f, expected ','"),
    .init(shape: "(0x1,)", data: 1, at: 62, "found 0x78, expected ','"),
    .init(shape: "(01,)", data: 1, at: 61, "a number that starts with 0"),
    .init(shape: "(True,)", data: 1, at: 61, "found 0x54, expected a whole number"),
    .init(shape: "(2*3,)", data: 6, at: 62, "found 0x2a, expected ','"),
    .init(shape: "(9223372036854775808,)", at: 61, "a number larger than 9223372036854775807"),
    .init(shape: "(99999999999999999999,)", at: 61, "a number larger than 9223372036854775807"),
    .init(String(sound.dropLast()), data: 6, at: 69, "found the end of the header, expected a line feed"),
    .init(sound + " ", data: 6, at: 71, "found the end of the header, expected a line feed"),
    .init(sound + "}\n", data: 6, at: 70, "found 0x7d, expected the end of the header"),
    .init(sound + "# 3\n", data: 6, at: 70, "found 0x23, expected the end of the header"),
    .init(sound + "\u{0}\n", data: 6, at: 70, "found 0x00, expected the end of the header"),
    .init(npyFile("{'shape': (1L,)}\n", version: 3), .malformed, at: 24, "found 0x4c, expected ','"),
  ]

  static let contents: [NPYDefect] = [
    .init("{'descr': '|u1', 'shape': (2, 3), }\n", data: 6, at: 10, "lacks its descr, fortran_order or shape"),
    .init("{'descr': '|u1', 'fortran_order': False}\n", data: 1, at: 10, "lacks its descr, fortran_order or shape"),
    .init("{'descr': '|u1', 'descr': '|u1'}\n", at: 27, "the key 'descr' comes twice"),
    .init("{'shape': (1,), \"shape\": (1,)}\n", at: 26, "the key 'shape' comes twice"),
    .init("{'fortran_order': True, 'fortran_order': True}\n", at: 34, "the key 'fortran_order' comes twice"),
    .init("{'descr': '|u1', 'Shape': ()}\n", at: 27, "an unknown key 'Shape'"),
    .init("{'': ''}\n", at: 11, "an unknown key ''"),
    .init("{'descr': 'float32'}\n", .unsupported, at: 20, "has elements 'float32', expected one of '<f4' '<f8' '|u1'"),
    .init("{'descr': 'f4'}\n", .unsupported, at: 20, "has elements 'f4'"),
    .init("{'descr': '<u1'}\n", .unsupported, at: 20, "has elements '<u1'"),
    .init("{'descr': \">i4\"}\n", .unsupported, at: 20, "has elements \">i4\", expected one of"),
    .init("{'descr': ('<f4', (2,))}\n", .unsupported, at: 20, "has elements ('<f4', (2,)), expected one of"),
    .init("{'descr': [('a', '<f4'", .unsupported, at: 20, "has elements [('a', '<f4', expected one of"),
    .init("{'descr': \(String(repeating: "[", count: 60_000))", .unsupported, at: 20, "has elements [[[["),
    .init(
      shape: "(2, 3)", data: 5, .wrongSize, at: 75, "5 bytes after the header, expected 6 for '|u1' of shape [2, 3]"),
    .init(shape: "(2, 3)", data: 7, .wrongSize, at: 76, "7 bytes after the header, expected 6"),
    .init(shape: "()", data: 0, .wrongSize, at: 66, "0 bytes after the header, expected 1"),
    .init(shape: "(3, 0)", data: 1, .wrongSize, at: 70, "1 bytes after the header, expected 0"),
    .init(
      "{'descr': '<f8', 'fortran_order': True, 'shape': (1152921504606846976,)}\n", data: 8, at: 50,
      "has a size that overflows: '<f8' of shape [1152921504606846976]"),
    .init(shape: "(4611686018427387904, 4, 0)", at: 51, "has a size that overflows"),
    .init(shape: "(0, 4611686018427387904, 4)", at: 51, "has a size that overflows"),
    // Fits an Int, and is more than any machine has: nothing may be allocated for it.
    .init(shape: "(9223372036854775807,)", data: 1, .wrongSize, at: 87, "1 bytes after the header, expected 922337"),
    .init(
      shape: "(\(String(repeating: "1, ", count: 65)))", data: 1, .unsupported, at: 61 + 3 * 64,
      "more than 64 dimensions"),
  ]

  @Test(arguments: prefixes + syntax + contents)
  func eachDefectHasItsSentence(defect: NPYDefect) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", defect.bytes)
    let error = try failure { _ = try NPYArray(contentsOf: path) }
    #expect(error.file == path)
    #expect(error.kind == defect.kind)
    #expect(error.offset == defect.offset, "\(error)")
    #expect(error.description.contains(defect.words), "\(error)")
    let inMemory = try failure { _ = try NPYArray(parsing: defect.bytes, name: path) }
    #expect(inMemory == error)
  }

  @Test(arguments: [
    "{'shape': (2, 3), 'fortran_order': False, 'descr': '|u1'}\n",
    "{\"descr\":\"|u1\",\"fortran_order\":False,\"shape\":(2,3)}\n",
    " \t{ 'descr' :\n'|u1' ,\r\n\t'fortran_order':False,'shape'\u{c}: ( 2 , 3 , ) , }  \n\n \n",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2L, 3L), }\n",
  ])
  func soundHeadersOfOtherWritersAreRead(header: String) throws {
    for version in [1, 2] as [UInt8] {
      let array = try NPYArray(parsing: npyFile(header, version: version, data: 6))
      #expect(array.shape == [2, 3] && array.elementType == .uint8 && array.layout == .rowMajor)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt8])
  func everyTruncationIsTold(version: UInt8) throws {
    let whole = npyFile(NPYDefectTests.sound, version: version, data: 6)
    for count in whole.indices {
      let error = try failure { _ = try NPYArray(parsing: Array(whole.prefix(count))) }
      #expect(error.kind == .wrongSize)
      #expect(error.offset == count)
    }
  }

  @Test func hostileTextIsShortenedInTheError() throws {
    let type = "[('" + String(repeating: "x", count: 50_000) + "', '<f4')]"
    let error = try failure { _ = try NPYArray(parsing: npyFile("{'descr': \(type)}\n")) }
    #expect(error.kind == .unsupported && error.problem.utf8.count < 500)
  }
}
