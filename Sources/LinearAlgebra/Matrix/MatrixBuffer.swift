/// Memory of a fixed shape that is written in place through a view: the scratch of a training loop.
///
/// A view must not outlive its buffer; only the holder of a view accesses it meanwhile.
@safe package final class MatrixBuffer<Scalar: BLASScalar> {
  /// The memory, which no other matrix shares.
  private let matrix: Matrix<Scalar>

  /// A buffer full of NaN, so that reading an element before it is written is detected.
  package init(rows: Int, columns: Int) { matrix = Matrix(repeating: .nan, rows: rows, columns: columns) }

  package var rows: Int { matrix.rows }
  package var columns: Int { matrix.columns }

  /// The whole buffer.
  package var view: MutableMatrixView<Scalar> { MutableMatrixView(writing: matrix.view) }

  /// The elements of a page.
  package static var page: Int { 4096 / MemoryLayout<Scalar>.stride }

  package func firstRows(_ rows: Int) -> MutableMatrixView<Scalar> { view.rows(0..<rows) }
}
