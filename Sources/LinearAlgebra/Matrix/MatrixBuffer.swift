/// Memory of a fixed shape that is written in place through a view: the scratch of a training loop.
///
/// A view must not outlive its buffer; only the holder of a view accesses it meanwhile.
@safe package final class MatrixBuffer<Scalar: BLASScalar> {
  private let base: UnsafeMutablePointer<Scalar>
  package let rows: Int
  package let columns: Int

  /// A buffer full of NaN, so that reading an element before it is written is detected.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let count = Matrix<Scalar>.count(rows, columns)
    // Aligned to a cache line, so that no vector straddles two lines.
    unsafe base = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: 64
    ).bindMemory(to: Scalar.self, capacity: count)
    unsafe base.initialize(repeating: .nan, count: count)
  }

  deinit { unsafe base.deallocate() }

  /// The whole buffer.
  package var view: MutableMatrixView<Scalar> {
    // In bounds: the memory holds rows * columns elements.
    unsafe MutableMatrixView(base: base, rows: rows, columns: columns, stride: columns)
  }

  /// The elements of a page.
  package static var page: Int { 4096 / MemoryLayout<Scalar>.stride }

  package func firstRows(_ rows: Int) -> MutableMatrixView<Scalar> { view.rows(0..<rows) }
}
