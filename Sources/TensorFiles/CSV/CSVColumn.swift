/// A column of a CSV file, by name or by index, also as a literal: `"species"` or `4`.
public enum CSVColumn: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// The column with this name, which must be unique.
  case named(String)
  /// The column at this index, counted from 0.
  case at(Int)

  /// The column with this name.
  public init(stringLiteral name: String) { self = .named(name) }
  /// The column at this index, counted from 0.
  public init(integerLiteral place: Int) { self = .at(place) }
}

extension CSVFile {
  /// The index of a column, from 0.
  ///
  /// - Throws: `.mismatch` where there is no such column, or more than one.
  package func place(of column: CSVColumn) throws(TensorFileError) -> Int {
    switch column {
    case .at(let place):
      guard place >= 0, place < columns else {
        throw TensorFileError(.mismatch, file: name, "has \(columns) columns, none at \(place), counted from 0")
      }
      return place
    case .named(let wanted):
      guard let columnNames else {
        throw TensorFileError(.mismatch, file: name, "has no names of columns, so none that is '\(wanted)'")
      }
      guard let place = columnNames.firstIndex(of: wanted) else {
        let names = columnNames.map { "'\($0)'" }.joined(separator: ", ")
        throw TensorFileError(.mismatch, file: name, "has no column '\(wanted)', but \(names)")
      }
      guard columnNames.lastIndex(of: wanted) == place else {
        throw TensorFileError(.mismatch, file: name, "has more than one column '\(wanted)'")
      }
      return place
    }
  }

  /// The indices of columns; nil means all of the file's except those that are `taken`.
  package func places(
    of wanted: [CSVColumn]?, without taken: [CSVColumn] = []
  ) throws(TensorFileError) -> [Int] {
    guard let wanted else {
      let taken = Set(try taken.map(place(of:)))
      return (0..<columns).filter { !taken.contains($0) }
    }
    return try wanted.map(place(of:))
  }
}
