/// Rows of cells as lines of text, each column as wide as its widest cell, with two spaces between columns and none at the
/// end of a line. The columns of `leading` are left-aligned, the others, numbers, right-aligned.
func textTable(_ rows: [[String]], leading: Set<Int>) -> String {
  let columns = 0..<(rows.map(\.count).max() ?? 0)
  let widths = columns.map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      let blanks = String(repeating: " ", count: widths[column] - cell.count)
      return leading.contains(column) ? cell + blanks : blanks + cell
    }
    return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
  }.joined(separator: "\n")
}
