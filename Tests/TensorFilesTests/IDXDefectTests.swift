import TensorFiles
import Testing

/// A file that is no sound IDX file, and what is told.
struct IDXDefect: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let kind: TensorFileError.Kind
  let offset: Int?
  let words: String
  var testDescription: String { words }

  init(_ bytes: [UInt8], _ kind: TensorFileError.Kind, _ offset: Int?, _ words: String) {
    self.bytes = bytes
    self.kind = kind
    self.offset = offset
    self.words = words
  }
}

@Suite struct IDXDefectTests {
  static let header: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3]
  static let huge: [UInt8] = [0xff, 0xff, 0xff, 0xff]

  static let defects: [IDXDefect] = [
    .init([], .wrongSize, 0, "ends inside its magic number"),
    .init([0, 0, 8], .wrongSize, 3, "ends inside its magic number"),
    .init([0x1f, 0x8b], .compressed, nil, "unpack it with gunzip first"),
    .init([0x1f, 0x8b, 8, 8, 0, 0], .compressed, nil, "unpack it with gunzip first"),
    .init(Array("<html>".utf8), .malformed, 0, "starts with 0x3c 0x68, expected 0x00 0x00"),
    .init([0, 0, 0x0d, 1, 0, 0, 0, 0], .unsupported, 2, "type code 0x0d, expected 0x08"),
    .init([0, 0, 0x07, 1, 0, 0, 0, 0], .malformed, 2, "type code 0x07, expected 0x08"),
    .init([0, 0, 8, 0], .malformed, 3, "rank 0"),
    .init(Array(header.prefix(4)), .wrongSize, 4, "ends inside its 2 dimensions"),
    .init(Array(header.prefix(11)), .wrongSize, 11, "ends inside its 2 dimensions"),
    .init(header, .wrongSize, 12, "0 bytes after the header, expected 6"),
    .init(header + [1, 2, 3, 4, 5], .wrongSize, 17, "5 bytes after the header, expected 6"),
    .init(header + [1, 2, 3, 4, 5, 6, 7], .wrongSize, 18, "7 bytes after the header, expected 6"),
    .init([0, 0, 8, 2] + huge + huge + [1], .malformed, 4, "overflows"),
    .init([0, 0, 8, 3] + huge + huge + [0, 0, 0, 0], .malformed, 4, "overflows"),
    .init([0, 0, 8, 3] + [0, 0, 0, 0] + huge + huge, .malformed, 4, "overflows"),
    .init([0, 0, 8, 255], .wrongSize, 4, "ends inside its 255 dimensions"),
    // Fits an Int, and is more than any machine has: nothing may be allocated for it.
    .init([0, 0, 8, 2] + huge + [0x7f, 0xff, 0xff, 0xff, 1], .wrongSize, 13, "1 bytes after the header"),
  ]

  @Test(arguments: defects)
  func eachDefectHasItsSentence(defect: IDXDefect) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", defect.bytes)
    let error = try failure { _ = try IDXArray(contentsOf: path) }
    #expect(error.file == path)
    #expect(error.kind == defect.kind)
    #expect(error.offset == defect.offset)
    #expect(error.description.contains(defect.words), "\(error)")
    let inMemory = try failure { _ = try IDXArray(parsing: defect.bytes, name: path) }
    #expect(inMemory == error)
  }

  @Test func everyTruncationIsTold() throws {
    let whole = try IDXArray(shape: [3, 4], bytes: Array(1...12)).serialized()
    for count in whole.indices {
      let error = try failure { _ = try IDXArray(parsing: Array(whole.prefix(count))) }
      #expect(error.kind == .wrongSize)
      #expect(error.offset == count)
    }
  }
}
