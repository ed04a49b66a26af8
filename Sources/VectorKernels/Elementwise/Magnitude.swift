// Square roots and absolute values, correctly rounded on every instruction set.

import CInstructionSet

/// y := the square root of x, rounded to nearest, element by element; NaN below zero; y may be x itself, here and below.
@inline(never)
package func sqrt(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
  unsafe squareRoots(count, x, y) { unsafe cinstructionset_square_roots_float($0, $1) }
}

@inline(never)
package func sqrt(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
  unsafe squareRoots(count, x, y) { unsafe cinstructionset_square_roots_double($0, $1) }
}

/// y := |x|, element by element.
@inline(never)
package func abs(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
  unsafe apply(FloatVector.self, count, x, y) { magnitude($0) }
}

@inline(never)
package func abs(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
  unsafe apply(DoubleVector.self, count, x, y) { magnitude($0) }
}

/// 16 elements at a time; the remainder in lanes padded with zeros.
@inline(__always)
private func squareRoots<T: LaneScalar>(
  _ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>,
  _ roots: (UnsafePointer<T>, UnsafeMutablePointer<T>) -> Void
) {
  var i = 0
  while count &- i >= 16 {
    unsafe roots(x + i, y + i)
    i &+= 16
  }
  if i < count {
    // In bounds: 16 lanes.
    var rest = InlineArray<16, T>(repeating: 0)
    for j in 0..<(count &- i) { unsafe rest[j] = x[i &+ j] }
    var span = rest.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { buffer in
      guard let lanes = buffer.baseAddress else { return }
      unsafe roots(lanes, lanes)
      unsafe (y + i).update(from: lanes, count: count &- i)
    }
  }
}

@inline(__always)
private func magnitude<V: SIMD>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  vector(bits(x) & ~bits(of: -0.0, V.self))
}
