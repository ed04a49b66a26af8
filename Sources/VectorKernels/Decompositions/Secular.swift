// The elementwise parts of divide and conquer for symmetric eigenvalues: rotations, and the sums and products over the
// poles of a secular equation. In 16 lanes, so that the sums have one order on every instruction set.

/// (x, y) := (c x + s y, c y - s x); x and y do not overlap.
@inline(never)
func rotate<T: KernelScalar>(_ count: Int, _ c: T, _ s: T, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>) {
  typealias V = T.Vector
  let (cosine, sine) = (V(repeating: c), V(repeating: s))
  @inline(__always)
  func rotated(_ x: V, _ y: V) -> (V, V) {
    (multiplyAdd(cosine * x, sine, y), multiplyAdd(cosine * y, -sine, x))
  }
  var i = 0
  while count &- i >= V.scalarCount {
    let (first, second) = unsafe rotated(load(x + i), load(y + i))
    unsafe store(first, to: x + i)
    unsafe store(second, to: y + i)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left == 0 { return }
  let (first, second) = unsafe rotated(loadPrefix(x + i, left), loadPrefix(y + i, left))
  unsafe storePrefix(first, left, to: x + i)
  unsafe storePrefix(second, left, to: y + i)
}

/// delta := (d - origin) - tau, element by element; sums[0] := the sum of z / delta, sums[1] that of z / delta^2.
@inline(never)
func poleSums<T: KernelScalar>(
  _ count: Int, _ d: UnsafePointer<T>, _ z: UnsafePointer<T>, _ origin: T, _ tau: T,
  _ delta: UnsafeMutablePointer<T>, _ sums: UnsafeMutablePointer<T>
) {
  let (one, from, shift) = (T.Lanes(repeating: 1), T.Lanes(repeating: origin), T.Lanes(repeating: tau))
  var (values, slopes) = (T.Lanes(), T.Lanes())
  @inline(__always)
  func distances(_ d: T.Lanes, _ z: T.Lanes) -> T.Lanes {
    let distance = (d - from) - shift
    let inverse = one / distance
    let term = z * inverse
    values += term
    slopes = multiplyAdd(slopes, term, inverse)
    return distance
  }
  var j = 0
  while count &- j >= 16 {
    unsafe store(distances(load(d + j), load(z + j)), to: delta + j)
    j &+= 16
  }
  let left = count &- j
  if left > 0 {
    // Padded with z = 0 at an infinite distance.
    let distance = unsafe distances(loadPrefix(d + j, left, filler: T.infinity), loadPrefix(z + j, left))
    unsafe storePrefix(distance, left, to: delta + j)
  }
  unsafe sums[0] = T.sum(values)
  unsafe sums[1] = T.sum(slopes)
}

/// w := w delta / (d - pole), element by element.
@inline(never)
func multiplyByRatios<T: KernelScalar>(
  _ count: Int, _ d: UnsafePointer<T>, _ pole: T, _ delta: UnsafePointer<T>, _ w: UnsafeMutablePointer<T>
) {
  let from = T.Lanes(repeating: pole)
  @inline(__always)
  func products(_ w: T.Lanes, _ delta: T.Lanes, _ d: T.Lanes) -> T.Lanes { w * (delta / (d - from)) }
  var j = 0
  while count &- j >= 16 {
    unsafe store(products(load(w + j), load(delta + j), load(d + j)), to: w + j)
    j &+= 16
  }
  let left = count &- j
  if left == 0 { return }
  let last = unsafe products(loadPrefix(w + j, left), loadPrefix(delta + j, left), loadPrefix(d + j, left))
  unsafe storePrefix(last, left, to: w + j)
}
