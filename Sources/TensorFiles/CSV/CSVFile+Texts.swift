extension CSVFile {
  /// The texts of a column's cells.
  ///
  /// - Throws: `.mismatch` where there is no such column; `.malformed` for a cell that is not UTF-8.
  /// - Complexity: O(the size of the file).
  public func texts(of column: CSVColumn) throws(TensorFileError) -> [String] {
    var texts = [String]()
    texts.reserveCapacity(rows)
    try forEachCell(of: column) { (scanner, cell) throws(TensorFileError) in texts.append(try scanner.text(of: cell)) }
    return texts
  }

  /// The classes in a column: for each row the index of its class among the names.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - names: the possible classes, such as those of the training data; if nil, those in the column, in ascending
  ///     order: by value if all are integers, else by their characters.
  /// - Throws: `.mismatch` if there is no such column, or a name is repeated; `.malformed` for a cell that is empty,
  ///   not UTF-8, or none of the `names`.
  /// - Complexity: O(the size of the file).
  public func classes(
    of column: CSVColumn, names: [String]? = nil
  ) throws(TensorFileError) -> (labels: [Int], names: [String]) {
    var labels = [Int]()
    labels.reserveCapacity(rows)
    var found = names ?? []
    var places = [String: Int]()
    for (place, name) in found.enumerated() {
      guard places.updateValue(place, forKey: name) == nil else {
        throw TensorFileError(.mismatch, file: self.name, "classes that are to be named '\(name)' twice")
      }
    }
    try forEachCell(of: column) { (scanner, cell) throws(TensorFileError) in
      let text = try scanner.text(of: cell)
      if let place = places[text] { return labels.append(place) }
      guard names == nil else {
        throw scanner.failure(cell, expected: "one of \(found.map { "'\($0)'" }.joined(separator: ", "))")
      }
      guard !text.isEmpty else { throw scanner.failure(cell, expected: "a class") }
      places[text] = found.count
      labels.append(found.count)
      found.append(text)
    }
    if names != nil { return (labels, found) }
    // Until here in the order of their appearance.
    let byValue = found.allSatisfy { Int($0) != nil }
    let order = found.indices.sorted { a, b in
      if byValue, let x = Int(found[a]), let y = Int(found[b]), x != y { return x < y }
      return found[a] < found[b]
    }
    var ranks = Array(repeating: 0, count: order.count)
    for (rank, place) in order.enumerated() { ranks[place] = rank }
    return (labels.map { ranks[$0] }, order.map { found[$0] })
  }

  private func forEachCell(
    of column: CSVColumn, _ body: (CSVScanner, CSVScanner.Cell) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    let place = try place(of: column)
    var (scanner, count) = (try scanner(), 0)
    while let cell = try scanner.next() {
      if cell.column == place { try body(scanner, cell) }
      if cell.isLast { count += 1 }
    }
    try requireRows(count)
  }
}
