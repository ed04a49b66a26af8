// The passes over the columns of a QR in cache: making a reflection, applying it, and multiplying it with the columns
// that are left.

/// (alpha, x) becomes (beta, 0); the sign of beta is not that of alpha.
struct ColumnReflection<T: BinaryFloatingPoint> {
  let beta: T
  let tau: T
  /// The factor that makes v of x.
  let multiplier: T

  /// Nil where x is not zero and `squares`, the sum of its squares times `scale` twice, may have over- or underflowed.
  @inline(__always)
  init?(_ alpha: T, _ squares: T, _ scale: T, _ x: UnsafePointer<T>, _ count: Int) {
    if isOrdinary(squares) {
      let first = alpha * scale
      let length = (first * first + squares).squareRoot()
      let b = first.sign == .minus ? length : -length
      beta = b / scale
      tau = (b - first) / b
      multiplier = scale / (first - b)
      return
    }
    for k in 0..<count where unsafe x[k] != 0 { return nil }
    (beta, tau, multiplier) = (alpha, 0, 0)
  }
}

/// Applies the previous reflection to one column, whose next diagonal element is at `i` or before; returns the sum of
/// the squares below `i`, times `scale` twice.
@inline(__always)
func applyReflection<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ factor: V.Scalar, from last: Int,
  squaresAfter i: Int
) -> V.Scalar where V.Scalar: BinaryFloatingPoint {
  let (negated, scales, width) = (V(repeating: -factor), V(repeating: a.scale), V.scalarCount)
  var totals = V()
  // One or two vectors with a mask, then a loop over all others without.
  @inline(__always)
  func step(_ k: Int, _ left: Int, isMasked: Bool) {
    let isWhole = left >= width
    var row: V = unsafe isWhole ? load(y + k) : loadPrefix(y + k, left)
    row = unsafe multiplyAdd(row, negated, load(a.reflector + k))
    if isWhole { unsafe store(row, to: y + k) } else { unsafe storePrefix(row, left, to: y + k) }
    if isMasked { row = vector(bits(row) & below(i, from: k, V.self)) }
    let part = row * scales
    totals = multiplyAdd(totals, part, part)
  }
  var k = last / width &* width
  while k <= i && k < a.count {
    step(k, a.count &- k, isMasked: true)
    k &+= width
  }
  while a.count &- k >= width {
    step(k, width, isMasked: false)
    k &+= width
  }
  if k < a.count { step(k, a.count &- k, isMasked: false) }
  return total(totals)
}

/// Computes v of column `i`, in place and in `next`, whose elements before it are zero.
@inline(__always)
func makeReflector<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ y: UnsafeMutablePointer<V.Scalar>, _ i: Int,
  _ reflection: ColumnReflection<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let (multipliers, width) = (V(repeating: reflection.multiplier), V.scalarCount)
  var k = i / width &* width
  let mask = below(i, from: k, V.self)
  let one = bits(of: 1, V.self) & ~mask & below(i &- 1, from: k, V.self)
  var isFirst = true
  while k < a.count {
    let (left, isWhole) = (a.count &- k, a.count &- k >= width)
    let old: V = unsafe isWhole ? load(y + k) : loadPrefix(y + k, left)
    var v = old * multipliers
    var row = v
    if isFirst {
      row = vector(select(mask, bits(v), bits(old)))
      v = vector((bits(v) & mask) | one)
      isFirst = false
    }
    if isWhole { unsafe store(row, to: y + k) } else { unsafe storePrefix(row, left, to: y + k) }
    unsafe store(v, to: a.next + k)
    k &+= width
  }
  unsafe y[i] = reflection.beta
}

/// Computes the factors from the products with the reflection before column `i`, and for pivoting also the squares of
/// the remaining lengths. Returns whether one of these has no correct digit.
@inline(__always)
func takeFactors<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ i: Int, _ tau: V.Scalar, isPivoted: Bool
) -> Bool where V.Scalar: BinaryFloatingPoint {
  let (taus, scales) = (V(repeating: tau), V(repeating: a.scale))
  let limit = V(repeating: (V.Scalar.ulpOfOne / 2).squareRoot())
  let start = i / V.scalarCount &* V.scalarCount
  var stale = V.MaskStorage()
  var l = start
  while l < a.length {
    let factors: V = unsafe taus * load(a.products + l)
    unsafe store(factors, to: a.factors + l)
    if isPivoted {
      let element: V = unsafe scales * (load(a.heads + l) - factors)
      let left: V = unsafe multiplyAdd(load(a.squares + l), -element, element)
      unsafe store(left, to: a.squares + l)
      let least: V = unsafe limit * load(a.computed + l)
      // Nonnegative numbers are ordered as their bits are.
      let isLess = signs(bits(left)) | signs(bits(left) &- bits(least))
      stale |= l == start ? isLess & below(i &- 1, from: start, V.self) : isLess
    }
    l &+= V.scalarCount
  }
  var any: V.MaskStorage.Scalar = 0
  for lane in 0..<V.scalarCount { any |= stale[lane] }
  return any != 0
}

/// Applies the reflection before column `i` to the columns without a correct length, and computes their lengths.
@inline(__always)
func computeLengthsAgain<V: SIMD & BitwiseCopyable>(_: V.Type, _ a: CachedColumns<V.Scalar>, _ i: Int)
where V.Scalar: BinaryFloatingPoint {
  let limit = (V.Scalar.ulpOfOne / 2).squareRoot()
  for l in i..<a.rows {
    let (left, least) = unsafe (a.squares[l], limit * a.computed[l])
    if left >= least { continue }
    let squares = unsafe applyReflection(V.self, a, a.column(l), a.factors[l], from: i &- 1, squaresAfter: i &- 1)
    unsafe a.factors[l] = 0
    unsafe a.squares[l] = squares
    unsafe a.computed[l] = squares
  }
}

/// Applies the reflection of column `last` to the columns from `first` on, and computes their products with the next
/// one.
///
/// The direction alternates between passes: what was read last is still in the cache.
@inline(__always)
func reflectAll<V: SIMD & BitwiseCopyable>(_: V.Type, _ a: CachedColumns<V.Scalar>, _ last: Int, _ first: Int)
where V.Scalar: BinaryFloatingPoint {
  // With a partial vector in the same loop, the compiler would keep the sums in memory.
  if a.count % V.scalarCount == 0 {
    reflectAll(V.self, a, last, first, haveRest: false)
  } else {
    reflectAll(V.self, a, last, first, haveRest: true)
  }
}

@inline(__always)
private func reflectAll<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ last: Int, _ first: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  let (start, whole) = (last / V.scalarCount &* V.scalarCount, (a.rows &- first) / 4)
  let isUpwards = first % 2 == 0
  if !isUpwards { reflectFew(V.self, a, first &+ 4 &* whole, from: start, head: first &- 1, haveRest: haveRest) }
  for group in 0..<whole {
    let l = first &+ 4 &* (isUpwards ? group : whole &- 1 &- group)
    reflectGroup(InlineArray<4, V>.self, a, l, from: start, head: first &- 1, haveRest: haveRest)
  }
  if isUpwards { reflectFew(V.self, a, first &+ 4 &* whole, from: start, head: first &- 1, haveRest: haveRest) }
}

/// The last columns, fewer than four.
@inline(__always)
private func reflectFew<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ a: CachedColumns<V.Scalar>, _ l: Int, from start: Int, head: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  switch a.rows &- l {
  case 3: reflectGroup(InlineArray<3, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  case 2: reflectGroup(InlineArray<2, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  case 1: reflectGroup(InlineArray<1, V>.self, a, l, from: start, head: head, haveRest: haveRest)
  default: break
  }
}

/// Four columns are as many sums as a multiply-add takes cycles.
@inline(__always)
private func reflectGroup<V: SIMD & BitwiseCopyable, let columns: Int>(
  _: InlineArray<columns, V>.Type, _ a: CachedColumns<V.Scalar>, _ l: Int, from start: Int, head: Int, haveRest: Bool
) where V.Scalar: BinaryFloatingPoint {
  var totals = InlineArray<columns, V>(repeating: V())
  var negated = InlineArray<columns, V>(repeating: V())
  for c in 0..<columns { negated[c] = unsafe V(repeating: -a.factors[l &+ c]) }
  let (y, stride) = unsafe (a.column(l), a.stride)
  var k = start
  while a.count &- k >= V.scalarCount {
    let (reflector, next): (V, V) = unsafe (load(a.reflector + k), load(a.next + k))
    for c in 0..<columns {
      let place = unsafe y + (c &* stride &+ k)
      let row = unsafe multiplyAdd(load(place), negated[c], reflector)
      unsafe store(row, to: place)
      totals[c] = multiplyAdd(totals[c], next, row)
    }
    k &+= V.scalarCount
  }
  if haveRest {
    let left = a.count &- k
    let (reflector, next): (V, V) = unsafe (load(a.reflector + k), load(a.next + k))
    for c in 0..<columns {
      let place = unsafe y + (c &* stride &+ k)
      let row = unsafe multiplyAdd(loadPrefix(place, left), negated[c], reflector)
      unsafe storePrefix(row, left, to: place)
      totals[c] = multiplyAdd(totals[c], next, row)
    }
  }
  for c in 0..<columns {
    unsafe a.products[l &+ c] = total(totals[c])
    unsafe a.heads[l &+ c] = y[c &* stride &+ max(head, 0)]
  }
}
