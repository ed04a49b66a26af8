// One small system in one call. A row of A is a vector; no step sums across lanes.

/// x := A^-1 b for a matrix of `order` rows, at most 16, by elimination with the largest element of a row as its pivot;
/// returns whether the result can be trusted. If not, x is arbitrary.
///
/// It can where the ratio of the largest to the smallest pivot spans less than half of the scalar's digits, at any
/// scale of A, no pivot is nearly subnormal, and x is finite. A pivot may be smaller than another candidate in its last
/// 4 bits.
///
/// - `a`: element (i, j) at `a[i * stride + j]`.
/// - `scratch`: 288 elements.
@inline(never)
func solveSystem<T: KernelScalar>(
  order: Int, _ a: UnsafePointer<T>, stride: Int, _ b: UnsafePointer<T>, _ x: UnsafeMutablePointer<T>,
  scratch: UnsafeMutablePointer<T>
) -> Bool {
  order <= 8
    ? unsafe solve(SIMD8<T>.self, order, a, stride, b, x, scratch)
    : unsafe solve(T.Lanes.self, order, a, stride, b, x, scratch)
}

@inline(__always)
private func solve<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ order: Int, _ a: UnsafePointer<V.Scalar>, _ stride: Int, _ b: UnsafePointer<V.Scalar>,
  _ x: UnsafeMutablePointer<V.Scalar>, _ rows: UnsafeMutablePointer<V.Scalar>
) -> Bool where V.Scalar: BinaryFloatingPoint {
  let width = V.scalarCount
  precondition(order <= width, "a system that is too large")
  // In bounds: the scratch has a vector for each row, b, 1 / pivot and the pivots' lanes; rows and columns are below the order.
  let (right, reciprocals) = unsafe (rows + order &* width, rows + (order &+ 1) &* width)
  var lanes = V.MaskStorage()
  for lane in 0..<width { lanes[lane] = V.MaskStorage.Scalar(truncatingIfNeeded: lane) }
  for i in 0..<order {
    unsafe store(V(), to: rows + i &* width)
    for j in 0..<order { unsafe rows[i &* width &+ j] = a[i &* stride &+ j] }
    unsafe right[i] = b[i]
  }
  // The columns without a pivot so far.
  var rest = signs(lanes &- V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: order)))
  var pivots = V.MaskStorage()
  var (least, largest) = (V.Scalar.infinity, V.Scalar(0))
  for k in 0..<order {
    let row: V = unsafe load(rows + k &* width)
    let lane = indexOfPivot(row, lanes, rest: rest)
    let others = lanes ^ V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: lane))
    rest &= signs(V.MaskStorage() &- others)
    pivots[k] = V.MaskStorage.Scalar(truncatingIfNeeded: lane)
    let value = unsafe rows[k &* width &+ lane]
    (least, largest) = (min(least, value.magnitude), max(largest, value.magnitude))
    let reciprocal = 1 / value
    unsafe reciprocals[k] = reciprocal
    for i in (k &+ 1)..<max(order, k &+ 1) {
      let target = unsafe rows + i &* width
      let factor = unsafe -(target[lane] * reciprocal)
      unsafe store(multiplyAdd(load(target), V(repeating: factor), row), to: target)
      unsafe right[i] = multiplyAdd(right[i], factor, right[k])
    }
  }
  var size = V.Scalar(0)
  for step in 0..<order {
    let k = order &- 1 &- step
    let lane = Int(truncatingIfNeeded: pivots[k])
    let value = unsafe right[k] * reciprocals[k]
    unsafe x[lane] = value
    size += value.magnitude
    for i in 0..<k { unsafe right[i] = multiplyAdd(right[i], -rows[i &* width &+ lane], value) }
  }
  return least >= largest * V.Scalar.ulpOfOne.squareRoot()
    && least >= V.Scalar.leastNormalMagnitude / V.Scalar.ulpOfOne && size.isFinite
}

/// The lane of the largest magnitude among those in `rest`: the bits of magnitudes are ordered as they are, and the
/// lowest bits encode the lane.
@inline(__always)
private func indexOfPivot<V: SIMD>(_ column: V, _ lanes: V.MaskStorage, rest: V.MaskStorage) -> Int
where V.Scalar: BinaryFloatingPoint {
  let last = V.MaskStorage(repeating: V.MaskStorage.Scalar(truncatingIfNeeded: V.scalarCount &- 1))
  let keys = ((bits(column) & ~bits(of: -0.0, V.self) & ~last) | (last &- lanes)) & rest
  var best = keys[0]
  for lane in 1..<V.scalarCount { best = max(best, keys[lane]) }
  return V.scalarCount &- 1 &- (Int(truncatingIfNeeded: best) & (V.scalarCount &- 1))
}
