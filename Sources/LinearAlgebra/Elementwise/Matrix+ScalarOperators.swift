// A matrix and a scalar: the operation is applied to each element. The result is the only allocation; the in-place
// forms make none unless the elements are shared. Division is by the scalar, not by its rounded reciprocal.

extension Matrix {
  /// Each element plus `x`.
  public static func + (a: Matrix, x: Scalar) -> Matrix { combine(.sum, a, x) }
  /// `x` plus each element.
  public static func + (x: Scalar, a: Matrix) -> Matrix { combine(.sum, x, a) }
  /// Each element minus `x`.
  public static func - (a: Matrix, x: Scalar) -> Matrix { combine(.difference, a, x) }
  /// `x` minus each element.
  public static func - (x: Scalar, a: Matrix) -> Matrix { combine(.difference, x, a) }
  /// Each element times `x`.
  public static func * (a: Matrix, x: Scalar) -> Matrix { combine(.product, a, x) }
  /// `x` times each element.
  public static func * (x: Scalar, a: Matrix) -> Matrix { combine(.product, x, a) }
  /// Each element divided by `x`.
  public static func / (a: Matrix, x: Scalar) -> Matrix { combine(.quotient, a, x) }
  /// `x` divided by each element; written with a point because `1 / a` reads as the inverse.
  public static func ./ (x: Scalar, a: Matrix) -> Matrix { combine(.quotient, x, a) }

  /// Adds `x` to each element in place.
  public static func += (a: inout Matrix, x: Scalar) { a.combine(.sum, x) }
  /// Subtracts `x` from each element in place.
  public static func -= (a: inout Matrix, x: Scalar) { a.combine(.difference, x) }
  /// Multiplies each element by `x` in place.
  public static func *= (a: inout Matrix, x: Scalar) { a.combine(.product, x) }
  /// Divides each element by `x` in place.
  public static func /= (a: inout Matrix, x: Scalar) { a.combine(.quotient, x) }

  /// Each element with the opposite sign, including zeros.
  public static prefix func - (a: Matrix) -> Matrix { combine(.product, -1, a) }

  static func combine(_ operation: ElementwiseOperation, _ a: Matrix, _ x: Scalar) -> Matrix {
    written(rows: a.rows, columns: a.columns) { c in a.withView { c.set(operation, $0, x) } }
  }

  static func combine(_ operation: ElementwiseOperation, _ x: Scalar, _ a: Matrix) -> Matrix {
    written(rows: a.rows, columns: a.columns) { c in a.withView { c.set(operation, x, $0) } }
  }

  private mutating func combine(_ operation: ElementwiseOperation, _ x: Scalar) {
    withMutableView { $0.set(operation, $0.reading, x) }
  }
}
