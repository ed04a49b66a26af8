// The elementwise part of a step with momentum.

/// One step with momentum, element by element, with g := g + coupling w first:
///
///     v := momentum v + g        w := w - rate (leads ? g + momentum v : v)
///
/// A v below 2^30 times the least normal number becomes 0: subnormal numbers are slow. `leads` is set for Nesterov's
/// step. The gradient is not written; w and v do not overlap. `c + a b` is rounded once where the target has a
/// multiply-add.
@inline(never)
func momentum<T: KernelScalar>(
  _ count: Int, coupling: T, momentum: T, rate: T, leads: Bool, _ g: UnsafePointer<T>,
  _ v: UnsafeMutablePointer<T>, _ w: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func velocity(_ gradient: T.Vector, _ momentum: T.Vector, _ v: T.Vector) -> T.Vector { v }
  if leads {
    unsafe momentumVectors(T.Vector.self, count, coupling, momentum, rate, g, v, w, multiplyAdd)
  } else {
    unsafe momentumVectors(T.Vector.self, count, coupling, momentum, rate, g, v, w, velocity)
  }
}

/// Vector by vector, with the step `direction` of g, the momentum and v; the remainder in a vector padded with zeros.
@inline(__always)
private func momentumVectors<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ coupling: V.Scalar, _ momentum: V.Scalar, _ rate: V.Scalar, _ g: UnsafePointer<V.Scalar>,
  _ v: UnsafeMutablePointer<V.Scalar>, _ w: UnsafeMutablePointer<V.Scalar>, _ direction: (V, V, V) -> V
) where V.Scalar: BinaryFloatingPoint {
  let (coupling, momentum, step) = (V(repeating: coupling), V(repeating: momentum), V(repeating: -rate))
  @inline(__always)
  func take(_ gradient: V, _ velocity: inout V, _ weight: inout V) {
    let gradient = multiplyAdd(gradient, coupling, weight)
    velocity = withoutTinyNumbers(multiplyAdd(gradient, momentum, velocity))
    weight = multiplyAdd(weight, step, direction(gradient, momentum, velocity))
  }
  var i = 0
  while count &- i >= V.scalarCount {
    var (velocity, weight): (V, V) = unsafe (load(v + i), load(w + i))
    unsafe take(load(g + i), &velocity, &weight)
    unsafe store(velocity, to: v + i)
    unsafe store(weight, to: w + i)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left == 0 { return }
  var (velocity, weight): (V, V) = unsafe (loadPrefix(v + i, left), loadPrefix(w + i, left))
  unsafe take(loadPrefix(g + i, left), &velocity, &weight)
  unsafe storePrefix(velocity, left, to: v + i)
  unsafe storePrefix(weight, left, to: w + i)
}
