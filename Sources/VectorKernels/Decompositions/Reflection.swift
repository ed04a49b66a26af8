// Applies Householder reflections to rows, and takes the products of rows that the next reflection needs, in one pass.

/// y := y - c v for each of `rows` rows y with its factor c; then sums[l] := the sum of (scale x) y for row l.
///
/// - `v`, `x`: `count` elements outside the rows. `factors`, `sums`: one for each row.
/// - A row's order of summation depends on `count` alone.
@inline(never)
func reflect<T: KernelScalar>(
  _ rows: Int, _ count: Int, _ v: UnsafePointer<T>, _ factors: UnsafePointer<T>, _ x: UnsafePointer<T>,
  _ scale: T, _ y: UnsafeMutablePointer<T>, _ stride: Int, _ sums: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  var l = 0
  // In bounds: each group has as many rows as its type says.
  while rows &- l >= 4 {
    unsafe reflectGroup(
      InlineArray<4, V>.self, count, v, factors + l, x, scale, y + l &* stride, stride, sums + l)
    l &+= 4
  }
  let (factors, y, sums) = unsafe (factors + l, y + l &* stride, sums + l)
  switch rows &- l {
  case 3: unsafe reflectGroup(InlineArray<3, V>.self, count, v, factors, x, scale, y, stride, sums)
  case 2: unsafe reflectGroup(InlineArray<2, V>.self, count, v, factors, x, scale, y, stride, sums)
  case 1: unsafe reflectGroup(InlineArray<1, V>.self, count, v, factors, x, scale, y, stride, sums)
  default: break
  }
}

/// sums[l] := the sum of (scale x) y for each of `rows` rows y, of which x may be one.
@inline(never)
func project<T: KernelScalar>(
  _ rows: Int, _ count: Int, _ x: UnsafePointer<T>, _ scale: T, _ y: UnsafePointer<T>, _ stride: Int,
  _ sums: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  var l = 0
  // In bounds: each group has as many rows as its type says.
  while rows &- l >= 4 {
    unsafe projectGroup(InlineArray<4, V>.self, count, x, scale, y + l &* stride, stride, sums + l)
    l &+= 4
  }
  let (y, sums) = unsafe (y + l &* stride, sums + l)
  switch rows &- l {
  case 3: unsafe projectGroup(InlineArray<3, V>.self, count, x, scale, y, stride, sums)
  case 2: unsafe projectGroup(InlineArray<2, V>.self, count, x, scale, y, stride, sums)
  case 1: unsafe projectGroup(InlineArray<1, V>.self, count, x, scale, y, stride, sums)
  default: break
  }
}

/// v := multiplier v, then y := y - factor v; returns the sum of the squares of scale y.
///
/// - `v`, `y`: `count` elements, not overlapping.
@inline(never)
func beginReflection<T: KernelScalar>(
  _ count: Int, _ multiplier: T, _ v: UnsafeMutablePointer<T>, _ factor: T, _ scale: T, _ y: UnsafeMutablePointer<T>
) -> T {
  typealias V = T.Vector
  let (multipliers, negated, scales) = (V(repeating: multiplier), V(repeating: -factor), V(repeating: scale))
  var squares = V()
  var i = 0
  while count &- i >= V.scalarCount {
    let reflector: V = unsafe multipliers * load(v + i)
    let row = unsafe multiplyAdd(load(y + i), negated, reflector)
    unsafe store(reflector, to: v + i)
    unsafe store(row, to: y + i)
    squares = multiplyAdd(squares, scales * row, scales * row)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left > 0 {
    let reflector: V = unsafe multipliers * loadPrefix(v + i, left)
    let row = unsafe multiplyAdd(loadPrefix(y + i, left), negated, reflector)
    unsafe storePrefix(reflector, left, to: v + i)
    unsafe storePrefix(row, left, to: y + i)
    squares = multiplyAdd(squares, scales * row, scales * row)
  }
  return total(squares)
}

/// The sum of the squares of scale x, of `count` elements.
@inline(never)
func scaledSquares<T: KernelScalar>(_ count: Int, _ scale: T, _ x: UnsafePointer<T>) -> T {
  unsafe squares(T.Vector.self, count, scale, x)
}

/// With four rows there are two multiply-adds for each load of v and of x, and as many sums as a multiply-add takes
/// cycles.
@inline(__always)
private func reflectGroup<V: SIMD & BitwiseCopyable, let rows: Int>(
  _: InlineArray<rows, V>.Type, _ count: Int, _ v: UnsafePointer<V.Scalar>, _ factors: UnsafePointer<V.Scalar>,
  _ x: UnsafePointer<V.Scalar>, _ scale: V.Scalar, _ y: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ sums: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  var totals = InlineArray<rows, V>(repeating: V())
  var negated = InlineArray<rows, V>(repeating: V())
  for l in 0..<rows { negated[l] = unsafe V(repeating: -factors[l]) }
  let scales = V(repeating: scale)
  var i = 0
  while count &- i >= V.scalarCount {
    let (reflector, direction): (V, V) = unsafe (load(v + i), scales * load(x + i))
    for l in 0..<rows {
      let place = unsafe y + l &* stride + i
      let row = unsafe multiplyAdd(load(place), negated[l], reflector)
      unsafe store(row, to: place)
      totals[l] = multiplyAdd(totals[l], direction, row)
    }
    i &+= V.scalarCount
  }
  let left = count &- i
  if left > 0 {
    let (reflector, direction): (V, V) = unsafe (loadPrefix(v + i, left), scales * loadPrefix(x + i, left))
    for l in 0..<rows {
      let place = unsafe y + l &* stride + i
      let row = unsafe multiplyAdd(loadPrefix(place, left), negated[l], reflector)
      unsafe storePrefix(row, left, to: place)
      totals[l] = multiplyAdd(totals[l], direction, row)
    }
  }
  for l in 0..<rows { unsafe sums[l] = total(totals[l]) }
}

/// Two sums for each row: with one, each multiply-add would wait for the one before where rows are few.
@inline(__always)
private func projectGroup<V: SIMD & BitwiseCopyable, let rows: Int>(
  _: InlineArray<rows, V>.Type, _ count: Int, _ x: UnsafePointer<V.Scalar>, _ scale: V.Scalar,
  _ y: UnsafePointer<V.Scalar>, _ stride: Int, _ sums: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  var (even, odd) = (InlineArray<rows, V>(repeating: V()), InlineArray<rows, V>(repeating: V()))
  let (scales, width) = (V(repeating: scale), V.scalarCount)
  var i = 0
  while count &- i >= 2 &* width {
    let (first, second): (V, V) = unsafe (scales * load(x + i), scales * load(x + i + width))
    for l in 0..<rows {
      let place = unsafe y + l &* stride + i
      even[l] = unsafe multiplyAdd(even[l], first, load(place))
      odd[l] = unsafe multiplyAdd(odd[l], second, load(place + width))
    }
    i &+= 2 &* width
  }
  if count &- i >= width {
    let direction: V = unsafe scales * load(x + i)
    for l in 0..<rows { even[l] = unsafe multiplyAdd(even[l], direction, load(y + l &* stride + i)) }
    i &+= width
  }
  let left = count &- i
  if left > 0 {
    let direction: V = unsafe scales * loadPrefix(x + i, left)
    for l in 0..<rows { odd[l] = unsafe multiplyAdd(odd[l], direction, loadPrefix(y + l &* stride + i, left)) }
  }
  for l in 0..<rows { unsafe sums[l] = total(even[l] + odd[l]) }
}

@inline(__always)
func squares<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ count: Int, _ scale: V.Scalar, _ x: UnsafePointer<V.Scalar>
) -> V.Scalar where V.Scalar: FloatingPoint {
  let scales = V(repeating: scale)
  var totals = InlineArray<4, V>(repeating: V())
  var i = 0
  while count &- i >= 4 &* V.scalarCount {
    for s in 0..<4 {
      let part: V = unsafe scales * load(x + i + s &* V.scalarCount)
      totals[s] = multiplyAdd(totals[s], part, part)
    }
    i &+= 4 &* V.scalarCount
  }
  while count &- i >= V.scalarCount {
    let part: V = unsafe scales * load(x + i)
    totals[0] = multiplyAdd(totals[0], part, part)
    i &+= V.scalarCount
  }
  let left = count &- i
  if left > 0 {
    let part: V = unsafe scales * loadPrefix(x + i, left)
    totals[1] = multiplyAdd(totals[1], part, part)
  }
  return total((totals[0] + totals[1]) + (totals[2] + totals[3]))
}

/// The sum of all lanes, by pairwise halves. The standard library's is a function that modules for other instruction
/// sets share.
@inline(__always)
func total<V: SIMD>(_ vector: V) -> V.Scalar where V.Scalar: FloatingPoint {
  var (lanes, width) = (vector, V.scalarCount / 2)
  while width > 0 {
    for lane in 0..<width { lanes[lane] += lanes[lane &+ width] }
    width /= 2
  }
  return lanes[0]
}
