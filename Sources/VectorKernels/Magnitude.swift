// Square roots and absolute values, which are exact to the last bit on every instruction set.

/// y := the square root of x, rounded to nearest, element by element; NaN below zero; y may be x itself, here and below.
@inline(never)
package func sqrt(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
  unsafe apply(FloatVector.self, count, x, y) { $0.squareRoot() }
}

@inline(never)
package func sqrt(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
  unsafe apply(DoubleVector.self, count, x, y) { $0.squareRoot() }
}

/// y := |x|, element by element.
@inline(never)
package func abs(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
  unsafe apply(FloatVector.self, count, x, y) { vector(bits($0) & ~bits(of: -0.0, FloatVector.self)) }
}

@inline(never)
package func abs(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
  unsafe apply(DoubleVector.self, count, x, y) { vector(bits($0) & ~bits(of: -0.0, DoubleVector.self)) }
}
