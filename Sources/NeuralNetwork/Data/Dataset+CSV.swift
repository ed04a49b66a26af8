import LinearAlgebra
import TensorFiles

extension Dataset {
  /// The rows of a CSV file as samples, with the class in one column.
  ///
  /// ```swift
  /// let iris = try Dataset<Double>(CSVFile(contentsOf: "iris.csv"), label: "species")
  /// ```
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - label: the column of the classes.
  ///   - classNames: the possible classes; for test data those of the training data. If nil, those in the column, in
  ///     ascending order, as in `CSVFile.classes(of:names:)`.
  ///   - features: the columns of the features; all but `label` if nil.
  /// - Throws: `TensorFileError`, with the line and column of a cell that is no number or no class; `.mismatch` where there
  ///   is no such column.
  /// - Complexity: O(the size of the file), and memory for the data set.
  public init(
    _ file: CSVFile, label: CSVColumn, classNames: [String]? = nil, features: [CSVColumn]? = nil
  ) throws(TensorFileError) {
    let (labels, names) = try file.classes(of: label, names: classNames)
    guard !names.isEmpty else { throw TensorFileError(.mismatch, file: file.name, "has no rows, and so no classes") }
    self.init(
      features: try Matrix(file, places: file.places(of: features, without: [label])), labels: labels,
      classes: names.count, classNames: names)
  }

  /// The rows of a CSV file as samples, with the values of some columns to predict.
  ///
  /// ```swift
  /// let houses = try Dataset<Float>(CSVFile(contentsOf: "houses.csv"), targets: ["price"])
  /// ```
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - targets: the columns of the values.
  ///   - features: the columns of the features; all but `targets` if nil.
  /// - Throws: `TensorFileError`, with the line and column of a cell that is no number; `.mismatch` where there is no such
  ///   column.
  /// - Complexity: O(the size of the file), and memory for the data set.
  public init(
    _ file: CSVFile, targets: [CSVColumn], features: [CSVColumn]? = nil
  ) throws(TensorFileError) {
    self.init(
      features: try Matrix(file, places: file.places(of: features, without: targets)),
      targets: try Matrix(file, columns: targets))
  }
}

extension Matrix {
  /// The numbers in some columns of a CSV file; each row of the file is a row of the matrix.
  ///
  /// ```swift
  /// let x = try Matrix<Double>(CSVFile(contentsOf: "x.csv", hasHeader: false))
  /// ```
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - columns: which columns, and in which order; all of them if nil.
  /// - Throws: `TensorFileError`, with the line and column of a cell that is no number; `.mismatch` where there is no such
  ///   column.
  /// - Complexity: O(the size of the file), and memory for the matrix.
  public init(_ file: CSVFile, columns: [CSVColumn]? = nil) throws(TensorFileError) {
    try self.init(file, places: file.places(of: columns))
  }

  fileprivate init(_ file: CSVFile, places: [Int]) throws(TensorFileError) {
    try self.init(
      rows: file.rows, columns: places.count,
      appending: { span throws(TensorFileError) in
        try file.appendNumbers(of: places.map { .at($0) }, to: &span)
      })
  }
}
