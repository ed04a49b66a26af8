// The elementwise part of a step of Adam.

import CInstructionSet

/// One step of Adam, element by element, with g := g + coupling w first:
///
///     m := m + mRate (g - m)        v := (1 - vRate) v + vRate g^2
///     w := shrinkage w - rate m / (sqrt(v) + epsilon)
///
/// The corrections of the bias are the caller's, in `rate` and `epsilon`. The gradient is not written; w, m and v do not
/// overlap. Sums of a product are rounded once where the target has a multiply-add.
@inline(never)
package func adam(
  _ count: Int, coupling: Float, mRate: Float, vRate: Float, shrinkage: Float, rate: Float, epsilon: Float,
  _ g: UnsafePointer<Float>, _ m: UnsafeMutablePointer<Float>, _ v: UnsafeMutablePointer<Float>,
  _ w: UnsafeMutablePointer<Float>
) {
  unsafe adamLanes(count, coupling, mRate, vRate, shrinkage, rate, epsilon, g, m, v, w) {
    unsafe cinstructionset_square_roots_float($0, $1)
  }
}

@inline(never)
package func adam(
  _ count: Int, coupling: Double, mRate: Double, vRate: Double, shrinkage: Double, rate: Double, epsilon: Double,
  _ g: UnsafePointer<Double>, _ m: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>,
  _ w: UnsafeMutablePointer<Double>
) {
  unsafe adamLanes(count, coupling, mRate, vRate, shrinkage, rate, epsilon, g, m, v, w) {
    unsafe cinstructionset_square_roots_double($0, $1)
  }
}

/// 16 elements at a time; the last ones in lanes that are padded with zeros.
@inline(__always)
private func adamLanes<T: LaneScalar>(
  _ count: Int, _ coupling: T, _ mRate: T, _ vRate: T, _ shrinkage: T, _ rate: T, _ epsilon: T,
  _ g: UnsafePointer<T>, _ m: UnsafeMutablePointer<T>, _ v: UnsafeMutablePointer<T>, _ w: UnsafeMutablePointer<T>,
  _ setRoots: (_ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) -> Void
) {
  let (coupling, mRate) = (T.Lanes(repeating: coupling), T.Lanes(repeating: mRate))
  let (vRate, vDecay) = (T.Lanes(repeating: vRate), T.Lanes(repeating: 1 - vRate))
  let (shrinkage, rate, epsilon) = (T.Lanes(repeating: shrinkage), T.Lanes(repeating: rate), T.Lanes(repeating: epsilon))
  unsafe forEachLanes(count, g, filler: 0) { i, gradient in
    let left = count &- i
    let weight: T.Lanes = unsafe lanes(w + i, left, filler: 0)
    let oldM: T.Lanes = unsafe lanes(m + i, left, filler: 0)
    let oldV: T.Lanes = unsafe lanes(v + i, left, filler: 0)
    let gradient = multiplyAdd(gradient, coupling, weight)
    let newM = multiplyAdd(oldM, mRate, gradient - oldM)
    let newV = multiplyAdd(vDecay * oldV, vRate * gradient, gradient)
    var root = newV
    // In bounds: 16 lanes, in place.
    unsafe withUnsafeMutableBytes(of: &root) { bytes in
      guard let lanes = unsafe bytes.baseAddress?.assumingMemoryBound(to: T.self) else { return }
      unsafe setRoots(lanes, lanes)
    }
    unsafe put(newM, left, to: m + i)
    unsafe put(newV, left, to: v + i)
    unsafe put(multiplyAdd(shrinkage * weight, -rate, newM / (root + epsilon)), left, to: w + i)
  }
}
