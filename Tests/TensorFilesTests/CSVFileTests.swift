import Foundation
import TensorFiles
import Testing

@Suite struct CSVFileTests {
  /// What is in a file that was given as text.
  private func cells(_ text: String, separator: Character = ",", hasHeader: Bool = false) throws -> [[String]] {
    try CSVFile(parsing: Array(text.utf8), separator: separator, hasHeader: hasHeader).cells()
  }

  @Test(arguments: [
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a\nb\n", [["a"], ["b"]]),
    ("a", [["a"]]),
    (",", [["", ""]]),
    (",\n,\n", [["", ""], ["", ""]]),
    ("a,b\n\n\r\n\n", [["a", "b"]]),
    ("a,b\n1,", [["a", "b"], ["1", ""]]),
    ("\"a\",\"b\"\n", [["a", "b"]]),
    ("\"a,b\",\"c\nd\"\n\"e\r\nf\",\"\"\n", [["a,b", "c\nd"], ["e\r\nf", ""]]),
    ("\"a\"\"b\",\"\"\"\"\n\"\"\"\"\"\",\"\"\"c\"", [["a\"b", "\""], ["\"\"", "\"c"]]),
    ("\"a\"", [["a"]]),
    ("\"\"\n", [[""]]),
    ("\"a\rb\",c\n", [["a\rb", "c"]]),
    (" a , b\t\n", [[" a ", " b\t"]]),
    ("\u{feff}a,b\n", [["a", "b"]]),
    ("\u{feff}\"a\",b\n", [["a", "b"]]),
    ("é,\u{1F600}\n\u{0},x\n", [["é", "\u{1F600}"], ["\0", "x"]]),
  ])
  func cellsAreThoseOfTheText(text: String, wanted: [[String]]) throws { #expect(try cells(text) == wanted) }

  @Test(arguments: [";", "\t", "|", " ", ":"] as [Character])
  func anySeparatorWillDo(separator: Character) throws {
    let text = "a\(separator)b,c\n\"x\(separator)y\"\(separator)\n"
    #expect(try cells(text, separator: separator) == [["a", "b,c"], ["x\(separator)y", ""]])
  }

  @Test func theFirstLineNamesTheColumns() throws {
    let file = try CSVFile(parsing: Array("x,\"the \"\"y\"\"\"\n1,2\n3,4\n".utf8))
    #expect(file.columnNames == ["x", "the \"y\""] && file.rows == 2 && file.columns == 2)
    #expect(try file.numbers() as [Double] == [1, 2, 3, 4])
    #expect(try file.numbers(of: ["the \"y\""]) as [Double] == [2, 4])
    let none = try CSVFile(parsing: Array("x,y\n".utf8))
    #expect(none.rows == 0 && none.columns == 2)
    #expect(try none.numbers() as [Float] == [])
    #expect(try none.classes(of: "x").labels == [])
  }

  @Test func columnsComeInTheOrderThatIsAskedFor() throws {
    let file = try CSVFile(parsing: Array("a,b,c,d\n1,2,x,4\n5,6,y,8\n".utf8))
    #expect(try file.numbers(of: ["d", "a", 1, "d"]) as [Float] == [4, 1, 2, 4, 8, 5, 6, 8])
    #expect(try file.numbers(of: []) as [Float] == [])
    #expect(try file.texts(of: "c") == ["x", "y"] && file.texts(of: 3) == ["4", "8"])
    // Other columns need be no numbers; all of them must.
    let error = try failure { _ = try file.numbers() as [Float] }
    #expect(error.description == "CSV bytes, byte 12: line 2, column 3 is 'x', expected a number")
  }

  @Test func numbersAreAppended() throws {
    let file = try CSVFile(parsing: Array("1,2\n3,4\n".utf8), hasHeader: false)
    let all = try [Double](capacity: 5) { span in
      span.append(9)
      try file.appendNumbers(to: &span)
    }
    #expect(all == [9, 1, 2, 3, 4])
    let rest = [Double](capacity: 4) { span in
      span.append(9)
      let error = #expect(throws: TensorFileError.self) { try file.appendNumbers(to: &span) }
      #expect(error?.problem == "has 4 numbers for 3 places")
    }
    #expect(rest == [9])
  }

  @Test func missingNumbersAreNaNWhereTheyAreNamed() throws {
    let text = Array("1,NA\n,\" NA \"\n-999,3\n".utf8)
    let file = try CSVFile(parsing: text, hasHeader: false, missing: ["", " NA ", "-999"])
    let numbers: [Double] = try file.numbers()
    #expect(numbers[0] == 1 && numbers[1...4].allSatisfy { $0.isNaN } && numbers[5] == 3)
    let strict = try CSVFile(parsing: text, hasHeader: false)
    #expect(try failure { _ = try strict.numbers() as [Double] }.problem.contains("is 'NA', expected a number"))
  }

  @Test func classesAreInAscendingOrder() throws {
    let file = try CSVFile(parsing: Array("k,n,m\nb,10,2\na,9,x\nb,-1,10\n\"c\",9,2\n".utf8))
    let texts = try file.classes(of: "k")
    #expect(texts.names == ["a", "b", "c"] && texts.labels == [1, 0, 1, 2])
    // By value where all of them are whole numbers.
    let numbers = try file.classes(of: "n")
    #expect(numbers.names == ["-1", "9", "10"] && numbers.labels == [2, 1, 0, 1])
    let mixed = try file.classes(of: "m")
    #expect(mixed.names == ["10", "2", "x"] && mixed.labels == [1, 2, 0, 1])
  }

  @Test func classesMayBeGiven() throws {
    let file = try CSVFile(parsing: Array("k\nb\na\n".utf8))
    let classes = try file.classes(of: "k", names: ["c", "b", "a"])
    #expect(classes.names == ["c", "b", "a"] && classes.labels == [1, 2])
    let error = try failure { _ = try file.classes(of: "k", names: ["b", "c"]) }
    #expect(error.description == "CSV bytes, byte 4: line 3, column 1 is 'a', expected one of 'b', 'c'")
  }

  /// Cells at every place around the end of what is read at a time, with quotes and line ends across it.
  @Test(arguments: [-3, -2, -1, 0, 1, 2, 3])
  func aCellMayLieAcrossTheParts(offset: Int) throws {
    let part = 1 << 18
    let long = String(repeating: "x", count: part / 2)
    let filler = String(repeating: "y", count: part / 2 - 2 + offset)
    let text = "\(long),\(filler)\r\n\"a\"\"\r\n\"\"\",\"b\"\r\n,\r\n"
    for start in ["", "z", "zz", "zzz", "zzzz", "zzzzz", "zzzzzzz", "zzzzzzzzzz"] {
      let wanted = [[start + long, filler], ["a\"\r\n\"", "b"], ["", ""]]
      #expect(try cells(start + text) == wanted)
      let folder = try TemporaryFolder()
      let file = try CSVFile(contentsOf: folder.file("a", Array((start + text).utf8)), hasHeader: false)
      #expect(try file.texts(of: 0) == wanted.map { $0[0] } && file.texts(of: 1) == wanted.map { $0[1] })
    }
  }

  @Test func aFileThatChangesIsTold() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", Array("1,2\n3,4\n5,6\n".utf8))
    let file = try CSVFile(contentsOf: path, hasHeader: false)
    // In place, with the size that it had: a row more, a row less, and cells more.
    for text in ["1,2\n3,4\n5,\n\n", "1,2\n3,4444\n\n", "1,2\n3\n4\n5,6", "1,2,3\n4,5,6\n", "1,2\n3,4,5,6\n"] {
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.write(contentsOf: Array(text.utf8))
      try handle.close()
      #expect(throws: TensorFileError.self) { _ = try file.numbers() as [Float] }
    }
  }
}
