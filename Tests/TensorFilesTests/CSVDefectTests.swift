import TensorFiles
import Testing

/// A file that is no sound CSV file of numbers, and what is told.
struct CSVDefect: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let kind: TensorFileError.Kind
  let offset: Int?
  let problem: String
  var testDescription: String { problem }

  init(_ text: String, _ kind: TensorFileError.Kind = .malformed, at offset: Int?, _ problem: String) {
    self.init(Array(text.utf8), kind, at: offset, problem)
  }

  init(_ bytes: [UInt8], _ kind: TensorFileError.Kind = .malformed, at offset: Int?, _ problem: String) {
    (self.bytes, self.kind, self.offset, self.problem) = (bytes, kind, offset, problem)
  }
}

@Suite struct CSVDefectTests {
  static let structure: [CSVDefect] = [
    .init("", at: 0, "is empty, expected rows of cells"),
    .init("\n\r\n", at: 0, "is empty, expected rows of cells"),
    .init("\u{feff}", at: 0, "is empty, expected rows of cells"),
    .init([0x1f, 0x8b, 8, 8, 0, 0], .compressed, at: nil, "is compressed with gzip: unpack it with gunzip first"),
    .init("1,2\n3\n", at: 5, "line 2, column 1 is the last of its row, expected 2 cells as in the first row"),
    .init("1,2\n3", at: 5, "line 2, column 1 is the last of its row, expected 2 cells as in the first row"),
    .init("1,2\n3,4,5\n", at: 8, "line 2, column 3 has more cells than the 2 of the first row"),
    .init("1,2\n3,4,\n", at: 8, "line 2, column 3 has more cells than the 2 of the first row"),
    .init("1,2\n\n3,4\n", at: 4, "line 2 is empty, expected a row of cells"),
    .init("1\n2\n\r\n\n3\n", at: 4, "line 3 is empty, expected a row of cells"),
    .init("\n1\n", at: 0, "line 1 is empty, expected a row of cells"),
    .init("1,2\n3,\"4\n5,6\n", at: 6, "line 2, column 2 begins with a quote that does not end"),
    .init("1,\"", at: 2, "line 1, column 2 begins with a quote that does not end"),
    .init("1,\"2\"\"", at: 2, "line 1, column 2 begins with a quote that does not end"),
    .init("1,2\"\n", at: 3, "line 1, column 2 has a quote in it, but does not begin with one"),
    .init("1, \"2\"\n", at: 3, "line 1, column 2 has a quote in it, but does not begin with one"),
    .init("1,\"2\"3\n", at: 5, "line 1, column 2 goes on with '3' after the quote that ends it"),
    .init("1,\"2\" ,3\n", at: 5, "line 1, column 2 goes on with ' ' after the quote that ends it"),
    .init("1,2\r3,4\r", at: 3, "line 1, column 2 ends in a carriage return without a line feed"),
    .init("1,2\r", at: 3, "line 1, column 2 ends in a carriage return without a line feed"),
    .init("\"1\"\r", at: 3, "line 1, column 1 ends in a carriage return without a line feed"),
    .init("\"1\n\n2\",3\n4\n", at: 10, "line 4, column 1 is the last of its row, expected 2 cells as in the first row"),
    .init(
      "1,\"" + String(repeating: "x\n", count: 700_000), at: 2,
      "line 1, column 2 has more than 1048576 bytes: is there a quote that does not end?"),
    .init(
      "1," + String(repeating: "5", count: 1_400_000), at: 2,
      "line 1, column 2 has more than 1048576 bytes: is there a quote that does not end?"),
    // After rows that are passed over fast.
    .init(
      String(repeating: "1,2\n", count: 1000) + "3\n", at: 4001,
      "line 1001, column 1 is the last of its row, expected 2 cells as in the first row"),
    .init(
      String(repeating: "1,2\n", count: 1000) + "3,4,5\n", at: 4004,
      "line 1001, column 3 has more cells than the 2 of the first row"),
    .init(String(repeating: "1,2\n", count: 1000) + "\n3,4\n", at: 4000, "line 1001 is empty, expected a row of cells"),
    .init(
      String(repeating: "1,2\r\n", count: 100_000) + "\"x\"y,\r\n", at: 500_003,
      "line 100001, column 1 goes on with 'y' after the quote that ends it"),
    .init(
      String(repeating: "1,2\n", count: 1000) + "3\r,4\n", at: 4001,
      "line 1001, column 1 ends in a carriage return without a line feed"),
  ]

  static let numbers: [CSVDefect] = [
    .init(
      String(repeating: "1,2\r\n", count: 100_000) + "3,x\r\n", at: 500_002,
      "line 100001, column 2 is 'x', expected a number"),
    .init("1,2\n3,abc\n", at: 6, "line 2, column 2 is 'abc', expected a number"),
    .init("1,2\n3,\"a\"\"b\"\n", at: 7, "line 2, column 2 is 'a\"b', expected a number"),
    .init("\"1\n\",2\n", at: 1, "line 1, column 1 is '1\\n', expected a number"),
    .init("\"1\",\"\n2\"\n3,4\nx,5\n", at: 5, "line 1, column 2 is '\\n2', expected a number"),
    .init("1,2\n,4\n", at: 4, "line 2, column 1 is empty, expected a number"),
    .init("1,2\n3,\n", at: 6, "line 2, column 2 is empty, expected a number"),
    .init("1,2\n3,", at: 6, "line 2, column 2 is empty, expected a number"),
    .init("1,  \n", at: 2, "line 1, column 2 is '  ', expected a number"),
    .init([0x31, 0x0a, 0xff, 0xfe], at: 2, "line 2, column 1 is '\u{fffd}\u{fffd}', expected a number"),
    .init("1e999\n", at: 0, "line 1, column 1 is '1e999', expected a number in the range of Double"),
    .init("1\n-2e308\n", at: 2, "line 2, column 1 is '-2e308', expected a number in the range of Double"),
    .init(
      String(repeating: "9", count: 100) + "x\n", at: 0,
      "line 1, column 1 is '\(String(repeating: "9", count: 60))...', expected a number"),
  ]

  /// What other readers may take for numbers.
  static let spellings = [
    "nan", "NaN", "inf", "-Infinity", "0x10", "0x1p3", "1_000", "1 000", "1e", "1e+", "e5", ".", "-", "+", "--1", "+-1",
    "1.2.3", "1e5.0", "1f", "1d0", "1.0L", "1,5".replacing(",", with: "\u{2009}"), "\u{661}", "1\u{0}", "½", "1e5 0",
    "#1",
  ]

  @Test(arguments: structure + numbers)
  func eachDefectHasItsSentence(defect: CSVDefect) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", defect.bytes)
    let error = try failure { _ = try CSVFile(contentsOf: path, hasHeader: false).numbers() as [Double] }
    #expect(error.file == path && error.kind == defect.kind && error.offset == defect.offset, "\(error)")
    #expect(error.problem == defect.problem)
  }

  @Test(arguments: spellings) func onlyDecimalNumbersAreNumbers(spelling: String) throws {
    for text in ["1\n\(spelling)\n", "1\n\"\(spelling)\"\n"] {
      let file = try CSVFile(parsing: Array(text.utf8), hasHeader: false)
      let error = try failure { _ = try file.numbers() as [Double] }
      #expect(error.problem.hasPrefix("line 2, column 1 is ") && error.problem.hasSuffix(", expected a number"))
    }
  }

  @Test func numbersBeyondFloatAreTold() throws {
    let file = try CSVFile(parsing: Array("1e39".utf8), hasHeader: false)
    #expect(try file.numbers() as [Double] == [1e39])
    #expect(try failure { _ = try file.numbers() as [Float] }.problem.hasSuffix("in the range of Float"))
  }

  @Test(
    arguments: [
      ("z", "has no column 'z', but 'a', 'b', 'b'"), ("b", "has more than one column 'b'"),
      (.at(3), "has 3 columns, none at 3, counted from 0"), (.at(-1), "has 3 columns, none at -1, counted from 0"),
    ] as [(CSVColumn, String)])
  func aColumnThatIsNotThereIsTold(column: CSVColumn, problem: String) throws {
    let file = try CSVFile(parsing: Array("a,b,b\n1,2,3\n".utf8))
    for error in [
      try failure { _ = try file.numbers(of: [0, column]) as [Float] }, try failure { _ = try file.texts(of: column) },
      try failure { _ = try file.classes(of: column) },
    ] { #expect(error.problem == problem && error.kind == .mismatch) }
  }

  @Test func namesWithoutAHeaderAreTold() throws {
    let file = try CSVFile(parsing: Array("1\n".utf8), hasHeader: false)
    #expect(try failure { _ = try file.texts(of: "a") }.problem == "has no names of columns, so none that is 'a'")
  }

  @Test(arguments: ["\"", "\n", "\r", "\r\n", ".", "-", "7", "e", "é", "\u{1F600}"] as [Character])
  func whatCannotSeparateIsTold(separator: Character) throws {
    let error = try failure { _ = try CSVFile(parsing: [0x31], separator: separator) }
    #expect(error.kind == .mismatch && error.problem.contains("which cannot separate them"))
  }

  @Test func classesAreTextsThatAreThere() throws {
    let file = try CSVFile(parsing: Array("a,b\nx,y\n,\n".utf8))
    #expect(try failure { _ = try file.classes(of: "a") }.problem == "line 3, column 1 is empty, expected a class")
    let bytes = try CSVFile(parsing: [0x61, 0x0a, 0x62, 0x0a, 0xff, 0x0a])
    #expect(try failure { _ = try bytes.classes(of: "a") }.problem == "line 3, column 1 is not UTF-8")
    #expect(try failure { _ = try CSVFile(parsing: [0xff, 0x0a]) }.problem == "line 1, column 1 is not UTF-8")
  }
}
