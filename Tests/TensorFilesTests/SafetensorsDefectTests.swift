import TensorFiles
import Testing

/// A file that is no sound safetensors file, and what is told.
struct SafetensorsDefect: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let kind: TensorFileError.Kind
  let words: String
  var testDescription: String { words }

  init(_ bytes: [UInt8], _ kind: TensorFileError.Kind, _ words: String) {
    self.bytes = bytes
    self.kind = kind
    self.words = words
  }

  /// A file with that header and `data` zero bytes behind it.
  init(_ header: String, data: Int = 0, _ kind: TensorFileError.Kind, _ words: String) {
    self.init(safetensorsFile(header, data: data), kind, words)
  }

  /// The same, malformed.
  init(_ header: String, data: Int = 0, _ words: String) {
    self.init(safetensorsFile(header, data: data), .malformed, words)
  }
}

func safetensorsFile(_ header: String, data: Int) -> [UInt8] {
  let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
  return length + header.utf8 + Array(repeating: 0, count: data)
}

@Suite struct SafetensorsDefectTests {
  static func tensor(_ name: String, _ shape: String, _ offsets: String, type: String = "F32") -> String {
    "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offsets)]}"
  }

  static let lengths: [SafetensorsDefect] = [
    .init([], .wrongSize, "byte 0: the file ends inside its first 8 bytes"),
    .init([8, 0, 0, 0, 0, 0, 0], .wrongSize, "byte 7: the file ends inside its first 8 bytes"),
    .init([0, 0, 0, 0, 0, 0, 0, 0], .malformed, "byte 8: the header starts with nothing, expected '{'"),
    .init([2, 0, 0, 0, 0, 0, 0, 0, 0x7b], .wrongSize, "byte 9: the file ends inside its header"),
    .init([0, 0xe1, 0xf5, 5, 0, 0, 0, 0], .wrongSize, "which takes 100000000 bytes"),
    .init([1, 0xe1, 0xf5, 5, 0, 0, 0, 0], .malformed, "byte 0: a header of 100000001 bytes"),
    .init(Array(repeating: 0xff, count: 8), .malformed, "a header of 18446744073709551615 bytes"),
    .init(Array("PK\u{3}\u{4}zip archive".utf8), .malformed, "not a safetensors file"),
  ]

  static let syntax: [SafetensorsDefect] = [
    .init(" {}", "byte 8: the header starts with 0x20, expected '{'"),
    .init("[]", "starts with 0x5b"),
    .init("{", "byte 9: found the end of the header, expected '\"'"),
    .init("{} x", "byte 11: found 0x78, expected the end of the header"),
    .init("{}\0", "found 0x00, expected the end"),
    .init("{\(tensor("a", "1", "0,4")),}", data: 4, "found 0x7d, expected '\"'"),
    .init("{\"a\":1}", "found 0x31, expected '{'"),
    .init("{\"a\":{}}", "lacks its dtype, shape or two data_offsets"),
    .init("{\"a\":{\"dtype\":\"F32\",\"shape\":[0]}}", "lacks its dtype, shape or two data_offsets"),
    .init("{\(tensor("a", "1", "0,4,4"))}", data: 4, "lacks its dtype, shape or two data_offsets"),
    .init("{\(tensor("a", "1", "4"))}", data: 4, "lacks its dtype, shape or two data_offsets"),
    .init("{\(tensor("a", "1.0", "0,4"))}", data: 4, "found 0x2e, expected ']'"),
    .init("{\(tensor("a", "1e0", "0,4"))}", data: 4, "found 0x65, expected ']'"),
    .init("{\(tensor("a", "-1", "0,4"))}", data: 4, "found 0x2d, expected a whole number"),
    .init("{\(tensor("a", "01", "0,4"))}", data: 4, "a number that starts with 0"),
    .init("{\(tensor("a", "9223372036854775808", "0,4"))}", data: 4, "a number larger than 9223372036854775807"),
    .init("{\(tensor("a", "1,", "0,4"))}", data: 4, "expected a whole number"),
    .init("{\(tensor("a\n", "1", "0,4"))}", data: 4, "found 0x0a, expected no control character in a string"),
    .init("{\(tensor("a\\q", "1", "0,4"))}", data: 4, "found 0x71, expected an escape"),
    .init("{\(tensor("a\\u12g4", "1", "0,4"))}", data: 4, "expected four hexadecimal digits"),
    .init("{\(tensor("\\ud800", "1", "0,4"))}", data: 4, "found 0x22, expected '\\'"),
    .init("{\(tensor("\\ud800\\u0041", "1", "0,4"))}", data: 4, "half of a surrogate pair"),
    .init("{\(tensor("\\udc00", "1", "0,4"))}", data: 4, "half of a surrogate pair"),
    .init("{\"a", "found the end of the header, expected '\"'"),
    .init("{\"a\\", "found the end of the header, expected an escape"),
    .init("{\"a\\u00", "expected four hexadecimal digits"),
    .init("{\"__metadata__\":{\"a\":1}}", "found 0x31, expected '\"'"),
    .init("{\"__metadata__\":[]}", "found 0x5b, expected '{'"),
    .init([3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xff], .malformed, "found the end of the header"),
    .init([6, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d], .malformed, "not valid UTF-8"),
    // UTF-16, which Foundation's decoder takes.
    .init([4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0, 0x7d, 0], .malformed, "found 0x00"),
  ]

  static let contents: [SafetensorsDefect] = [
    .init(
      "{\(tensor("a", "1", "0,4", type: "F31"))}", data: 4, .unsupported, "elements 'F31', expected one of BOOL U8"),
    .init("{\(tensor("a", "1", "0,4", type: "f32"))}", data: 4, .unsupported, "elements 'f32'"),
    .init("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"x\":\"\"}}", data: 4, "unknown key 'x'"),
    .init("{\(tensor("a", "1", "0,4")),\(tensor("a", "1", "4,8"))}", data: 8, "the key 'a' comes twice"),
    .init("{\(tensor("a", "1", "0,4")),\(tensor("\\u0061", "1", "4,8"))}", data: 8, "the key 'a' comes twice"),
    .init("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "the key 'dtype' comes twice"),
    .init("{\"__metadata__\":{},\"__metadata__\":{}}", "the key '__metadata__' comes twice"),
    .init("{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}", "the key 'k' comes twice"),
    .init(
      "{\(tensor("\u{e9}", "1", "0,4")),\(tensor("\\u00e9", "1", "4,8"))}", data: 8, "the key '\u{e9}' comes twice"),
    .init(
      "{\"__metadata__\":{\"\u{e9}\":\"\",\"e\u{301}\":\"\"}}", .unsupported,
      "the metadata keys '\u{e9}' and 'e\u{301}' differ in their Unicode form alone"),
    .init("{\(tensor("a", "2", "0,8")),\(tensor("b", "1", "4,8"))}", data: 8, "'b' overlaps the tensor before it"),
    .init("{\(tensor("a", "1", "0,4")),\(tensor("b", "1", "0,4"))}", data: 4, "'b' overlaps the tensor before it"),
    .init("{\(tensor("a", "1", "0,4")),\(tensor("b", "1", "8,12"))}", data: 12, "'b' leaves a gap before it"),
    .init("{\(tensor("a", "1", "4,8"))}", data: 8, "'a' leaves a gap before it: it begins at 4"),
    .init("{\(tensor("a", "1", "4,0"))}", data: 4, "'a' ends before it begins"),
    .init("{\(tensor("a", "2", "0,4"))}", data: 4, "'a' has 4 bytes, expected 8 for F32 of shape [2]"),
    .init("{\(tensor("a", "", "0,8"))}", data: 8, "'a' has 8 bytes, expected 4 for F32 of shape []"),
    .init("{\(tensor("a", "0", "0,4"))}", data: 4, "'a' has 4 bytes, expected 0"),
    .init("{\(tensor("a", "1", "0,4"))}", data: 3, .wrongSize, "3 bytes after the header, expected 4"),
    .init("{\(tensor("a", "1", "0,4"))}", data: 5, .wrongSize, "5 bytes after the header, expected 4"),
    .init("{}", data: 1, .wrongSize, "byte 10: 1 bytes after the header, expected 0"),
    .init("{\(tensor("a", "4611686018427387904,2", "0,0"))}", "has a size that overflows"),
    .init("{\(tensor("a", "4611686018427387904", "0,0"))}", "has a size that overflows"),
    .init("{\(tensor("a", "4294967296,4294967296,0", "0,0"))}", "has a size that overflows"),
    .init("{\(tensor("a", "0,4294967296,4294967296", "0,0"))}", "has a size that overflows"),
    .init("{\(tensor("a", "4611686018427387904,0", "0,0"))}", "has a size that overflows"),
    .init("{\(tensor("a", "0,2305843009213693952", "0,0"))}", "has a size that overflows"),
    // Sound in itself, and more than any machine has: nothing may be allocated for it.
    .init("{\(tensor("a", "2305843009213693951", "0,9223372036854775804"))}", data: 4, .wrongSize, "4 bytes after"),
  ]

  @Test(arguments: lengths + syntax + contents)
  func eachDefectHasItsSentence(defect: SafetensorsDefect) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", defect.bytes)
    let error = try failure { _ = try Safetensors(contentsOf: path) }
    #expect(error.file == path)
    #expect(error.kind == defect.kind)
    #expect(error.description.contains(defect.words), "\(error)")
    let inMemory = try failure { _ = try Safetensors(parsing: defect.bytes, name: path) }
    #expect(inMemory == error)
  }

  @Test(arguments: [
    "{}   ", "{ \"a\" :\t{ \"data_offsets\":[ 0 , 4 ],\r\n \"shape\":[ ], \"dtype\":\"\\u00463\\u0032\" } }\n",
    "{\(tensor("b", "1", "0,4")),\(tensor("\\ud83d\\ude00", "0", "0,0"))}",
    "{\(tensor("late", "0", "4,4")),\(tensor("b", "1", "0,4"))}",
  ])
  func soundHeadersOfOtherWritersAreRead(header: String) throws {
    let file = try Safetensors(parsing: safetensorsFile(header, data: header.count < 8 ? 0 : 4))
    #expect(file.tensors.reduce(0) { $0 + $1.bytes.count } == (header.count < 8 ? 0 : 4))
  }

  @Test func everyTruncationIsTold() throws {
    let whole = try SafetensorsReferenceTests.everyType().serialized()
    for count in whole.indices {
      #expect(try failure { _ = try Safetensors(parsing: Array(whole.prefix(count))) }.kind == .wrongSize)
    }
  }
}
