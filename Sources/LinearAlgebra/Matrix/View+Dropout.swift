/// Which elements of a matrix rest, at random: a function of the seed, the step, the layer, and the element's row and
/// column, so that nothing is kept and an element rests or not whoever looks at it.
package struct DropoutMask: Sendable {
  private let seed: UInt64
  private let layer: UInt32
  private let step: UInt32
  /// An element rests where its word, any of 2^32, is below.
  private let threshold: UInt32
  /// What the others are multiplied with: 1 / (1 - rate).
  private let scale: Double

  /// - Precondition: `rate`, the share of elements that rest, is in 0..<1.
  package init(rate: Double, seed: UInt64, layer: Int, step: Int) {
    require(rate >= 0 && rate < 1, "a dropout rate of \(rate): it must be at least 0 and below 1")
    self.seed = seed
    self.layer = UInt32(truncatingIfNeeded: layer)
    self.step = UInt32(truncatingIfNeeded: step)
    threshold = UInt32(rate * 0x1p32)
    scale = 1 / (1 - rate)
  }

  /// Sets `y` to `x`, its elements at rest to zero and the others scaled; the first element of both is the mask's at
  /// `row` and `column`. `y` may be `x` itself.
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
