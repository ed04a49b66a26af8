/// A matrix is encoded as its `rows`, its `columns` and the array of its `elements` in row-major order.
extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rows, columns, elements
  }

  /// - Throws: `DecodingError` where a key is missing, a size is negative or beyond memory, or the sizes do not multiply to
  ///   the number of elements.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    if let problem = Self.problem(rows: rows, columns: columns) {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
    }
    let elements = try container.decode([Scalar].self, forKey: .elements)
    if elements.count != rows * columns {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container,
        debugDescription: "a \(rows)x\(columns) matrix of \(elements.count) elements: the counts disagree")
    }
    self.init(elements, rows: rows, columns: columns)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(scalars(), forKey: .elements)
  }
}
