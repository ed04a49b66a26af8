/// A matrix in memory that the caller owns: passed to kernels, layers and members of a team.
///
/// The owner keeps the memory alive and unwritten while views of it are in use. Only kernels read its elements, after
/// shapes were checked.
@safe @usableFromInline package struct MatrixView<Scalar: BLASScalar>: Shaped, @unchecked Sendable {
  /// Element (0, 0).
  @usableFromInline package let base: UnsafePointer<Scalar>
  @usableFromInline package let rows: Int
  @usableFromInline package let columns: Int
  /// Elements from a row to the next; at least `columns`.
  @usableFromInline package let stride: Int

  @unsafe package init(base: UnsafePointer<Scalar>, rows: Int, columns: Int, stride: Int) {
    unsafe self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// The rows that a loop has to visit: none if they have no elements, since there may be 2^60 such rows.
  package var filledRows: Int { columns == 0 ? 0 : rows }

  /// The block of these rows and columns, in place.
  @inline(__always)
  package func block(_ rows: Range<Int>, _ columns: Range<Int>) -> MatrixView {
    require(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows \(rows) of a \(shapeText) matrix")
    require(
      columns.lowerBound >= 0 && columns.upperBound <= self.columns, "columns \(columns) of a \(shapeText) matrix")
    // In bounds: the ranges were checked.
    return unsafe MatrixView(
      base: base + rows.lowerBound * stride + columns.lowerBound, rows: rows.count, columns: columns.count,
      stride: stride)
  }

  package func rows(_ range: Range<Int>) -> MatrixView { block(range, 0..<columns) }

  package func row(_ index: Int) -> MatrixView { rows(index..<index + 1) }

  package func columns(_ range: Range<Int>) -> MatrixView { block(0..<rows, range) }

  // In bounds: `place` checks both indices; likewise for writing.
  package subscript(i: Int, j: Int) -> Scalar { unsafe base[place(i, j)] }

  /// Where an element lies behind the first.
  @inline(__always)
  fileprivate func place(_ i: Int, _ j: Int) -> Int {
    require(i >= 0 && i < rows && j >= 0 && j < columns, "element (\(i), \(j)) of a \(shapeText) matrix")
    return i * stride + j
  }

  /// The elements in row-major order, copied into an array.
  package func elements() -> [Scalar] {
    unsafe [Scalar](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      count = rows * columns
      guard count > 0, let start = buffer.baseAddress else { return }
      // In bounds: the buffer has room for `columns` elements of each of `rows` rows.
      for i in 0..<rows { unsafe (start + i * columns).initialize(from: base + i * stride, count: columns) }
    }
  }

  /// An address for matrices without elements, which is never read.
  package static var nowhere: UnsafePointer<Scalar> { unsafe UnsafePointer(bitPattern: 64).unsafelyUnwrapped }
}

/// A matrix for writing, in memory that the caller owns; only the holder of the view accesses it meanwhile.
@safe package struct MutableMatrixView<Scalar: BLASScalar>: Shaped, @unchecked Sendable {
  /// Element (0, 0).
  package let base: UnsafeMutablePointer<Scalar>
  package let rows: Int
  package let columns: Int
  /// Elements from a row to the next; at least `columns`.
  package let stride: Int

  @unsafe package init(base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int) {
    unsafe self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// The part of a writable matrix that `view` reads.
  init(writing view: MatrixView<Scalar>) {
    unsafe base = UnsafeMutablePointer(mutating: view.base)
    (rows, columns, stride) = (view.rows, view.columns, view.stride)
  }

  /// The rows that a loop has to visit, as for reading.
  package var filledRows: Int { reading.filledRows }

  /// The same matrix for reading.
  package var reading: MatrixView<Scalar> {
    unsafe MatrixView(base: base, rows: rows, columns: columns, stride: stride)
  }

  @inline(__always)
  package func block(_ rows: Range<Int>, _ columns: Range<Int>) -> MutableMatrixView {
    MutableMatrixView(writing: reading.block(rows, columns))
  }

  package func rows(_ range: Range<Int>) -> MutableMatrixView { block(range, 0..<columns) }

  package func row(_ index: Int) -> MutableMatrixView { rows(index..<index + 1) }

  /// The first `rows` x `columns` elements of a matrix without gaps, in that shape.
  package func reshaped(rows: Int, columns: Int) -> MutableMatrixView {
    require(
      rows >= 0 && columns >= 0 && rows * columns <= self.rows * self.columns
        && (stride == self.columns || self.rows <= 1), "a matrix of \(rows)x\(columns) in one of \(shapeText)")
    // In bounds: the elements have no gaps, and there are enough.
    return unsafe MutableMatrixView(base: base, rows: rows, columns: columns, stride: columns)
  }

  package func columns(_ range: Range<Int>) -> MutableMatrixView { block(0..<rows, range) }

  package subscript(i: Int, j: Int) -> Scalar {
    get { reading[i, j] }
    nonmutating set { unsafe base[reading.place(i, j)] = newValue }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func fill(_ value: Scalar) {
    // In bounds: each row has `columns` elements.
    for i in 0..<filledRows { unsafe (base + i * stride).update(repeating: value, count: columns) }
  }

  /// Copies the elements of `other`, of the same shape.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func update(from other: MatrixView<Scalar>) {
    require(other.rows == rows && other.columns == columns, "copying \(other.shapeText) into \(shapeText)")
    // In bounds: both have `columns` elements in each of `rows` rows.
    for i in 0..<filledRows { unsafe (base + i * stride).update(from: other.base + i * other.stride, count: columns) }
  }
}
