/// The cells of a CSV file in order, read through a window that moves over it.
struct CSVScanner {
  /// A cell; its bytes are in the window until the next one is read.
  struct Cell {
    /// Its range in the window, without enclosing quotes.
    let bytes: Range<Int>
    /// Whether it has doubled quotes.
    let hasDoubledQuotes: Bool
    /// Whether it is the last of its row.
    let isLast: Bool
    /// The line where it begins, from 1.
    let line: Int
    /// Its column, from 0.
    let column: Int
  }

  /// Bytes of the file that are read at a time.
  private static let chunk = 1 << 18
  /// The most bytes of a cell: otherwise, after an unclosed quote, the rest of the file would be one cell.
  private static let longestCell = 1 << 20

  private(set) var window: [UInt8] = []
  /// The number of cells in a row; nil before the first row has ended.
  private(set) var columns: Int?
  let separator: UInt8
  private let source: ByteSource
  /// The offset in the file of the end of the window.
  private var end = 0
  /// The start of the next cell in the window.
  var position = 0
  /// Its line, from 1, and its column, from 0.
  var line = 1
  var column = 0

  init(_ source: ByteSource, separator: UInt8, columns: Int?) throws(TensorFileError) {
    (self.source, self.separator, self.columns) = (source, separator, columns)
    _ = try refill()
    if window.starts(with: [0x1f, 0x8b]) { throw .compressed(source.name) }
    if window.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// The next cell; nil at the end of the file.
  mutating func next() throws(TensorFileError) -> Cell? {
    if column == 0, try !reachRow() { return nil }
    if let columns, column == columns {
      throw failure(at: position, "has more cells than the \(columns) of the first row")
    }
    if position == window.count { _ = try refill() }
    return position < window.count && window[position] == quote ? try quotedCell() : try plainCell()
  }

  /// Whether a row begins here: empty lines are allowed only at the end of the file.
  private mutating func reachRow() throws(TensorFileError) -> Bool {
    let (first, offset) = (line, end - window.count + position)
    while true {
      if position + 1 >= window.count { _ = try refill() }
      guard position < window.count else { return false }
      if window[position] == lineFeed {
        position += 1
      } else if window[position] == carriageReturn, position + 1 < window.count, window[position + 1] == lineFeed {
        position += 2
      } else {
        break
      }
      line += 1
    }
    guard line == first else {
      throw source.failure(.malformed, at: offset, "line \(first) is empty, expected a row of cells")
    }
    return true
  }

  private mutating func plainCell() throws(TensorFileError) -> Cell {
    var last = plainEnd(from: position)
    while last == window.count {
      let length = last - position
      guard try refill() else { break }
      last = plainEnd(from: position + length)
    }
    return try cell(position..<last, before: last, hasDoubledQuotes: false, lines: 0)
  }

  /// The index of the first byte that ends a cell without quotes, or is not allowed in one.
  private func plainEnd(from start: Int) -> Int {
    let (bytes, separator) = (window.span, separator)
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      // Line ends and quotes are below all digits: two comparisons for each byte.
      if byte <= quote || byte == separator {
        if byte == separator || byte == lineFeed || byte == carriageReturn || byte == quote { break }
      }
      index += 1
    }
    return index
  }

  private mutating func quotedCell() throws(TensorFileError) -> Cell {
    var (index, lines, hasDoubledQuotes) = (position + 1, 0, false)
    while true {
      if index + 1 >= window.count {
        let length = index - position
        if try refill() {
          index = position + length
          continue
        }
      }
      guard index < window.count else { throw failure(at: position, "begins with a quote that does not end") }
      if window[index] == quote {
        guard index + 1 < window.count, window[index + 1] == quote else { break }
        hasDoubledQuotes = true
        index += 1
      } else if window[index] == lineFeed {
        lines += 1
      }
      index += 1
    }
    return try cell(position + 1..<index, before: index + 1, hasDoubledQuotes: hasDoubledQuotes, lines: lines)
  }

  /// The cell with these bytes, which ends before the byte at `last`: a separator, the end of the line, or that of the
  /// file.
  private mutating func cell(
    _ bytes: Range<Int>, before last: Int, hasDoubledQuotes: Bool, lines: Int
  ) throws(TensorFileError) -> Cell {
    var (bytes, last) = (bytes, last)
    if last + 1 >= window.count {
      let start = position
      if try refill() {
        bytes = bytes.lowerBound - start + position..<bytes.upperBound - start + position
        last += position - start
      }
    }
    let ending = last < window.count ? window[last] : lineFeed
    let isLast = ending != separator
    var length = 1
    if ending == carriageReturn {
      guard last + 1 < window.count, window[last + 1] == lineFeed else {
        throw failure(at: last, "ends in a carriage return without a line feed")
      }
      length = 2
    } else if isLast, ending != lineFeed {
      throw failure(
        at: last,
        ending == quote
          ? "has a quote in it, but does not begin with one"
          : "goes on with '\(Unicode.Scalar(ending))' after the quote that ends it")
    }
    let cell = Cell(
      bytes: bytes, hasDoubledQuotes: hasDoubledQuotes, isLast: isLast, line: line, column: column)
    if isLast, let columns, column + 1 < columns {
      throw failure(at: last, "is the last of its row, expected \(columns) cells as in the first row")
    }
    position = min(last + length, window.count)
    line += lines
    if isLast {
      columns = column + 1
      (column, line) = (0, line + 1)
    } else {
      column += 1
    }
    return cell
  }

  /// Reads more of the file, dropping the bytes before the next cell from the window. False at the end of the file.
  private mutating func refill() throws(TensorFileError) -> Bool {
    guard end < source.size else { return false }
    guard window.count - position <= Self.longestCell else {
      throw failure(at: position, "has more than \(Self.longestCell) bytes: is there a quote that does not end?")
    }
    let more = try source.read(end, min(Self.chunk, source.size - end))
    end += more.count
    if position == window.count {
      window = more
    } else {
      window.removeFirst(position)
      window += more
    }
    position = 0
    return true
  }

  /// An error about the cell that is being read.
  private func failure(at index: Int, _ problem: String) -> TensorFileError {
    source.failure(
      .malformed, at: end - window.count + index, "line \(line), column \(column + 1) \(problem)")
  }
}

extension CSVScanner {
  /// The text of a cell, with doubled quotes as one.
  ///
  /// - Throws: `.malformed` where it is not UTF-8.
  func text(of cell: Cell) throws(TensorFileError) -> String {
    guard let text = String(validating: content(of: cell), as: UTF8.self) else {
      throw failure(cell, "is not UTF-8")
    }
    return text
  }

  /// An error about a cell that was just read.
  func failure(_ cell: Cell, _ problem: String) -> TensorFileError {
    source.failure(
      .malformed, at: end - window.count + cell.bytes.lowerBound,
      "line \(cell.line), column \(cell.column + 1) \(problem)")
  }

  /// The same, with the beginning of the cell.
  func failure(_ cell: Cell, expected: String) -> TensorFileError {
    let content = content(of: cell)
    let text = String(decoding: content.prefix(60), as: UTF8.self) + (content.count > 60 ? "..." : "")
    return failure(cell, text.isEmpty ? "is empty, expected \(expected)" : "is '\(text)', expected \(expected)")
  }

  private func content(of cell: Cell) -> [UInt8] {
    let bytes = Array(window[cell.bytes])
    guard cell.hasDoubledQuotes else { return bytes }
    var isSecond = false
    return bytes.filter { byte in
      isSecond = byte == quote && !isSecond
      return byte != quote || isSecond
    }
  }
}

let quote = UInt8(ascii: "\"")
let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
