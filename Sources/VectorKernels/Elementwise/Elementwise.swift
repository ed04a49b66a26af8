// c := a op b for contiguous elements; a step of 0 repeats one element of that operand.

@inline(never)
func add<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func sum(_ a: T.Vector, _ b: T.Vector) -> T.Vector { a + b }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, sum)
}

@inline(never)
func subtract<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func difference(_ a: T.Vector, _ b: T.Vector) -> T.Vector { a - b }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, difference)
}

@inline(never)
func multiply<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func product(_ a: T.Vector, _ b: T.Vector) -> T.Vector { a * b }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, product)
}

@inline(never)
func divide<T: KernelScalar>(
  _ count: Int, _ a: UnsafePointer<T>, _ aStep: Int, _ b: UnsafePointer<T>, _ bStep: Int, _ c: UnsafeMutablePointer<T>
) {
  @inline(__always)
  func quotient(_ a: T.Vector, _ b: T.Vector) -> T.Vector { a / b }
  unsafe combine(T.Vector.self, count, a, aStep, b, bStep, c, quotient)
}

/// y := y + alpha x.
@inline(never)
func addScaled<T: KernelScalar>(_ count: Int, _ alpha: T, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  let factor = T.Vector(repeating: alpha)
  @inline(__always)
  func sum(_ x: T.Vector, _ y: T.Vector) -> T.Vector { multiplyAdd(y, x, factor) }
  unsafe combine(T.Vector.self, count, x, 1, y, 1, y, sum)
}

/// y := y + rate (x - y): an exponential moving average of x.
@inline(never)
func average<T: KernelScalar>(_ count: Int, _ rate: T, _ x: UnsafePointer<T>, _ y: UnsafeMutablePointer<T>) {
  let weight = T.Vector(repeating: rate)
  @inline(__always)
  func averaged(_ x: T.Vector, _ y: T.Vector) -> T.Vector { multiplyAdd(y, x - y, weight) }
  unsafe combine(T.Vector.self, count, x, 1, y, 1, y, averaged)
}

/// c := operation(a, b), vector by vector; the remainder in a vector padded with zeros.
///
/// `c` may be `a` or `b` itself, but not overlap them otherwise. The operation is an inlined function: as a closure
/// it stayed a call for each vector.
@inline(__always)
func combine<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ a: UnsafePointer<V.Scalar>, _ aStep: Int, _ b: UnsafePointer<V.Scalar>, _ bStep: Int,
  _ c: UnsafeMutablePointer<V.Scalar>, _ operation: (V, V) -> V
) where V.Scalar: FloatingPoint {
  if count == 0 { return }
  let aRepeated = unsafe V(repeating: a[0])
  let bRepeated = unsafe V(repeating: b[0])
  var i = 0
  while count &- i >= V.scalarCount {
    let left = unsafe aStep == 0 ? aRepeated : load(a + i)
    let right = unsafe bStep == 0 ? bRepeated : load(b + i)
    unsafe store(operation(left, right), to: c + i)
    i &+= V.scalarCount
  }
  if i < count {
    let left = unsafe aStep == 0 ? aRepeated : loadPrefix(a + i, count &- i)
    let right = unsafe bStep == 0 ? bRepeated : loadPrefix(b + i, count &- i)
    unsafe storePrefix(operation(left, right), count &- i, to: c + i)
  }
}

/// y := operation(x), vector by vector; the remainder in a vector padded with zeros.
///
/// `y` may be `x` itself, but not overlap it otherwise.
@inline(__always)
func apply<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ x: UnsafePointer<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ operation: (V) -> V
) where V.Scalar: FloatingPoint {
  var i = 0
  while count &- i >= V.scalarCount {
    unsafe store(operation(load(x + i)), to: y + i)
    i &+= V.scalarCount
  }
  if i < count {
    unsafe storePrefix(operation(loadPrefix(x + i, count &- i)), count &- i, to: y + i)
  }
}
