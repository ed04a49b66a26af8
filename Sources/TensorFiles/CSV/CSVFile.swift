/// A file of comma-separated values, open and checked; its numbers and texts are read on request.
///
/// ```swift
/// let file = try CSVFile(contentsOf: "iris.csv")
/// print(file.rows, file.columnNames ?? [])
/// let widths: [Double] = try file.numbers(of: ["petal width", "sepal width"])
/// let (labels, names) = try file.classes(of: "species")
/// ```
///
/// Reading is strict: rows of one length, quotes that end, numbers that are numbers. Errors have the line and the
/// column, both from 1, and the cell. Neither the file nor the texts of its numbers are ever in memory as a whole.
///
/// - Note: RFC 4180: a cell with a separator, a line break or a quote is enclosed in quotes, and a quote in it is
///   doubled. Lines end in CR LF or LF; the last may end without. Empty lines at the end, and a byte order mark of
///   UTF-8 at the start, are skipped. A cell has at most 1 MB.
public struct CSVFile: Sendable {
  /// The number of rows, without the header.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The names of the columns in the first line; nil for a file without a header.
  public let columnNames: [String]?
  /// The name of the file in errors: its path.
  public var name: String { source.name }

  let source: ByteSource
  let separator: UInt8
  /// The texts of a missing value.
  let missing: [[UInt8]]

  /// Opens the file at `path`, reads it once, a part at a time, and checks its rows and columns.
  ///
  /// - Parameters:
  ///   - path: a file of UTF-8, or of ASCII.
  ///   - separator: the character between two cells, such as `;` or a tab.
  ///   - hasHeader: whether the first line names the columns.
  ///   - missing: the texts of a missing number, such as "" or "NA". They are read as NaN; by default there are none.
  /// - Throws: `TensorFileError`, with line, column and offset of the problem; `.mismatch` if the separator is not an
  ///   ASCII character, or one that is used in quotes, lines or numbers.
  /// - Complexity: O(the size of the file); memory for a quarter of a megabyte of it.
  public init(
    contentsOf path: String, separator: Character = ",", hasHeader: Bool = true, missing: Set<String> = []
  ) throws(TensorFileError) {
    try self.init(ByteSource(contentsOf: path), separator, hasHeader, missing)
  }

  /// The same for a whole file in memory; errors call it `name`.
  public init(
    parsing file: [UInt8], name: String = "CSV bytes", separator: Character = ",", hasHeader: Bool = true,
    missing: Set<String> = []
  ) throws(TensorFileError) {
    try self.init(ByteSource(file, name: name), separator, hasHeader, missing)
  }

  private init(
    _ source: ByteSource, _ separator: Character, _ hasHeader: Bool, _ missing: Set<String>
  ) throws(TensorFileError) {
    // In Swift, the ASCII value of a carriage return with line feed is that of a line feed.
    guard let byte = separator.asciiValue, !"\"\r+-.0123456789eE\n".utf8.contains(byte) else {
      throw source.failure(
        .mismatch, "cells separated by '\(separator)', which cannot separate them")
    }
    var scanner = try CSVScanner(source, separator: byte, columns: nil)
    var (cells, rows) = ([String](), 0)
    while rows == 0, let cell = try scanner.next() {
      if hasHeader { cells.append(try scanner.text(of: cell)) }
      if cell.isLast { rows = 1 }
    }
    guard rows == 1 else {
      throw source.failure(.malformed, at: 0, "is empty, expected rows of cells")
    }
    while true {
      rows += scanner.skipPlainRows()
      guard let cell = try scanner.next() else { break }
      if cell.isLast { rows += 1 }
    }
    self.rows = hasHeader ? rows - 1 : rows
    columns = scanner.columns ?? 0
    columnNames = hasHeader ? cells : nil
    self.source = source
    self.separator = byte
    self.missing = missing.map { Array(Array($0.utf8)[...].trimmed) }
  }

  /// A scanner at the first row after the header.
  func scanner() throws(TensorFileError) -> CSVScanner {
    var scanner = try CSVScanner(source, separator: separator, columns: columns)
    if columnNames != nil { while let cell = try scanner.next(), !cell.isLast {} }
    return scanner
  }
}

extension ArraySlice<UInt8> {
  /// Without the spaces and tabs around it.
  var trimmed: ArraySlice {
    func isText(_ byte: UInt8) -> Bool { byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") }
    guard let first = firstIndex(where: isText), let last = lastIndex(where: isText) else { return [] }
    return self[first...last]
  }
}
