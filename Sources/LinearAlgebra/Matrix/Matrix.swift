/// A dense matrix of `Float` or `Double`, a value.
///
/// Elements are stored in row-major order in memory that copies share until one of them is written. A slice (`m[2..<4,
/// ...]`, `m.row(0)`) is a matrix too: it shares the elements, with a row stride larger than its columns. A vector is a
/// matrix of one row or one column.
///
/// Sizes are at least 0. A matrix is beyond memory if it, or a row or a column of it, would take more than `Int.max`
/// bytes, even without elements: making one traps, or throws if its sizes are data.
///
/// ```swift
/// let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
/// let b = a * a.t + 1
/// ```
public struct Matrix<Scalar: BLASScalar>: Sendable {
  /// The elements, in `storage`.
  @usableFromInline package private(set) var view: MatrixView<Scalar>
  /// The elements of this matrix and, where it is a slice, of those around it.
  package private(set) var storage: MatrixStorage

  /// The number of rows.
  @inlinable public var rows: Int { view.rows }
  /// The number of columns.
  @inlinable public var columns: Int { view.columns }

  /// The matrix whose element (i, j) is `elements[i * columns + j]`.
  ///
  /// - Precondition: `rows` and `columns` are not negative, and `elements.count == rows * columns`.
  /// - Complexity: O(count), one allocation: the elements are copied.
  public init(_ elements: [Scalar], rows: Int, columns: Int) {
    let count = Self.count(rows, columns)
    require(elements.count == count, "a \(rows)x\(columns) matrix of \(elements.count) elements: it needs \(count)")
    self.init(unwrittenRows: rows, columns: columns)
    // In bounds: there is room for as many elements as the array has.
    unsafe elements.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe UnsafeMutablePointer(mutating: view.base).update(from: start, count: source.count)
    }
  }

  /// A matrix with uninitialized elements: the caller writes all of them before any is read.
  ///
  /// - Precondition: neither size is negative or beyond memory.
  @usableFromInline
  init(unwrittenRows rows: Int, columns: Int) {
    let count = Self.count(rows, columns)
    storage = MatrixStorage(count: count, stride: MemoryLayout<Scalar>.stride)
    // In bounds: the storage has room for `count` elements.
    let base = unsafe storage.base.bindMemory(to: Scalar.self, capacity: count)
    unsafe view = MatrixView(base: base, rows: rows, columns: columns, stride: columns)
  }

  /// A part of `whole`, which shares its storage.
  init(_ view: MatrixView<Scalar>, of whole: Matrix) {
    storage = whole.storage
    // Parts without elements keep the address of the whole: parts of parts, alternating with `reshaped`, could get to
    // any address.
    // In bounds: nothing is read of a part without elements.
    let base = unsafe view.rows == 0 || view.columns == 0 ? whole.view.base : view.base
    self.view = unsafe MatrixView(base: base, rows: view.rows, columns: view.columns, stride: view.stride)
  }

  /// The number of elements, `rows * columns`.
  @inlinable public var count: Int { rows * columns }

  /// The numbers of rows and of columns.
  public var shape: (rows: Int, columns: Int) { (rows, columns) }

  /// Whether there are no gaps between rows.
  @usableFromInline package var isContiguous: Bool { view.stride == columns || rows <= 1 }

  /// Gives the matrix unshared storage of its own size, unless it has that; returns the address of its elements.
  @usableFromInline
  mutating func makeUnique() -> UnsafeMutablePointer<Scalar> {
    if storage.count != count || !storage.isUnique() { self = copy() }
    return unsafe UnsafeMutablePointer(mutating: view.base)
  }

  /// The matrix whose elements are all set by `write`; they are uninitialized before.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func written(rows: Int, columns: Int, by write: (MutableMatrixView<Scalar>) -> Void) -> Matrix {
    var matrix = Matrix(unwrittenRows: rows, columns: columns)
    matrix.withMutableView(write)
    return matrix
  }

  /// The same elements in a storage of their own, without gaps.
  @usableFromInline
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func copy() -> Matrix {
    .written(rows: rows, columns: columns) { copy in withView { copy.update(from: $0) } }
  }

  /// Calls `body` with a view of the elements, which must not outlive the call.
  package func withView<R, E: Error>(_ body: (MatrixView<Scalar>) throws(E) -> R) throws(E) -> R {
    defer { extendLifetime(storage) }
    return try body(view)
  }

  /// Calls `body` with a view for writing, which must not outlive the call; copies shared elements first.
  package mutating func withMutableView<R, E: Error>(
    _ body: (MutableMatrixView<Scalar>) throws(E) -> R
  ) throws(E) -> R {
    defer { extendLifetime(storage) }
    // In bounds: the storage holds exactly rows * columns elements now.
    return try body(unsafe MutableMatrixView(base: makeUnique(), rows: rows, columns: columns, stride: columns))
  }
}
