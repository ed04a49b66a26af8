// The loops of Householder reflections on views, whose rows are the columns of LAPACK's matrices. A vector is one row.

extension MatrixView {
  /// sums[l] := the sum of (scale x) y for each row y; x may be one of them.
  package func project(on x: MatrixView, scale: Scalar = 1, into sums: MutableMatrixView<Scalar>) {
    require(
      x.rows == 1 && x.columns == columns && sums.rows == 1 && sums.columns == rows,
      "projecting \(shapeText) on \(x.shapeText) into \(sums.shapeText)")
    // In bounds: x has an element for each column, and there is a sum for each row.
    unsafe Scalar._routines.best.project(rows, columns, x.base, scale, base, stride, sums.base)
  }

  /// The sum of the squares of scale x, where x is the only row.
  package func sumOfSquares(scaledBy scale: Scalar) -> Scalar {
    require(rows == 1, "the squares of a row of \(shapeText)")
    // In bounds: the row has `columns` elements.
    return unsafe Scalar._routines.best.scaledSquares(columns, scale, base)
  }
}

extension MutableMatrixView {
  /// y := y - factors[l] v for each row y, and sums[l] := the sum of (scale x) y after that, in one pass.
  package func reflect(
    along v: MatrixView<Scalar>, factors: MatrixView<Scalar>, projectingOn x: MatrixView<Scalar>, scale: Scalar = 1,
    into sums: MutableMatrixView<Scalar>
  ) {
    require(
      v.rows == 1 && v.columns == columns && x.rows == 1 && x.columns == columns && factors.rows == 1
        && factors.columns == rows && sums.rows == 1 && sums.columns == rows,
      "reflecting \(shapeText) along \(v.shapeText) by \(factors.shapeText), projected on \(x.shapeText)")
    // In bounds: v and x have an element for each column; there are a factor and a sum for each row.
    unsafe Scalar._routines.best.reflect(
      rows, columns, v.base, factors.base, x.base, scale, base, stride, sums.base)
  }

  /// v := multiplier v, where v is this row, and y := y - factor v; returns the sum of the squares of scale y.
  package func beginReflection(
    multiplier: Scalar, of y: MutableMatrixView, factor: Scalar, scale: Scalar
  ) -> Scalar {
    require(rows == 1 && y.rows == 1 && y.columns == columns, "reflecting \(y.shapeText) along \(shapeText)")
    // In bounds: both rows have `columns` elements.
    return unsafe Scalar._routines.best.beginReflection(columns, multiplier, base, factor, scale, y.base)
  }

  /// Row i := column i of T of the block reflector with the factors `tau` and the products V' V in `products`.
  package func formReflectorTriangle(tau: MatrixView<Scalar>, products: MatrixView<Scalar>) {
    require(
      rows == columns && tau.columns == rows && products.rows == rows && products.columns == rows,
      "a triangle of \(shapeText) of \(tau.shapeText) factors and \(products.shapeText) products")
    // In bounds: all have `rows` rows or factors, and as many columns.
    unsafe Scalar._routines.best.reflectorTriangle(
      rows, tau.base, products.base, products.stride, base, stride)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func swapRows(_ i: Int, _ j: Int) {
    if i == j { return }
    let (first, second) = (row(i), row(j))
    // In bounds: both rows have `columns` elements.
    for q in 0..<columns {
      let element = unsafe first.base[q]
      unsafe first.base[q] = second.base[q]
      unsafe second.base[q] = element
    }
  }
}
