extension Matrix {
  /// A matrix whose elements are all `value`.
  ///
  /// - Precondition: neither size is negative or beyond memory.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(repeating value: Scalar, rows: Int, columns: Int) {
    self = .written(rows: rows, columns: columns) { $0.fill(value) }
  }

  /// A `rows` x `columns` matrix of zeros.
  ///
  /// - Precondition: neither size is negative or beyond memory.
  public static func zeros(rows: Int, columns: Int) -> Matrix {
    Matrix(repeating: 0, rows: rows, columns: columns)
  }

  /// The `n` x `n` matrix with ones on its diagonal and zeros elsewhere.
  ///
  /// - Precondition: `n` is not negative, and n x n not beyond memory.
  public static func identity(_ n: Int) -> Matrix {
    square(n) { _ in 1 }
  }

  /// The square matrix with `elements` on its diagonal and zeros elsewhere.
  public static func diagonal(_ elements: [Scalar]) -> Matrix {
    square(elements.count) { elements[$0] }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func square(_ n: Int, diagonal: (Int) -> Scalar) -> Matrix {
    .written(rows: n, columns: n) { all in
      all.fill(0)
      for i in 0..<n { all[i, i] = diagonal(i) }
    }
  }

  /// The matrix of these rows: `Matrix(rows: [[1, 2], [3, 4]])`.
  ///
  /// Without rows it is a 0 x 0 matrix.
  ///
  /// - Precondition: all rows have the same number of elements.
  public init(rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    for (i, row) in rows.enumerated() {
      require(row.count == columns, "a matrix of rows: row \(i) has \(row.count) elements, row 0 has \(columns)")
    }
    self = .written(rows: rows.count, columns: columns) { all in
      for (i, row) in rows.enumerated() { row.span.withRowView { all.row(i).update(from: $0) } }
    }
  }

  /// The 1 x n matrix of `elements`.
  ///
  /// - Complexity: O(n), one allocation: the elements are copied.
  public init(row elements: [Scalar]) {
    self.init(elements, rows: 1, columns: elements.count)
  }

  /// The n x 1 matrix of `elements`.
  ///
  /// - Complexity: O(n), one allocation: the elements are copied.
  public init(column elements: [Scalar]) {
    self.init(elements, rows: elements.count, columns: 1)
  }

  /// The matrix whose element (i, j) is `element(i, j)`, called once for each, row by row.
  ///
  /// ```swift
  /// let hilbert = Matrix<Double>(rows: 3, columns: 3) { i, j in 1 / Double(i + j + 1) }
  /// ```
  ///
  /// - Precondition: neither size is negative or beyond memory.
  /// - Throws: what `element` throws.
  public init<E: Error>(
    rows: Int, columns: Int, _ element: (_ i: Int, _ j: Int) throws(E) -> Scalar
  ) throws(E) {
    self.init(unwrittenRows: rows, columns: columns)
    try withMutableView { all throws(E) in
      // In bounds: every row has `columns` elements.
      for i in 0..<all.filledRows { for j in 0..<columns { unsafe all.base[i * columns + j] = try element(i, j) } }
    }
  }
  /// The matrix whose elements `append` appends to a span in row-major order; elements from a file need no array in
  /// between.
  ///
  /// ```swift
  /// let ramp = Matrix<Float>(rows: 2, columns: 3, appending: { span in
  ///   for i in 0..<6 { span.append(Float(i)) }
  /// })
  /// ```
  ///
  /// - Precondition: neither size is negative or beyond memory; `append` appends `rows * columns` elements, for
  ///   which the span has room and for no more.
  /// - Complexity: one allocation.
  /// - Throws: what `append` throws.
  public init<E: Error>(
    rows: Int, columns: Int, appending append: (inout OutputSpan<Scalar>) throws(E) -> Void
  ) throws(E) {
    self.init(unwrittenRows: rows, columns: columns)
    try withMutableView { view throws(E) in
      // In bounds: the storage has room for rows * columns elements.
      let room = unsafe UnsafeMutableBufferPointer(start: view.base, count: rows * columns)
      var span = unsafe OutputSpan(buffer: room, initializedCount: 0)
      try append(&span)
      let count = unsafe span.finalize(for: room)
      require(
        count == rows * columns, "a \(rows)x\(columns) matrix of \(count) elements: it needs \(rows * columns)")
    }
  }
}
