// The elementwise part of a step of Adam; the rule itself, with its bias corrections, is NeuralNetwork's Adam.swift.

/// One step of Adam, element by element, with g := g + coupling w first:
///
///     m := m + mRate (g - m)        v := (1 - vRate) v + vRate g^2
///     w := shrinkage w - rate m / (sqrt(v) + epsilon)
///
/// m and v are those without bias correction: `rate` and `epsilon` hold the corrections of step t, as the learning rate
/// times sqrt(1 - beta2^t) / (1 - beta1^t), and the optimizer's epsilon times sqrt(1 - beta2^t).
///
/// An m below 2^30 times the least normal number becomes 0, such a v becomes that number: subnormal numbers are slow.
/// The gradient is not written; w, m and v do not overlap. `c + a b` is rounded once where the target has a
/// multiply-add.
@inline(never)
func adam<T: KernelScalar>(
  _ count: Int, coupling: T, mRate: T, vRate: T, shrinkage: T, rate: T, epsilon: T, _ g: UnsafePointer<T>,
  _ m: UnsafeMutablePointer<T>, _ v: UnsafeMutablePointer<T>, _ w: UnsafeMutablePointer<T>
) {
  // 16 elements at a time. The remainder, in lanes padded with zeros, has a loop of its own: in one loop LLVM would not
  // take 16 elements as a vector.
  let (coupling, mRate) = (T.Lanes(repeating: coupling), T.Lanes(repeating: mRate))
  let (vRate, vDecay) = (T.Lanes(repeating: vRate), T.Lanes(repeating: 1 - vRate))
  let (shrinkage, step, epsilon) = (
    T.Lanes(repeating: shrinkage), T.Lanes(repeating: -rate), T.Lanes(repeating: epsilon)
  )
  @inline(__always)
  func take(_ gradient: T.Lanes, _ m: inout T.Lanes, _ v: inout T.Lanes, _ w: inout T.Lanes) {
    let gradient = multiplyAdd(gradient, coupling, w)
    m = withoutTinyNumbers(multiplyAdd(m, mRate, gradient - m))
    v = atLeastTiny(multiplyAdd(vDecay * v, vRate * gradient, gradient))
    var root = v
    unsafe withUnsafeMutablePointer(to: &root) { root in
      // In bounds: 16 lanes.
      let lanes = unsafe UnsafeMutableRawPointer(root).assumingMemoryBound(to: T.self)
      unsafe T.takeSquareRoots(lanes, lanes)
    }
    w = multiplyAdd(shrinkage * w, step, m / (root + epsilon))
  }
  var i = 0
  while count &- i >= 16 {
    var (mean, square, weight): (T.Lanes, T.Lanes, T.Lanes) = unsafe (load(m + i), load(v + i), load(w + i))
    unsafe take(load(g + i), &mean, &square, &weight)
    unsafe store(mean, to: m + i)
    unsafe store(square, to: v + i)
    unsafe store(weight, to: w + i)
    i &+= 16
  }
  let left = count &- i
  if left == 0 { return }
  var mean: T.Lanes = unsafe loadPrefix(m + i, left)
  var square: T.Lanes = unsafe loadPrefix(v + i, left)
  var weight: T.Lanes = unsafe loadPrefix(w + i, left)
  unsafe take(loadPrefix(g + i, left), &mean, &square, &weight)
  unsafe storePrefix(mean, left, to: m + i)
  unsafe storePrefix(square, left, to: v + i)
  unsafe storePrefix(weight, left, to: w + i)
}
