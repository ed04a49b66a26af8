/// A function that the vector kernels apply to each element of a matrix.
///
/// `exp(a)` and the like make a new matrix, `a.apply(.exp)` works in place. The functions state their errors in units
/// in the last place (ulp) of the exact result; the tests check them on every instruction set. The result for an
/// element depends on that element alone. It is the same with AVX2 and AVX-512, and may differ in the last bits on the
/// baseline of x86-64, which has no fused multiply-add.
public enum ElementaryFunction: String, CaseIterable, Sendable {
  /// The exponential function; see ``exp(_:)``.
  case exp
  /// The natural logarithm; see ``log(_:)``.
  case log
  /// The square root; see ``sqrt(_:)``.
  case sqrt
  /// The absolute value; see ``abs(_:)``.
  case abs
  /// The hyperbolic tangent; see ``tanh(_:)``.
  case tanh
  /// The logistic function; see ``sigmoid(_:)``.
  case sigmoid
}

extension MutableMatrixView {
  /// Sets every element to `function` of the corresponding one of `a`, which may be this matrix itself.
  package func set(_ function: ElementaryFunction, _ a: MatrixView<Scalar>) {
    // A local copy of the table would retain every kernel in it.
    let kernel =
      switch function {
      case .exp: unsafe Scalar._routines.best.exp
      case .log: unsafe Scalar._routines.best.log
      case .sqrt: unsafe Scalar._routines.best.sqrt
      case .abs: unsafe Scalar._routines.best.abs
      case .tanh: unsafe Scalar._routines.best.tanh
      case .sigmoid: unsafe Scalar._routines.best.sigmoid
      }
    unsafe combine(a, function.rawValue, kernel)
  }
}
