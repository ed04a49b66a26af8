// Masks: 1 where a comparison is true, else 0, for use as in `(a .> 0) .* b` and `(a .> 0).sum()`. A row or a column is
// repeated as in other elementwise operations; a comparison with NaN is false, except that `.!=` is true.

extension Matrix {
  /// 1 where an element of `a` is greater than that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .> (a: Matrix, b: Matrix) -> Matrix { combine(.isGreater, a, b) }

  /// 1 where an element of `a` is at least that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .>= (a: Matrix, b: Matrix) -> Matrix { combine(.isGreaterOrEqual, a, b) }

  /// 1 where an element of `a` is less than that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .< (a: Matrix, b: Matrix) -> Matrix { combine(.isGreater, b, a) }

  /// 1 where an element of `a` is at most that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .<= (a: Matrix, b: Matrix) -> Matrix { combine(.isGreaterOrEqual, b, a) }

  /// 1 where an element of `a` is equal to that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .== (a: Matrix, b: Matrix) -> Matrix { combine(.isEqual, a, b) }

  /// 1 where an element of `a` is not equal to that of `b`, 0 elsewhere; shapes as for `a + b`.
  public static func .!= (a: Matrix, b: Matrix) -> Matrix { 1 - combine(.isEqual, a, b) }

  /// 1 where an element is greater than `x`, 0 elsewhere, m x n.
  public static func .> (a: Matrix, x: Scalar) -> Matrix { combine(.isGreater, a, x) }

  /// 1 where an element is at least `x`, 0 elsewhere, m x n.
  public static func .>= (a: Matrix, x: Scalar) -> Matrix { combine(.isGreaterOrEqual, a, x) }

  /// 1 where an element is less than `x`, 0 elsewhere, m x n.
  public static func .< (a: Matrix, x: Scalar) -> Matrix { combine(.isGreater, x, a) }

  /// 1 where an element is at most `x`, 0 elsewhere, m x n.
  public static func .<= (a: Matrix, x: Scalar) -> Matrix { combine(.isGreaterOrEqual, x, a) }

  /// 1 where an element is equal to `x`, 0 elsewhere, m x n.
  public static func .== (a: Matrix, x: Scalar) -> Matrix { combine(.isEqual, a, x) }

  /// 1 where an element is not equal to `x`, 0 elsewhere, m x n.
  public static func .!= (a: Matrix, x: Scalar) -> Matrix { 1 - combine(.isEqual, a, x) }
}
