// Multiplies two or three adjacent rows, or columns, by a small orthogonal matrix: the steps of the QR algorithm.

/// (x, y, z) := (I - tau v v^T) (x, y, z) with v = (1, second, third), for the first `count` elements of three rows.
@inline(never)
func reflectThreeRows<T: KernelScalar>(
  _ count: Int, _ second: T, _ third: T, _ tau: T, _ x: UnsafeMutablePointer<T>, _ stride: Int
) {
  // Vector by vector; the remainder in a vector padded with zeros.
  typealias V = T.Vector
  let (v1, v2) = (V(repeating: second), V(repeating: third))
  let (t0, t1, t2) = (V(repeating: -tau), V(repeating: -tau * second), V(repeating: -tau * third))
  let (y, z) = unsafe (x + stride, x + 2 &* stride)
  @inline(__always)
  func reflect(_ a: inout V, _ b: inout V, _ c: inout V) {
    let sum = multiplyAdd(multiplyAdd(a, b, v1), c, v2)
    a = multiplyAdd(a, sum, t0)
    b = multiplyAdd(b, sum, t1)
    c = multiplyAdd(c, sum, t2)
  }
  var i = 0
  while count &- i >= V.scalarCount {
    var (a, b, c): (V, V, V) = unsafe (load(x + i), load(y + i), load(z + i))
    reflect(&a, &b, &c)
    unsafe store(a, to: x + i)
    unsafe store(b, to: y + i)
    unsafe store(c, to: z + i)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left <= 0 { return }
  var (a, b, c): (V, V, V) = unsafe (loadPrefix(x + i, left), loadPrefix(y + i, left), loadPrefix(z + i, left))
  reflect(&a, &b, &c)
  unsafe storePrefix(a, left, to: x + i)
  unsafe storePrefix(b, left, to: y + i)
  unsafe storePrefix(c, left, to: z + i)
}

/// The same for the first three elements in each of `count` rows.
@inline(never)
func reflectThreeColumns<T: KernelScalar>(
  _ count: Int, _ second: T, _ third: T, _ tau: T, _ x: UnsafeMutablePointer<T>, _ stride: Int
) {
  // Row by row: rows are independent, so the CPU overlaps them.
  let (t0, t1, t2) = (-tau, -tau * second, -tau * third)
  var row = unsafe x
  for _ in 0..<max(count, 0) {
    let (a, b, c) = unsafe (row[0], row[1], row[2])
    let sum = multiplyAdd(multiplyAdd(a, b, second), c, third)
    unsafe row[0] = multiplyAdd(a, sum, t0)
    unsafe row[1] = multiplyAdd(b, sum, t1)
    unsafe row[2] = multiplyAdd(c, sum, t2)
    unsafe row += stride
  }
}

/// (x, y) := (a x + b y, c x + d y) for the first `count` elements of two rows.
@inline(never)
func transformTwoRows<T: KernelScalar>(
  _ count: Int, _ a: T, _ b: T, _ c: T, _ d: T, _ x: UnsafeMutablePointer<T>, _ stride: Int
) {
  typealias V = T.Vector
  let y = unsafe x + stride
  let (a, b, c, d) = (V(repeating: a), V(repeating: b), V(repeating: c), V(repeating: d))
  var i = 0
  while count &- i >= V.scalarCount {
    let (p, q): (V, V) = unsafe (load(x + i), load(y + i))
    unsafe store(multiplyAdd(a * p, b, q), to: x + i)
    unsafe store(multiplyAdd(d * q, c, p), to: y + i)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left <= 0 { return }
  let (p, q): (V, V) = unsafe (loadPrefix(x + i, left), loadPrefix(y + i, left))
  unsafe storePrefix(multiplyAdd(a * p, b, q), left, to: x + i)
  unsafe storePrefix(multiplyAdd(d * q, c, p), left, to: y + i)
}

/// The same for the first two elements in each of `count` rows.
@inline(never)
func transformTwoColumns<T: KernelScalar>(
  _ count: Int, _ a: T, _ b: T, _ c: T, _ d: T, _ x: UnsafeMutablePointer<T>, _ stride: Int
) {
  var row = unsafe x
  for _ in 0..<max(count, 0) {
    let (p, q) = unsafe (row[0], row[1])
    unsafe row[0] = multiplyAdd(a * p, b, q)
    unsafe row[1] = multiplyAdd(d * q, c, p)
    unsafe row += stride
  }
}
