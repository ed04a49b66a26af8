// `row...` reduces each row (rows x 1), `column...` each column (1 x columns), the plain name the whole matrix.
//
// Sums and means are added in Double and rounded once to the scalar. With u = 2^-53, |error| <= gamma_k sum|x| before
// that rounding, where k = count / 16 + rows + 4 for the whole matrix, columns / 16 + 5 for a row, rows for a column.
// The order depends on the shape alone: a slice and its copy, every instruction set and every thread count give the
// same bits.

extension Matrix {
  /// The sum of all elements; 0 for an empty matrix.
  ///
  /// - Complexity: `count` additions in Double, in an order fixed by the shape.
  public func sum() -> Scalar { Scalar(withView { $0.sum() }) }

  /// The sum of each row, `rows` x 1.
  public func rowSums() -> Matrix { Matrix(column: withView { $0.rowSums() }) }

  /// The sum of each column, 1 x `columns`.
  public func columnSums() -> Matrix { Matrix(row: withView { $0.columnSums() }) }

  /// The mean of all elements.
  ///
  /// - Precondition: the matrix is not empty.
  public func mean() -> Scalar {
    require(count > 0, "the mean of a \(shapeText) matrix: it is empty")
    return Scalar(withView { $0.sum() } / Double(count))
  }

  /// The mean of each row, `rows` x 1.
  ///
  /// - Precondition: there are columns, or no rows.
  public func rowMeans() -> Matrix {
    requireElementsInRows("means")
    return Matrix(column: withView { $0.rowSums(dividedBy: Double(columns)) })
  }

  /// The mean of each column, 1 x `columns`.
  ///
  /// - Precondition: there are rows, or no columns.
  public func columnMeans() -> Matrix {
    requireElementsInColumns("means")
    return Matrix(row: withView { $0.columnSums(dividedBy: Double(rows)) })
  }

  /// The largest element; NaN where any element is NaN.
  ///
  /// - Precondition: the matrix is not empty.
  public func max() -> Scalar { withView { $0.max() } }

  /// The smallest element; NaN where any element is NaN.
  ///
  /// - Precondition: the matrix is not empty.
  public func min() -> Scalar { withView { $0.min() } }

  /// The largest element of each row, `rows` x 1; NaN for a row with a NaN.
  ///
  /// - Precondition: there are columns, or no rows.
  public func rowMaxima() -> Matrix { Matrix(column: withView { $0.rowMaxima() }) }

  /// The smallest element of each row, `rows` x 1; NaN for a row with a NaN.
  ///
  /// - Precondition: there are columns, or no rows.
  public func rowMinima() -> Matrix { Matrix(column: withView { $0.rowMinima() }) }

  /// The largest element of each column, 1 x `columns`; NaN for a column with a NaN.
  ///
  /// - Precondition: there are rows, or no columns.
  public func columnMaxima() -> Matrix {
    requireElementsInColumns("maxima")
    return Matrix(row: withView { $0.columnMaxima() })
  }

  /// The smallest element of each column, 1 x `columns`; NaN for a column with a NaN.
  ///
  /// - Precondition: there are rows, or no columns.
  public func columnMinima() -> Matrix {
    requireElementsInColumns("minima")
    return Matrix(row: withView { $0.columnMinima() })
  }

  /// The position of the largest element: the first of equals in row-major order, or of the first NaN.
  ///
  /// - Precondition: the matrix is not empty.
  public func argmax() -> (row: Int, column: Int) {
    require(count > 0, "the index of the largest element of a \(shapeText) matrix: it is empty")
    return first(of: rowArgmax()) { $0 > $1 }
  }

  /// The column of each row's largest element: the first of equals, or of the first NaN.
  ///
  /// - Precondition: there are columns, or no rows.
  public func rowArgmax() -> [Int] {
    requireElementsInRows("indices of the largest elements")
    return withView { $0.rowArgmax() }
  }

  /// The row of each column's largest element: the first of equals, or of the first NaN.
  ///
  /// - Precondition: there are rows, or no columns.
  /// - Complexity: O(count), and a copy of the matrix.
  public func columnArgmax() -> [Int] {
    requireElementsInColumns("indices of the largest elements")
    return transposed().rowArgmax()
  }

  /// The position of the smallest element: the first of equals in row-major order, or of the first NaN.
  ///
  /// - Precondition: the matrix is not empty.
  public func argmin() -> (row: Int, column: Int) {
    require(count > 0, "the index of the smallest element of a \(shapeText) matrix: it is empty")
    return first(of: rowArgmin()) { $0 < $1 }
  }

  /// The column of each row's smallest element: the first of equals, or of the first NaN.
  ///
  /// - Precondition: there are columns, or no rows.
  public func rowArgmin() -> [Int] {
    requireElementsInRows("indices of the smallest elements")
    return withView { $0.rowArgmin() }
  }

  /// The row of each column's smallest element: the first of equals, or of the first NaN.
  ///
  /// - Precondition: there are rows, or no columns.
  /// - Complexity: O(count), and a copy of the matrix.
  public func columnArgmin() -> [Int] {
    requireElementsInColumns("indices of the smallest elements")
    return transposed().rowArgmin()
  }

  /// The first row whose element at its candidate column is the best one, or NaN.
  private func first(
    of candidates: [Int], _ isBetter: (Scalar, Scalar) -> Bool
  ) -> (row: Int, column: Int) {
    var best = 0
    for i in 0..<rows {
      let element = self[i, candidates[i]]
      if element.isNaN { return (i, candidates[i]) }
      if isBetter(element, self[best, candidates[best]]) { best = i }
    }
    return (best, candidates[best])
  }

  private func requireElementsInRows(_ what: String) {
    require(columns > 0 || rows == 0, "row \(what) of a \(shapeText) matrix: its rows are empty")
  }

  private func requireElementsInColumns(_ what: String) {
    require(rows > 0 || columns == 0, "column \(what) of a \(shapeText) matrix: its columns are empty")
  }
}
