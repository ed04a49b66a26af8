// One triangular system of any order: bound by the memory of the triangle, which is read once, along its rows.

/// x := the solution of one system with a triangle T of `order` unknowns, in place.
///
/// With k before j in the order of elimination, x_j = (b_j - sum of T(j, k) x_k) / T(j, j), four unknowns at a time. Every
/// pivot divides: of a diagonal matrix the solution is rounded once. The order of summation depends on the order and the
/// strides alone.
///
/// - `t`: T(j, k) at `t[j * targetStride + k * sourceStride]`, one of the strides 1.
/// - `descends`: unknowns are found from the last to the first.
/// - `hasUnitDiagonal`: the diagonal is not read: it holds ones.
/// - `x`: the right-hand side, without gaps.
@inline(never)
func substituteOne<T: KernelScalar>(
  order: Int, _ t: UnsafePointer<T>, targetStride: Int, sourceStride: Int, descends: Bool, hasUnitDiagonal: Bool,
  _ x: UnsafeMutablePointer<T>
) {
  typealias V = T.Vector
  var done = 0
  while done < order {
    let count = min(4, order &- done)
    // The unknowns of this block, by their indices; those that are known, and those that are not.
    let start = descends ? order &- done &- count : done
    let end = start &+ count
    // In bounds, here and below: all places are below the order.
    if sourceStride == 1 && done > 0 {
      let (known, length) = descends ? (end, order &- end) : (0, start)
      if count == 4 {
        unsafe takeProducts(
          InlineArray<4, V>.self, length, t + start &* targetStride + known, targetStride, x + known, x + start)
      } else {
        for j in start..<end {
          unsafe takeProducts(
            InlineArray<1, V>.self, length, t + j &* targetStride + known, targetStride, x + known, x + j)
        }
      }
    }
    for step in 0..<count {
      let j = descends ? end &- 1 &- step : start &+ step
      let row = unsafe t + j &* targetStride
      var value = unsafe x[j]
      for s in 0..<step {
        let k = descends ? end &- 1 &- s : start &+ s
        value = unsafe multiplyAdd(value, -row[k &* sourceStride], x[k])
      }
      if !hasUnitDiagonal { value = unsafe value / row[j &* sourceStride] }
      unsafe x[j] = value
    }
    // The last block may be smaller, but no unknowns follow it.
    if sourceStride != 1 && count == 4 {
      let (unknown, length) = descends ? (0, start) : (end, order &- end)
      unsafe addMultiples(
        InlineArray<4, V>.self, length, t + start &* sourceStride + unknown, sourceStride, x + start, x + unknown)
    }
    done &+= count
  }
}

/// targets := targets - the dot products of some rows with `x`, of `length` elements each.
@inline(__always)
private func takeProducts<V: SIMD & BitwiseCopyable, let rows: Int>(
  _: InlineArray<rows, V>.Type, _ length: Int, _ t: UnsafePointer<V.Scalar>, _ stride: Int,
  _ x: UnsafePointer<V.Scalar>, _ targets: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  let width = V.scalarCount
  var (even, odd) = (InlineArray<rows, V>(repeating: V()), InlineArray<rows, V>(repeating: V()))
  var p = 0
  while length &- p >= 2 &* width {
    let (first, second): (V, V) = unsafe (load(x + p), load(x + p + width))
    for r in 0..<rows {
      let row = unsafe t + r &* stride + p
      even[r] = unsafe multiplyAdd(even[r], load(row), first)
      odd[r] = unsafe multiplyAdd(odd[r], load(row + width), second)
    }
    p &+= 2 &* width
  }
  if length &- p >= width {
    let first: V = unsafe load(x + p)
    for r in 0..<rows { even[r] = unsafe multiplyAdd(even[r], load(t + r &* stride + p), first) }
    p &+= width
  }
  if p < length {
    let first: V = unsafe loadPrefix(x + p, length &- p)
    for r in 0..<rows { odd[r] = unsafe multiplyAdd(odd[r], loadPrefix(t + r &* stride + p, length &- p), first) }
  }
  for r in 0..<rows { unsafe targets[r] -= (even[r] + odd[r]).sum() }
}

/// x := x - the sum of some rows times their factors, `length` elements each.
@inline(__always)
private func addMultiples<V: SIMD & BitwiseCopyable, let rows: Int>(
  _: InlineArray<rows, V>.Type, _ length: Int, _ t: UnsafePointer<V.Scalar>, _ stride: Int,
  _ factors: UnsafePointer<V.Scalar>, _ x: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: BinaryFloatingPoint {
  var scales = InlineArray<rows, V>(repeating: V())
  for r in 0..<rows { scales[r] = unsafe V(repeating: -factors[r]) }
  var p = 0
  while length &- p >= V.scalarCount {
    var sum: V = unsafe load(x + p)
    for r in 0..<rows { sum = unsafe multiplyAdd(sum, scales[r], load(t + r &* stride + p)) }
    unsafe store(sum, to: x + p)
    p &+= V.scalarCount
  }
  if p < length {
    var sum: V = unsafe loadPrefix(x + p, length &- p)
    for r in 0..<rows { sum = unsafe multiplyAdd(sum, scales[r], loadPrefix(t + r &* stride + p, length &- p)) }
    unsafe storePrefix(sum, length &- p, to: x + p)
  }
}
