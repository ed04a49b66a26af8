#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

// Elementwise functions by the vector kernels; the result is the only allocation. They are free functions, like those
// of numbers: `exp(a) ./ exp(a).rowSums()`.

/// The exponential function of each element; 0 or infinity beyond the range, NaN for NaN.
///
/// - Complexity: O(count), one allocation. Within 1 ulp for Float and Double; subnormal results are rounded once.
/// - Note: W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 6: a multiple of log(2)
///   is subtracted from the argument in two parts, and a polynomial evaluated.
public func exp<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.exp) }

/// The natural logarithm of each element; minus infinity for 0 and -0, NaN for negative numbers and NaN.
///
/// - Complexity: O(count), one allocation. Within 1 ulp for Float and Double, including subnormal arguments.
public func log<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.log) }

/// The square root of each element, correctly rounded; NaN for negative numbers and NaN.
///
/// - Complexity: O(count), one allocation.
public func sqrt<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.sqrt) }

/// The absolute value of each element; NaN for NaN.
///
/// - Complexity: O(count), one allocation.
public func abs<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.abs) }

/// The hyperbolic tangent of each element; 1 and -1 far from zero, NaN for NaN.
///
/// - Complexity: O(count), one allocation. Within 2 ulp for Float and Double.
public func tanh<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.tanh) }

/// The logistic function 1 / (1 + exp(-x)) of each element x, without overflow; NaN for NaN.
///
/// - Complexity: O(count), one allocation. Within 2 ulp for Float and Double.
public func sigmoid<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.applying(.sigmoid) }

/// The larger of each element and 0, the rectifier; NaN for NaN.
///
/// - Complexity: O(count), one allocation.
public func relu<Scalar: BLASScalar>(_ a: Matrix<Scalar>) -> Matrix<Scalar> { a.clamped(to: 0...) }

/// Each element to the power of `exponent`, as C's `pow`: NaN for a negative number and an exponent that is not an
/// integer.
///
/// - Complexity: O(count) calls of the C library, one allocation; a single product where `exponent` is 2.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func pow<Scalar: BLASScalar>(_ a: Matrix<Scalar>, _ exponent: Scalar) -> Matrix<Scalar> {
  exponent == 2 ? a .* a : a.map { Scalar(power(Double($0), Double(exponent))) }
}

extension Matrix {
  /// Replaces each element by `function` of it.
  ///
  /// - Complexity: O(count); nothing is allocated unless elements are shared.
  public mutating func apply(_ function: ElementaryFunction) {
    withMutableView { $0.set(function, $0.reading) }
  }

  fileprivate func applying(_ function: ElementaryFunction) -> Matrix {
    .written(rows: rows, columns: columns) { y in withView { y.set(function, $0) } }
  }
}

private func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
