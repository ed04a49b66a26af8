/// The bounding box of an image's strokes.
struct InkBounds {
  let rows: Range<Int>
  let columns: Range<Int>
}

extension Ink {
  /// The smallest box around all pixels with more than a quarter of the full stroke; nil if there are none.
  var bounds: InkBounds? {
    var (top, bottom, left, right) = (rows, -1, columns, -1)
    for row in 0..<rows {
      for column in 0..<columns where amounts[row * columns + column] > 0.25 {
        (top, bottom, left, right) = (min(top, row), row, min(left, column), max(right, column))
      }
    }
    return bottom < 0 ? nil : InkBounds(rows: top..<bottom + 1, columns: left..<right + 1)
  }

  /// The centre of mass in pixels from the upper left corner; the centre of the first pixel is (0.5, 0.5).
  var centre: (row: Float, column: Float) {
    var (mass, row, column) = (0.0, 0.0, 0.0)
    for (index, amount) in amounts.enumerated() {
      mass += Double(amount)
      row += Double(amount) * (Double(index / columns) + 0.5)
      column += Double(amount) * (Double(index % columns) + 0.5)
    }
    return (Float(row / mass), Float(column / mass))
  }

  /// A part of the image, resampled; every new pixel is the mean over the area that it covers.
  ///
  /// - Complexity: O(area of the part).
  func resampled(_ part: InkBounds, rows newRows: Int, columns newColumns: Int) -> Ink {
    let vertical = Ink.overlaps(of: newRows, with: part.rows)
    let horizontal = Ink.overlaps(of: newColumns, with: part.columns)
    var result = [Float]()
    result.reserveCapacity(newRows * newColumns)
    for rowParts in vertical {
      var line = Array(repeating: Float(0), count: columns)
      for (row, share) in rowParts {
        for column in part.columns { line[column] += share * amounts[row * columns + column] }
      }
      for columnParts in horizontal {
        result.append(columnParts.reduce(0) { $0 + $1.share * line[$1.index] })
      }
    }
    return Ink(rows: newRows, columns: newColumns, amounts: result, isDarkOnLight: isDarkOnLight)
  }

  /// The pixels of `range` that each of `count` equal parts covers, with their shares of the part.
  private static func overlaps(of count: Int, with range: Range<Int>) -> [[(index: Int, share: Float)]] {
    // In units of 1 / count of a pixel all edges are integers.
    (0..<count).map { part in
      let (start, end) = (part * range.count, (part + 1) * range.count)
      return (start / count...(end - 1) / count).map { pixel in
        let covered = min(end, (pixel + 1) * count) - max(start, pixel * count)
        return (range.lowerBound + pixel, Float(covered) / Float(range.count))
      }
    }
  }

  /// This image on empty paper, with its upper left corner at (`row`, `column`).
  func placed(row: Int, column: Int, rows newRows: Int, columns newColumns: Int) -> Ink {
    var result = Array(repeating: Float(0), count: newRows * newColumns)
    for line in 0..<rows {
      let start = (row + line) * newColumns + column
      result.replaceSubrange(start..<start + columns, with: amounts[line * columns..<(line + 1) * columns])
    }
    return Ink(rows: newRows, columns: newColumns, amounts: result, isDarkOnLight: isDarkOnLight)
  }

  /// One byte a pixel: 255 is the full stroke.
  var bytes: [UInt8] { amounts.map { UInt8((min(1, max(0, $0)) * 255).rounded()) } }
}
