/// y := x clamped to `least`...`greatest`, element by element; NaN stays NaN; y may be x itself.
@inline(never)
func clamp<T: KernelScalar>(
  _ count: Int, _ least: T, _ greatest: T, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>
) {
  let (least, greatest) = (T.Vector(repeating: least), T.Vector(repeating: greatest))
  @inline(__always)
  func clamped(_ x: T.Vector) -> T.Vector {
    let raised = T.whereGreater(least, x, least, x)
    return T.whereGreater(raised, greatest, greatest, raised)
  }
  unsafe apply(T.Vector.self, count, x, y, clamped)
}
