// c := 1 where the comparison of a and b is true, else 0; with NaN it is false. Steps and overlap as in `combine`.

@inline(never)
func isGreater<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func compared(_ a: T.Vector, _ b: T.Vector) -> T.Vector { T.isGreater(a, b) }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, compared)
}

@inline(never)
func isGreaterOrEqual<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func compared(_ a: T.Vector, _ b: T.Vector) -> T.Vector { T.isGreaterOrEqual(a, b) }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, compared)
}

@inline(never)
func isEqual<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func compared(_ a: T.Vector, _ b: T.Vector) -> T.Vector { T.isEqual(a, b) }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, compared)
}
