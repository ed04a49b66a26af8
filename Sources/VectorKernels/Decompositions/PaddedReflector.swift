// Householder's reflector of a vector padded with zeros to whole SIMD vectors, for use inside other kernels.

/// Replaces x, the `count` elements (whole vectors) from `x` on, by the v of the reflector 1 - tau v v' that takes x to
/// beta at the place of `pivot` and zeros elsewhere. v is one at that place; where all others are zero, tau is zero.
///
/// - Note: LAPACK `larfg`; Golub & Van Loan, 4th ed., 5.1.3.
@inline(__always)
func makeReflector<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafeMutablePointer<V.Scalar>, pivot: Int
) -> (beta: V.Scalar, tau: V.Scalar) where V.Scalar: KernelScalar {
  let range = V.Scalar.safeRange
  var alpha = unsafe x[pivot]
  unsafe x[pivot] = 0
  var squares = unsafe sumOfSquares(V.self, count, x)
  var norm = alpha * alpha + squares
  // How often x was multiplied by the power of two or, if negative, by its inverse.
  var steps = 0
  while !(norm >= range.leastSquare && norm <= range.greatestSquare) {
    let isLarge = !(norm <= range.greatestSquare)
    if steps == 3 || steps == -3 || (unsafe alpha == 0 && isZero(count, x)) { break }
    let factor = isLarge ? range.inverse : range.power
    alpha *= factor
    unsafe multiply(V.self, count, x, factor)
    squares = unsafe sumOfSquares(V.self, count, x)
    norm = alpha * alpha + squares
    steps &+= isLarge ? -1 : 1
  }
  var (beta, tau) = (alpha, V.Scalar(0))
  if squares > 0 && norm <= range.greatestSquare {
    let length = norm.squareRoot()
    beta = alpha < 0 ? length : -length
    tau = (beta - alpha) / beta
    unsafe multiply(V.self, count, x, 1 / (alpha - beta))
  } else {
    unsafe multiply(V.self, count, x, 0)
  }
  unsafe x[pivot] = 1
  while steps != 0 {
    beta *= steps > 0 ? range.inverse : range.power
    steps &+= steps > 0 ? -1 : 1
  }
  return (beta, tau)
}

@inline(__always)
private func isZero<T: BinaryFloatingPoint>(_ count: Int, _ x: UnsafePointer<T>) -> Bool {
  for i in 0..<count where unsafe x[i] != 0 { return false }
  return true
}

@inline(__always)
private func sumOfSquares<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafePointer<V.Scalar>
) -> V.Scalar where V.Scalar: BinaryFloatingPoint {
  var (even, odd) = (V(), V())
  var i = 0
  while count &- i >= 2 &* V.scalarCount {
    let (first, second): (V, V) = unsafe (load(x + i), load(x + i + V.scalarCount))
    even = multiplyAdd(even, first, first)
    odd = multiplyAdd(odd, second, second)
    i &+= 2 &* V.scalarCount
  }
  if i < count {
    let last: V = unsafe load(x + i)
    even = multiplyAdd(even, last, last)
  }
  return total(even + odd)
}

@inline(__always)
private func multiply<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafeMutablePointer<V.Scalar>, _ factor: V.Scalar
) where V.Scalar: BinaryFloatingPoint {
  var i = 0
  while i < count {
    unsafe store(load(x + i) * V(repeating: factor), to: x + i)
    i &+= V.scalarCount
  }
}
