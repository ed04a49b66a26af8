extension CSVFile {
  /// The numbers in some columns, row by row: each the one nearest to what is written.
  ///
  /// - Parameters:
  ///   - columns: which, and in which order; all of them if nil.
  ///   - type: the type of the numbers, where the context does not tell it.
  /// - Throws: as ``appendNumbers(of:to:)``.
  /// - Complexity: O(the size of the file). One array is allocated, for the result.
  public func numbers<Number: BinaryFloatingPoint & LosslessStringConvertible & BitwiseCopyable>(
    of columns: [CSVColumn]? = nil, as type: Number.Type = Number.self
  ) throws(TensorFileError) -> [Number] {
    try [Number](capacity: rows * places(of: columns).count) { span throws(TensorFileError) in
      try appendNumbers(of: columns, to: &span)
    }
  }

  /// Appends the numbers in some columns to a span, row by row: without another array between.
  ///
  /// A number is decimal: a sign or none, digits with a point or without, and an exponent of ten or none: `-1.5e3`, `.5`,
  /// `5.`. Blanks and tabs may stand around it. It becomes the nearest number of the type, on a tie the even one. What is
  /// missing is NaN; no other number is NaN or infinite.
  ///
  /// - Parameters:
  ///   - columns: which, and in which order; all of them if nil.
  ///   - span: where they go; it has room for `rows` times the number of columns.
  /// - Throws: `.malformed` for a cell that is not a number, with its line and column; `.mismatch` where there is no such
  ///   column, or less room. Rows before that have been appended.
  /// - Complexity: O(the size of the file), and memory for a quarter of a megabyte of it.
  /// - Note: The products of Eisel and Lemire (Lemire, Software: Practice and Experience 51 (2021)), by powers of ten with
  ///   128 bits.
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
    // Of the row at hand: the columns may be wanted in another order.
    var row = Array(repeating: Number.nan, count: self.columns)
    var (scanner, count) = (try scanner(), 0)
    let parser = DecimalParser<Number>()
    while true {
      let column = scanner.column
      if isWanted[column], missing.isEmpty, let cell = scanner.plainNumber(parser) {
        row[column] = cell.number
        if !cell.isLast { continue }
      } else {
        guard let cell = try scanner.next() else { break }
        if isWanted[column] { row[column] = try number(in: cell, scanner, parser) }
        if !cell.isLast { continue }
      }
      count += 1
      guard count <= rows else { break }
      for place in places { span.append(row[place]) }
    }
    try requireRows(count)
  }

  /// The number in a cell, blanks and tabs around it aside.
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

  /// The file is read once for its rows and again for what is in them.
  func requireRows(_ count: Int) throws(TensorFileError) {
    guard count == rows else {
      throw TensorFileError(.wrongSize, file: name, "changed while it was read: it had \(rows) rows")
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without the blanks and tabs around it.
  var trimmed: ArraySlice {
    func isText(_ byte: UInt8) -> Bool { byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") }
    guard let first = firstIndex(where: isText), let last = lastIndex(where: isText) else { return [] }
    return self[first...last]
  }
}
