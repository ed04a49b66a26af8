/// Applies an orthogonal matrix U, accumulated in a window on the diagonal of H, to the rest of H and to Z by products.
@safe struct WindowUpdate<Scalar: BLASScalar> {
  let h: ColumnMatrix<Scalar>
  private let z: ColumnMatrix<Scalar>?
  /// Whether rows and columns beyond the active block are updated.
  private let isFull: Bool
  let configuration: ComputeConfiguration
  private let buffer: MatrixBuffer<Scalar>

  /// For windows of at most `largest` rows.
  init(
    h: ColumnMatrix<Scalar>, z: ColumnMatrix<Scalar>?, isFull: Bool, largest: Int, configuration: ComputeConfiguration
  ) {
    (self.h, self.z, self.isFull, self.configuration) = (h, z, isFull, configuration)
    buffer = MatrixBuffer(rows: largest, columns: h.columns)
  }

  /// H := U^T H U outside the window of an active block, and Z := Z U; the rows from `done` on are up to date.
  func apply(_ u: ColumnMatrix<Scalar>, window: Range<Int>, active: Range<Int>, done: Int) {
    let above = (isFull ? 0 : active.lowerBound)..<done
    let right = window.upperBound..<(isFull ? h.columns : active.upperBound)
    multiplyColumns(h, window, rows: above, u)
    if !right.isEmpty {
      // Transposed: H^T U.
      let target = h.view.rows(right).columns(window)
      let product = buffer.view.reshaped(rows: right.count, columns: window.count)
      multiply(target.reading.operand, u.view.reading.t, into: product, configuration: configuration)
      target.update(from: product.reading)
    }
    if let z { multiplyColumns(z, window, rows: 0..<z.rows, u) }
  }

  /// Transposed: U^T A^T.
  private func multiplyColumns(
    _ a: ColumnMatrix<Scalar>, _ window: Range<Int>, rows: Range<Int>, _ u: ColumnMatrix<Scalar>
  ) {
    if rows.isEmpty { return }
    let target = a.view.rows(window).columns(rows)
    let product = buffer.view.reshaped(rows: window.count, columns: rows.count)
    multiply(u.view.reading.operand, target.reading.operand, into: product, configuration: configuration)
    target.update(from: product.reading)
  }
}
