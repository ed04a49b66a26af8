/// A dense matrix of `Float` or `Double`, a value.
///
/// Elements are stored row by row in an array that copies share until one of them is written. A slice
/// (`m[2..<4, ...]`, `m.row(0)`) is a matrix too: it shares the elements and skips `stride - columns` of them between
/// rows. A vector is a matrix of one row or one column.
///
/// Sizes are at least 0. A matrix, or a row or a column of it, of more than `Int.max` bytes is beyond memory, also where it
/// has no elements: what makes one traps, or throws where its sizes are data.
///
/// ```swift
/// let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
/// let b = a * a.t + 1
/// ```
public struct Matrix<Scalar: BLASScalar>: Sendable {
  /// The number of rows.
  public private(set) var rows: Int
  /// The number of columns.
  public private(set) var columns: Int
  /// The elements of this matrix and, where it is a slice, of those around it.
  package private(set) var elements: [Scalar]
  /// The index in `elements` of element (0, 0); 0 where there is none.
  package private(set) var offset: Int
  /// The distance in `elements` from a row to the next; at least `columns`.
  package private(set) var stride: Int

  /// The matrix whose element (i, j) is `elements[i * columns + j]`.
  ///
  /// - Precondition: `rows` and `columns` are not negative, and `elements.count == rows * columns`.
  /// - Complexity: O(1); the array is shared until one side writes.
  public init(_ elements: [Scalar], rows: Int, columns: Int) {
    let count = Self.count(rows, columns)
    require(elements.count == count, "a \(rows)x\(columns) matrix of \(elements.count) elements: it needs \(count)")
    self.init(elements: elements, offset: 0, stride: columns, rows: rows, columns: columns)
  }

  /// A matrix over a part of `elements` that the caller has checked.
  package init(elements: [Scalar], offset: Int, stride: Int, rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
    // Slices of rows without elements, in turn with `reshaped`, could add up to any offset.
    self.offset = rows == 0 || columns == 0 ? 0 : offset
    self.stride = stride
  }

  /// The number of elements, `rows * columns`.
  public var count: Int { rows * columns }

  /// The shape as traps print it: `3x4`.
  package var shape: String { "\(rows)x\(columns)" }

  /// Whether the elements lie side by side, without a gap between rows.
  package var isContiguous: Bool { stride == columns || rows <= 1 }

  /// Writes an element whose indices the caller has checked; 81 ns through a view, 15 here.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func setElement(_ i: Int, _ j: Int, to value: Scalar) {
    compact()
    elements[i * columns + j] = value
  }

  /// Gives the matrix an array of its own size, unless it already covers all of its array.
  private mutating func compact() {
    if elements.count == count { return }
    self = Matrix(withView { $0.elements() }, rows: rows, columns: columns)
  }
}

extension Matrix {
  /// Calls `body` with a view of the elements, which must not outlive the call.
  package func withView<R, E: Error>(_ body: (MatrixView<Scalar>) throws(E) -> R) throws(E) -> R {
    try unsafe elements.withUnsafeBufferPointer { buffer throws(E) -> R in
      // In bounds: `offset` and `stride` place every row inside `elements`.
      let base = unsafe (buffer.baseAddress ?? MatrixView<Scalar>.nowhere) + offset
      return try body(unsafe MatrixView(base: base, rows: rows, columns: columns, stride: stride))
    }
  }

  /// Calls `body` with a view for writing, which must not outlive the call; copies shared elements first.
  package mutating func withMutableView<R, E: Error>(
    _ body: (MutableMatrixView<Scalar>) throws(E) -> R
  ) throws(E) -> R {
    compact()
    let (rows, columns) = (rows, columns)
    return try unsafe elements.withUnsafeMutableBufferPointer { buffer throws(E) -> R in
      // In bounds: after `compact` the array holds exactly rows * columns elements.
      let base = unsafe buffer.baseAddress ?? UnsafeMutablePointer(mutating: MatrixView<Scalar>.nowhere)
      return try body(unsafe MutableMatrixView(base: base, rows: rows, columns: columns, stride: columns))
    }
  }
}
