extension Matrix: CustomStringConvertible {
  /// The shape, then the elements in aligned columns, rounded to six significant digits; with more than 8 rows or
  /// columns only the first and the last 3, with an ellipsis between them.
  ///
  /// ```
  /// 2x3 Matrix<Float>
  ///    1.0    0.125  -3.0
  ///   10.0  nan       1e-07
  /// ```
  public var description: String {
    let (rowIndices, columnIndices) = (shownIndices(of: rows), shownIndices(of: columns))
    let texts = columnIndices.map { j in
      aligned(rowIndices.map { i in i.flatMap { i in j.map { j in text(of: self[i, j]) } } ?? "…" })
    }
    var lines = ["\(shapeText) Matrix<\(Scalar.self)>"]
    for row in rowIndices.indices where !texts.isEmpty {
      var line = ""
      for column in texts { line += "  " + column[row] }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

extension TransposedMatrix: CustomStringConvertible {
  /// The description of the transpose as a matrix.
  public var description: String { _stored.transposed().description }
}

/// The printed ones of `count` indices; nil stands for those omitted.
private func shownIndices(of count: Int) -> [Int?] {
  count <= 8 ? (0..<count).map { $0 } : [0, 1, 2, nil, count - 3, count - 2, count - 1]
}

/// The texts padded to one width, with aligned decimal points.
private func aligned(_ texts: [String]) -> [String] {
  let heads = texts.map { $0.prefix { $0 != "." && $0 != "e" }.count }
  let head = heads.max() ?? 0
  let tail = zip(texts, heads).map { $0.count - $1 }.max() ?? 0
  return zip(texts, heads).map { text, own in
    String(repeating: " ", count: head - own) + text + String(repeating: " ", count: tail - (text.count - own))
  }
}

/// The shortest text that reads back as `x`, or as `x` rounded to six significant digits or to an integer.
private func text(of x: some BLASScalar) -> String {
  let exact = "\(x)"
  if exact.utf8.count <= 7 || !x.isFinite { return exact }
  // Only the part before an exponent is rounded: its scale is a power of ten that Double holds exactly.
  let parts = exact.split(separator: "e")
  guard let mantissa = Double(parts[0]) else { return exact }
  var scale = 1.0
  while mantissa.magnitude * scale < 99_999.5 { scale *= 10 }
  let rounded = (mantissa * scale).rounded() / scale
  if rounded == mantissa { return exact }
  let text = "\(rounded)"
  let isWhole = text.hasSuffix(".0") && (parts.count == 2 || scale == 1)
  return (isWhole ? String(text.dropLast(2)) : text) + (parts.count == 2 ? "e" + parts[1] : "")
}
