/// Which elements of a matrix are dropped at random: a function of the seed, the step, the layer, and the element's row
/// and column, so that no mask is stored and every thread computes the same one.
package struct DropoutMask: Sendable {
  private let seed: UInt64
  private let layer: UInt32
  private let step: UInt32
  /// An element is dropped if its random word, of 32 bits, is below this.
  private let threshold: UInt32
  /// The factor of the others: 1 / (1 - rate).
  private let scale: Double

  /// - Precondition: `rate`, the share of dropped elements, is in 0..<1.
  package init(rate: Double, seed: UInt64, layer: Int, step: Int) {
    require(rate >= 0 && rate < 1, "a dropout rate of \(rate): it must be at least 0 and below 1")
    self.seed = seed
    self.layer = UInt32(truncatingIfNeeded: layer)
    self.step = UInt32(truncatingIfNeeded: step)
    threshold = UInt32(rate * 0x1p32)
    scale = 1 / (1 - rate)
  }

  /// Sets `y` to `x` with dropped elements zero and the others scaled; the first element of both is at `row` and
  /// `column` of the mask. `y` may be `x` itself.
  ///
  /// - Precondition: the shapes are the same; `column` is a multiple of 16.
  package func apply<Scalar>(
    to x: MatrixView<Scalar>, into y: MutableMatrixView<Scalar>, row: Int, column: Int
  ) {
    require(x.rows == y.rows && x.columns == y.columns, "dropout of \(x.shapeText) into \(y.shapeText)")
    require(column % 16 == 0, "dropout from column \(column) on: it must be a multiple of 16")
    // In bounds: both have `columns` elements in each of `rows` rows.
    unsafe Scalar._routines.best.dropOut(
      x.filledRows, x.columns, x.base, x.stride, y.base, y.stride, row, column, layer, step, seed, threshold,
      Scalar(scale))
  }
}
