// The operations of update rules on parameters, beside arithmetic.

extension MutableMatrixView {
  /// One step with momentum on these parameters w, with g := gradient + coupling w, element by element:
  /// v := momentum v + g, w := w - rate v; if `leads` (Nesterov), w := w - rate (g + momentum v).
  ///
  /// No two of them may overlap.
  package func takeMomentumStep(
    _ gradient: MatrixView<Scalar>, _ v: MutableMatrixView, coupling: Scalar, momentum: Scalar, rate: Scalar,
    leads: Bool
  ) {
    require(
      gradient.rows == rows && gradient.columns == columns && v.rows == rows && v.columns == columns,
      "a step of \(shapeText) along \(gradient.shapeText) with a velocity of \(v.shapeText)")
    for i in 0..<filledRows {
      // In bounds: all three have `columns` elements in each of `rows` rows.
      unsafe Scalar._routines.best.momentum(
        columns, coupling, momentum, rate, leads, gradient.base + i * gradient.stride, v.base + i * v.stride,
        base + i * stride)
    }
  }

  /// One step of Adam on these parameters w, with g := gradient + coupling w, element by element:
  /// m := m + mRate (g - m), v := (1 - vRate) v + vRate g^2, w := shrinkage w - rate m / (sqrt(v) + epsilon). The bias
  /// corrections are in `rate` and `epsilon`.
  ///
  /// No two of them may overlap.
  package func takeAdamStep(
    _ gradient: MatrixView<Scalar>, _ m: MutableMatrixView, _ v: MutableMatrixView, coupling: Scalar, mRate: Scalar,
    vRate: Scalar, shrinkage: Scalar, rate: Scalar, epsilon: Scalar
  ) {
    require(
      gradient.rows == rows && gradient.columns == columns && m.rows == rows && m.columns == columns
        && v.rows == rows && v.columns == columns,
      "a step of \(shapeText) along \(gradient.shapeText) with moments of \(m.shapeText) and \(v.shapeText)")
    for i in 0..<filledRows {
      // In bounds: all four have `columns` elements in each of `rows` rows.
      unsafe Scalar._routines.best.adam(
        columns, coupling, mRate, vRate, shrinkage, rate, epsilon, gradient.base + i * gradient.stride,
        m.base + i * m.stride, v.base + i * v.stride, base + i * stride)
    }
  }

  /// Adds `rate` (x - element) to each element, with the corresponding element of `x`.
  package func move(to x: MatrixView<Scalar>, rate: Scalar) {
    unsafe combine(x, "an average") { count, x, y in unsafe Scalar._routines.best.average(count, rate, x, y) }
  }
}

extension MatrixView {
  /// The sum of all squares, in Double; its order is the same for every matrix of this shape.
  package var sumOfSquares: Double {
    // In bounds: the shape is this view's own.
    unsafe Scalar._routines.best.sumOfSquares(filledRows, columns, base, stride)
  }
}
