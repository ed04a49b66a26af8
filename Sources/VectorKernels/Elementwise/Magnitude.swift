// Square roots and absolute values, correctly rounded on every instruction set.

/// y := the square root of x, rounded to nearest, element by element; NaN below zero; y may be x itself, here and below.
@inline(never)
func sqrt<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  // 16 elements at a time; the remainder in lanes padded with zeros.
  var i = 0
  while count &- i >= 16 {
    unsafe T.takeSquareRoots(x + i, y + i)
    i &+= 16
  }
  if i < count {
    // In bounds: 16 lanes.
    var rest = InlineArray<16, T>(repeating: 0)
    for j in 0..<(count &- i) { unsafe rest[j] = x[i &+ j] }
    var span = rest.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { buffer in
      guard let lanes = buffer.baseAddress else { return }
      unsafe T.takeSquareRoots(lanes, lanes)
      unsafe (y + i).update(from: lanes, count: count &- i)
    }
  }
}

/// y := |x|, element by element.
@inline(never)
func abs<T: KernelScalar>(_ count: Int, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  unsafe apply(T.Vector.self, count, x, y, magnitude)
}

@inline(__always)
private func magnitude<V: SIMD>(_ x: V) -> V where V.Scalar: ElementaryScalar {
  vector(bits(x) & ~bits(of: -0.0, V.self))
}
