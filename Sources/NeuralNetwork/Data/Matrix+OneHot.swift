import LinearAlgebra

extension Matrix {
  /// One row for each label: zeros, with a one in the label's column.
  ///
  /// - Precondition: labels lie in 0..<classes.
  public static func oneHot(_ labels: [Int], classes: Int) -> Matrix {
    var matrix = Matrix.zeros(rows: labels.count, columns: classes)
    for (row, label) in labels.enumerated() {
      require(label >= 0 && label < classes, "label \(label) of sample \(row): classes are 0..<\(classes)")
      matrix[row, label] = 1
    }
    return matrix
  }
}
