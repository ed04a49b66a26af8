/// A column of a CSV file, by its name or by its place: a literal will do, `"species"` or `4`.
public enum CSVColumn: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// The column of this name, of which there is one.
  case named(String)
  /// The column at this place, counted from 0.
  case at(Int)

  /// The column of this name.
  public init(stringLiteral name: String) { self = .named(name) }
  /// The column at this place, counted from 0.
  public init(integerLiteral place: Int) { self = .at(place) }
}

extension CSVFile {
  /// The place of a column, from 0.
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

  /// The places of columns; all of the file's for nil, but those that are `taken`.
  package func places(
    of wanted: [CSVColumn]?, without taken: [CSVColumn] = []
  ) throws(TensorFileError) -> [Int] {
    var places = [Int]()
    guard let wanted else {
      var isTaken = Array(repeating: false, count: columns)
      for column in taken { isTaken[try place(of: column)] = true }
      return (0..<columns).filter { !isTaken[$0] }
    }
    for column in wanted { places.append(try place(of: column)) }
    return places
  }
}
