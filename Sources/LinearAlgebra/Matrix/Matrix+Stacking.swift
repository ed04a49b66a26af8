extension Matrix {
  /// The matrices one below the other: all rows of the first, then all rows of the second, and so on.
  ///
  /// No matrix makes a 0 x 0 one.
  ///
  /// - Precondition: all matrices have the same number of columns.
  /// - Complexity: O(count), one allocation.
  public static func stackedVertically(_ parts: [Matrix]) -> Matrix {
    let columns = parts.first?.columns ?? 0
    for (i, part) in parts.enumerated() {
      require(
        part.columns == columns,
        "stacking vertically: matrix \(i) has \(part.columns) columns, matrix 0 has \(columns)")
    }
    return .written(rows: total(parts.map(\.rows)), columns: columns) { result in
      var row = 0
      for part in parts {
        part.withView { result.rows(row..<row + part.rows).update(from: $0) }
        row += part.rows
      }
    }
  }

  /// The matrices side by side: all columns of the first, then all columns of the second, and so on.
  ///
  /// No matrix makes a 0 x 0 one.
  ///
  /// - Precondition: all matrices have the same number of rows.
  /// - Complexity: O(count), one allocation.
  public static func stackedHorizontally(_ parts: [Matrix]) -> Matrix {
    let rows = parts.first?.rows ?? 0
    for (i, part) in parts.enumerated() {
      require(part.rows == rows, "stacking horizontally: matrix \(i) has \(part.rows) rows, matrix 0 has \(rows)")
    }
    return .written(rows: rows, columns: total(parts.map(\.columns))) { result in
      var column = 0
      for part in parts {
        part.withView { result.columns(column..<column + part.columns).update(from: $0) }
        column += part.columns
      }
    }
  }

  /// The sum of `sizes`; matrices without elements may be of any size.
  private static func total(_ sizes: [Int]) -> Int {
    sizes.reduce(0) { sum, size in
      let (total, overflow) = sum.addingReportingOverflow(size)
      require(!overflow, "stacking \(sum) and \(size) rows or columns: too many")
      return total
    }
  }
}
