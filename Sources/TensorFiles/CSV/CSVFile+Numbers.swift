extension CSVFile {
  /// The numbers in some columns, row by row, each rounded to the nearest.
  ///
  /// - Parameters:
  ///   - columns: the columns and their order; all if nil.
  ///   - type: the type of the numbers, if the context does not determine it.
  /// - Throws: as ``appendNumbers(of:to:)``.
  /// - Complexity: O(the size of the file). One array is allocated, for the result.
  public func numbers<Number: BinaryFloatingPoint & LosslessStringConvertible & BitwiseCopyable>(
    of columns: [CSVColumn]? = nil, as type: Number.Type = Number.self
  ) throws(TensorFileError) -> [Number] {
    try [Number](capacity: rows * places(of: columns).count) { span throws(TensorFileError) in
      try appendNumbers(of: columns, to: &span)
    }
  }

  /// Appends the numbers in some columns to a span, row by row, without an intermediate array.
  ///
  /// A number is decimal: an optional sign, digits with or without a point, and an optional exponent of ten: `-1.5e3`,
  /// `.5`, `5.`. Spaces and tabs around it are ignored. It is rounded to the nearest number of the type, ties to even.
  /// A missing value is NaN; no other number is NaN or infinite.
  ///
  /// - Parameters:
  ///   - columns: the columns and their order; all if nil.
  ///   - span: the target, with space for `rows` times the number of columns.
  /// - Throws: `.malformed` for a cell that is not a number, with its line and column; `.mismatch` if there is no such
  ///   column, or not enough space. Earlier rows have been appended.
  /// - Complexity: O(the size of the file), and memory for a quarter of a megabyte of it.
  /// - Note: The algorithm of Eisel and Lemire (Lemire, Software: Practice and Experience 51 (2021)), with powers of
  ///   ten of 128 bits.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func appendNumbers<Number: BinaryFloatingPoint & LosslessStringConvertible & BitwiseCopyable>(
    of columns: [CSVColumn]? = nil, to span: inout OutputSpan<Number>
  ) throws(TensorFileError) {
    let places = try places(of: columns)
    guard span.freeCapacity >= rows * places.count else {
      throw TensorFileError(
        .mismatch, file: name, "has \(rows * places.count) numbers for \(span.freeCapacity) places")
    }
    var isWanted = Array(repeating: false, count: self.columns)
    for place in places { isWanted[place] = true }
    // The current row, because the columns may be in another order.
    var row = Array(repeating: Number.nan, count: self.columns)
    var (scanner, count) = (try scanner(), 0)
    let parser = DecimalParser<Number>()
    while true {
      let column = scanner.column
      // A row that has got a cell more since the file was opened: `next` throws.
      let isWanted = column < isWanted.count && isWanted[column]
      if isWanted, missing.isEmpty, let cell = scanner.plainNumber(parser) {
        row[column] = cell.number
        if !cell.isLast { continue }
      } else {
        guard let cell = try scanner.next() else { break }
        if isWanted { row[column] = try number(in: cell, scanner, parser) }
        if !cell.isLast { continue }
      }
      count += 1
      guard count <= rows else { break }
      for place in places { span.append(row[place]) }
    }
    try requireRows(count)
  }

  /// The number in a cell, ignoring spaces and tabs around it.
  private func number<Number>(
    in cell: CSVScanner.Cell, _ scanner: CSVScanner, _ parser: DecimalParser<Number>
  ) throws(TensorFileError) -> Number {
    let bytes = scanner.window[cell.bytes].trimmed
    if missing.contains(where: bytes.elementsEqual) { return .nan }
    var end = 0
    guard let number = parser.number(bytes.span, at: &end), end == bytes.count else {
      throw scanner.failure(cell, expected: "a number")
    }
    guard number.isFinite else { throw scanner.failure(cell, expected: "a number in the range of \(Number.self)") }
    return number
  }

  /// Throws if the file has changed: it is read once for its rows, and again for its contents.
  func requireRows(_ count: Int) throws(TensorFileError) {
    guard count == rows else {
      throw TensorFileError(.wrongSize, file: name, "changed while it was read: it had \(rows) rows")
    }
  }
}
