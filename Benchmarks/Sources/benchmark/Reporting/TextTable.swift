/// A table whose rows appear as they are measured: the widths are set beforehand.
struct TextTable {
  /// A title and the width of its column; the first column is flush left, the others flush right.
  struct Column {
    let title: String
    let width: Int
  }

  let columns: [Column]

  func printHeading() { printRow(columns.map(\.title)) }

  /// Prints one cell for each column.
  func printRow(_ cells: [String]) {
    let padded = zip(columns, cells).enumerated().map { index, pair in
      let padding = String(repeating: " ", count: max(0, pair.0.width - pair.1.count))
      return index == 0 ? pair.1 + padding : padding + pair.1
    }
    print(padded.joined(separator: "  "))
  }
}

/// `value` with `digits` decimals; a dash for nil.
func decimal(_ value: Double?, digits: Int) -> String {
  guard let value, value.isFinite else { return "-" }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let scaled = Int((abs(value) * scale).rounded())
  let fraction = String(scaled % Int(scale))
  let sign = value < 0 ? "-" : ""
  let whole = "\(sign)\(scaled / Int(scale))"
  return digits == 0 ? whole : "\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
}
