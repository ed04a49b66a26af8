/// An operand of a product: a view, and whether it stands for its transpose.
package struct Operand<Scalar: BLASScalar>: Shaped, Sendable {
  package let view: MatrixView<Scalar>
  package let isTransposed: Bool

  package init(_ view: MatrixView<Scalar>, isTransposed: Bool = false) {
    self.view = view
    self.isTransposed = isTransposed
  }

  /// The rows of the operand, after transposition.
  package var rows: Int { isTransposed ? view.columns : view.rows }
  package var columns: Int { isTransposed ? view.rows : view.columns }

  /// Whether this is the transpose of the same elements.
  func isTranspose(of other: Operand) -> Bool {
    unsafe isTransposed != other.isTransposed && view.base == other.view.base && view.rows == other.view.rows
      && view.columns == other.view.columns && view.stride == other.view.stride
  }

  /// The distance in elements between rows, and between columns.
  var rowStride: Int { isTransposed ? 1 : view.stride }
  var columnStride: Int { isTransposed ? view.stride : 1 }

  /// The rows of `range`, in place.
  func rows(_ range: Range<Int>) -> Operand {
    Operand(isTransposed ? view.columns(range) : view.rows(range), isTransposed: isTransposed)
  }
}

extension MatrixView {
  /// This matrix, as an operand of a product.
  package var operand: Operand<Scalar> { Operand(self) }
  /// Its transpose, as an operand of a product; nothing is copied.
  package var t: Operand<Scalar> { Operand(self, isTransposed: true) }
}
