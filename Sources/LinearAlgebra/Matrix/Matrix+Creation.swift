extension Matrix {
  /// A matrix whose elements are all `value`.
  ///
  /// - Precondition: neither size is negative or beyond memory.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(repeating value: Scalar, rows: Int, columns: Int) {
    self.init(Array(repeating: value, count: Self.count(rows, columns)), rows: rows, columns: columns)
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
    var all = [Scalar](repeating: 0, count: count(n, n))
    for i in 0..<n { all[i * n + i] = diagonal(i) }
    return Matrix(all, rows: n, columns: n)
  }

  /// The matrix of these rows: `Matrix(rows: [[1, 2], [3, 4]])`.
  ///
  /// No row makes a 0 x 0 matrix.
  ///
  /// - Precondition: the rows have equally many elements.
  public init(rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    for (i, row) in rows.enumerated() {
      require(row.count == columns, "a matrix of rows: row \(i) has \(row.count) elements, row 0 has \(columns)")
    }
    self.init(Array(rows.joined()), rows: rows.count, columns: columns)
  }

  /// The 1 x n matrix of `elements`.
  ///
  /// - Complexity: O(1); the array is shared until one side writes.
  public init(row elements: [Scalar]) {
    self.init(elements, rows: 1, columns: elements.count)
  }

  /// The n x 1 matrix of `elements`.
  ///
  /// - Complexity: O(1); the array is shared until one side writes.
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
    var all = [Scalar]()
    let size = Self.count(rows, columns)
    all.reserveCapacity(size)
    for i in 0..<(size == 0 ? 0 : rows) { for j in 0..<columns { all.append(try element(i, j)) } }
    self.init(all, rows: rows, columns: columns)
  }
}
