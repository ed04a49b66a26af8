/// A table whose rows appear as they are measured: the widths are set beforehand.
struct TextTable {
  struct Column {
    let title: String
    let width: Int
    var isFlushLeft = false
  }

  let columns: [Column]

  var heading: String { row(columns.map(\.title)) }

  /// One cell for each column; cells that are too long push the others.
  func row(_ cells: [String]) -> String {
    let padded = zip(columns, cells).map { column, cell in
      let padding = String(repeating: " ", count: max(0, column.width - cell.count))
      return column.isFlushLeft ? cell + padding : padding + cell
    }
    let line = padded.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
