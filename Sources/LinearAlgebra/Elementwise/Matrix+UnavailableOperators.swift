// Operators that people try, with a hint to what to write instead. Without these the compiler tries every operator of
// the standard library before it reports an error: up to 10 seconds for one line, and then it names another type.

extension Matrix {
  /// Not an operator: `a / b` could also mean a product with the inverse of `b`.
  @available(*, unavailable, message: "a quotient element by element is './'; b.solve(a) is the inverse of b times a")
  public static func / (a: Matrix, b: Matrix) -> Matrix { trap("unavailable") }

  /// Not an operator: it reads as the inverse.
  @available(*, unavailable, message: "a quotient element by element is './'; inverse() is the inverse")
  public static func / (x: Scalar, a: Matrix) -> Matrix { trap("unavailable") }

  /// Not an operator: `t` is an operand of products.
  @available(*, unavailable, message: "'t' is for products; transposed() is a matrix")
  public static func + (a: Matrix, b: TransposedMatrix<Scalar>) -> Matrix { trap("unavailable") }

  /// Not an operator: `t` is an operand of products.
  @available(*, unavailable, message: "'t' is for products; transposed() is a matrix")
  public static func - (a: Matrix, b: TransposedMatrix<Scalar>) -> Matrix { trap("unavailable") }
}

extension TransposedMatrix {
  /// Not an operator: `t` is an operand of products.
  @available(*, unavailable, message: "'t' is for products; transposed() is a matrix")
  public static func * (x: Scalar, a: TransposedMatrix) -> Matrix<Scalar> { trap("unavailable") }
}

extension Double {
  /// Not an operator: numbers of two types.
  @available(*, unavailable, message: "an Int is no scalar: convert it, as in x / Double(n)")
  public static func / (x: Double, n: Int) -> Double { trap("unavailable") }
}

extension Float {
  /// Not an operator: numbers of two types.
  @available(*, unavailable, message: "an Int is no scalar: convert it, as in x / Float(n)")
  public static func / (x: Float, n: Int) -> Float { trap("unavailable") }
}

/// Not here: the square root of a number. The same declaration for `exp` made `1 - 1 / (1 + exp(-a)) * 2` exceed the
/// compiler's time limit.
@available(*, unavailable, message: "import Foundation for 'sqrt' of a number; here it takes a matrix")
public func sqrt<Number: BinaryFloatingPoint>(_ x: Number) -> Number { trap("unavailable") }
