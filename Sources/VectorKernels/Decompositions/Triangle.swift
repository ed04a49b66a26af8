// Small triangular systems, many at a time: each lane of a vector is one system, so that no lane waits for another and
// none is idle because of the triangle's zeros. Larger systems are made of these and of products.

/// The most unknowns of a triangle.
let largestTriangle = 16

/// x := the solutions of systems with one triangle T of `order` unknowns, at most 16, in place.
///
/// With k before j in the order of elimination, x_j = (b_j - sum of T(j, k) x_k) / T(j, j). The sum is one ascending
/// chain, the same for any number of systems, and is subtracted from b_j at the end, so that equal columns of a matrix
/// leave zeros. Pivots multiply by their reciprocal if that is a normal number, else they divide.
///
/// - `t`: T(j, k) at `t[j * targetStride + k * sourceStride]`.
/// - `descends`: unknowns are found from the last to the first.
/// - `hasUnitDiagonal`: the diagonal is not read: it holds ones.
/// - `x`: unknown j of system i at `x[i * stride + j]` where `systemsAreRows`, else at `x[j * stride + i]`.
/// - `scratch`: 1,312 elements.
@inline(never)
func substitute<T: KernelScalar>(
  order: Int, systems: Int, _ t: UnsafePointer<T>, targetStride: Int, sourceStride: Int, descends: Bool,
  hasUnitDiagonal: Bool, _ x: UnsafeMutablePointer<T>, stride: Int, systemsAreRows: Bool,
  scratch: UnsafeMutablePointer<T>
) {
  let triangle = unsafe Triangle(
    order, t, targetStride, sourceStride, descends: descends, hasUnitDiagonal: hasUnitDiagonal, scratch)
  unsafe substitute(T.Vector.self, triangle, systems, x, stride, systemsAreRows)
}

/// A triangle in the order of elimination, in scratch: its t-th unknown is step t.
@safe struct Triangle<Scalar: BinaryFloatingPoint> {
  let order: Int
  let descends: Bool
  let hasUnitDiagonal: Bool
  /// -T of step t and an earlier step s at `coefficients[t * largestTriangle + s]`.
  let coefficients: UnsafeMutablePointer<Scalar>
  /// The factor of a step, or its divisor where `divides` is set.
  let pivots: UnsafeMutablePointer<Scalar>
  /// 1 where a step divides, else 0.
  let divides: UnsafeMutablePointer<Scalar>
  /// Scratch for the unknowns of four vectors of systems.
  let room: UnsafeMutablePointer<Scalar>

  @inline(__always)
  init(
    _ order: Int, _ t: UnsafePointer<Scalar>, _ targetStride: Int, _ sourceStride: Int, descends: Bool,
    hasUnitDiagonal: Bool, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    precondition(order <= largestTriangle, "a triangle that is too large")
    (self.order, self.descends, self.hasUnitDiagonal) = (order, descends, hasUnitDiagonal)
    // In bounds: 16 unknowns of at most 64 systems, 16 rows of 16 coefficients, 16 pivots twice.
    unsafe room = scratch
    unsafe coefficients = scratch + 64 &* largestTriangle
    unsafe pivots = coefficients + largestTriangle &* largestTriangle
    unsafe divides = pivots + largestTriangle
    for step in 0..<order {
      let target = descends ? order &- 1 &- step : step
      let row = unsafe t + target &* targetStride
      for s in 0..<step {
        let source = descends ? order &- 1 &- s : s
        unsafe coefficients[step &* largestTriangle &+ s] = -row[source &* sourceStride]
      }
      if hasUnitDiagonal { continue }
      let pivot = unsafe row[target &* sourceStride]
      let reciprocal = 1 / pivot
      // The reciprocal of a subnormal number may be infinite, and a subnormal reciprocal has fewer digits.
      let isNormal = reciprocal.magnitude >= Scalar.leastNormalMagnitude && reciprocal.isFinite
      unsafe pivots[step] = isNormal ? reciprocal : pivot
      unsafe divides[step] = isNormal ? 0 : 1
    }
  }

  /// The index of the first unknown to be found, and the stride to the next, where unknowns are `stride` apart.
  @inline(__always)
  func start(_ x: UnsafeMutablePointer<Scalar>, _ stride: Int) -> (UnsafeMutablePointer<Scalar>, Int) {
    descends ? unsafe (x + (order &- 1) &* stride, -stride) : unsafe (x, stride)
  }
}

@inline(__always)
private func substitute<V: KernelVector & BitwiseCopyable>(
  _: V.Type, _ triangle: Triangle<V.Scalar>, _ systems: Int, _ x: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ systemsAreRows: Bool
) where V.Scalar: BinaryFloatingPoint {
  let width = V.scalarCount
  var i = 0
  while i < systems {
    let vectors = systems &- i >= 4 &* width ? 4 : 1
    let count = min(vectors &* width, systems &- i)
    if systemsAreRows || count < width {
      let from = unsafe systemsAreRows ? x + i &* stride : x + i
      unsafe gather(V.self, triangle, count, from, stride, systemsAreRows)
      let (first, step) = unsafe triangle.start(triangle.room, 4 &* width)
      if vectors == 4 {
        unsafe solve(InlineArray<4, V>.self, triangle, first, step)
      } else {
        unsafe solve(InlineArray<1, V>.self, triangle, first, step)
      }
      unsafe scatter(V.self, triangle, count, from, stride, systemsAreRows)
    } else {
      let (first, step) = unsafe triangle.start(x + i, stride)
      if vectors == 4 {
        unsafe solve(InlineArray<4, V>.self, triangle, first, step)
      } else {
        unsafe solve(InlineArray<1, V>.self, triangle, first, step)
      }
    }
    i &+= count
  }
}

/// Solves `count` vectors of systems. The systems' values of one unknown are contiguous, `step` elements from step to
/// step.
@inline(__always)
private func solve<V: SIMD & BitwiseCopyable, let count: Int>(
  _: InlineArray<count, V>.Type, _ triangle: Triangle<V.Scalar>, _ x: UnsafeMutablePointer<V.Scalar>, _ step: Int
) where V.Scalar: BinaryFloatingPoint {
  @inline(__always)
  func finish(_ sums: inout InlineArray<count, V>, _ t: Int) {
    // In bounds: `count` vectors of an unknown; likewise below.
    for v in 0..<count { sums[v] += unsafe load(x + t &* step + v &* V.scalarCount) }
    if !triangle.hasUnitDiagonal {
      let pivot = unsafe V(repeating: triangle.pivots[t])
      if unsafe triangle.divides[t] == 0 {
        for v in 0..<count { sums[v] *= pivot }
      } else {
        for v in 0..<count { sums[v] /= pivot }
      }
    }
    for v in 0..<count { unsafe store(sums[v], to: x + t &* step + v &* V.scalarCount) }
  }
  @inline(__always)
  func unknowns(_ t: Int) -> InlineArray<count, V> {
    var values = InlineArray<count, V>(repeating: V())
    for v in 0..<count { values[v] = unsafe load(x + t &* step + v &* V.scalarCount) }
    return values
  }
  @inline(__always)
  func add(_ sums: inout InlineArray<count, V>, _ coefficient: V.Scalar, _ values: InlineArray<count, V>) {
    let factor = V(repeating: coefficient)
    for v in 0..<count { sums[v] = multiplyAdd(sums[v], factor, values[v]) }
  }
  // Two unknowns at a time share the loads.
  var t = 0
  while t &+ 1 < triangle.order {
    var (a, b) = (InlineArray<count, V>(repeating: V()), InlineArray<count, V>(repeating: V()))
    let row = unsafe triangle.coefficients + t &* largestTriangle
    for s in 0..<t {
      let values = unknowns(s)
      unsafe add(&a, row[s], values)
      unsafe add(&b, row[largestTriangle &+ s], values)
    }
    finish(&a, t)
    unsafe add(&b, row[largestTriangle &+ t], a)
    finish(&b, t &+ 1)
    t &+= 2
  }
  if t < triangle.order {
    var a = InlineArray<count, V>(repeating: V())
    let row = unsafe triangle.coefficients + t &* largestTriangle
    for s in 0..<t { unsafe add(&a, row[s], unknowns(s)) }
    finish(&a, t)
  }
}

/// Copies the unknowns of `count` systems into the scratch, where those of one unknown are contiguous and padded with
/// zeros.
@inline(__always)
private func gather<V: KernelVector & BitwiseCopyable>(
  _: V.Type, _ triangle: Triangle<V.Scalar>, _ count: Int, _ x: UnsafePointer<V.Scalar>, _ stride: Int,
  _ systemsAreRows: Bool
) where V.Scalar: BinaryFloatingPoint {
  let (width, roomStride) = (V.scalarCount, 4 &* V.scalarCount)
  if !systemsAreRows {
    for j in 0..<triangle.order {
      unsafe store(loadPrefix(x + j &* stride, count) as V, to: triangle.room + j &* roomStride)
    }
    return
  }
  if count < width {
    // Lanes beyond the systems are arbitrary after the transposition.
    for j in 0..<triangle.order { unsafe store(V(), to: triangle.room + j &* roomStride) }
    for i in 0..<count {
      for j in 0..<triangle.order { unsafe triangle.room[j &* roomStride &+ i] = x[i &* stride &+ j] }
    }
    return
  }
  unsafe transposeBlock(
    V.self, rows: count, columns: triangle.order, x, stride, UnsafeMutablePointer(triangle.room), roomStride)
}

/// Copies the solutions back.
@inline(__always)
private func scatter<V: KernelVector & BitwiseCopyable>(
  _: V.Type, _ triangle: Triangle<V.Scalar>, _ count: Int, _ x: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ systemsAreRows: Bool
) where V.Scalar: BinaryFloatingPoint {
  let (width, roomStride) = (V.scalarCount, 4 &* V.scalarCount)
  if !systemsAreRows {
    for j in 0..<triangle.order {
      unsafe storePrefix(load(triangle.room + j &* roomStride) as V, count, to: x + j &* stride)
    }
    return
  }
  if count < width {
    for i in 0..<count {
      for j in 0..<triangle.order { unsafe x[i &* stride &+ j] = triangle.room[j &* roomStride &+ i] }
    }
    return
  }
  unsafe transposeBlock(
    V.self, rows: triangle.order, columns: count, UnsafePointer(triangle.room), roomStride, x, stride)
}

/// b := the transpose of a, square by square of a vector's elements.
@inline(__always)
private func transposeBlock<V: KernelVector & BitwiseCopyable>(
  _: V.Type, rows: Int, columns: Int, _ a: UnsafePointer<V.Scalar>, _ aStride: Int,
  _ b: UnsafeMutablePointer<V.Scalar>, _ bStride: Int
) where V.Scalar: BinaryFloatingPoint {
  let size = V.scalarCount
  var i = 0
  while i < rows {
    let height = min(size, rows &- i)
    var j = 0
    while j < columns {
      let width = min(size, columns &- j)
      let isWhole = height == size && width == size
      // In bounds: `height` rows and `width` columns of a.
      unsafe transposeSquare(
        V.self, rows: height, columns: width, a + i &* aStride + j, aStride, readsSquare: isWhole,
        b + j &* bStride + i, bStride, writesSquare: isWhole)
      j &+= width
    }
    i &+= height
  }
}
