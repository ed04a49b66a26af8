// The fast path for most files: rows and numbers that are completely in the window, without quotes or spaces.
// Everything else, including all errors, is left to `next()`.

extension CSVScanner {
  /// Skips plain rows that are as long as the first; returns how many.
  mutating func skipPlainRows() -> Int {
    // An empty line would look like a row of one cell.
    guard let columns, columns > 1, column == 0 else { return 0 }
    var (rows, cells, start, index) = (0, 1, position, position)
    loop: while index + 8 <= window.count {
      let word = eightBytes(window.span, at: index)
      var marks = places(of: separator, in: word) | places(of: lineFeed, in: word)
      marks |= places(of: carriageReturn, in: word) | places(of: quote, in: word)
      while marks != 0 {
        let place = index + marks.trailingZeroBitCount / 8
        marks &= marks - 1
        switch window[place] {
        case separator: cells += 1
        case lineFeed where cells == columns: (rows, cells, start) = (rows + 1, 1, place + 1)
        case carriageReturn where place + 1 < window.count && window[place + 1] == lineFeed: break
        default: break loop
        }
      }
      index += 8
    }
    position = start
    line += rows
    return rows
  }

  /// The number in the next cell if that is plain; otherwise nil, and nothing is skipped.
  @inline(__always)
  mutating func plainNumber<Number>(_ parser: DecimalParser<Number>) -> (number: Number, isLast: Bool)? {
    var end = position
    guard let number = parser.number(window.span, at: &end), number.isFinite, end < window.count else { return nil }
    if window[end] == separator, column + 1 != columns {
      position = end + 1
      column += 1
      return (number, false)
    }
    if window[end] == carriageReturn { end += 1 }
    guard end < window.count, window[end] == lineFeed, column + 1 == columns else { return nil }
    (position, line, column) = (end + 1, line + 1, 0)
    return (number, true)
  }
}

/// The highest bit of each byte of `word` that equals `byte`.
@inline(__always)
private func places(of byte: UInt8, in word: UInt64) -> UInt64 {
  let (low, ones) = (0x7f7f_7f7f_7f7f_7f7f as UInt64, 0x0101_0101_0101_0101 as UInt64)
  let difference = word ^ (UInt64(byte) * ones)
  return ~(((difference & low) + low) | difference | low)
}
